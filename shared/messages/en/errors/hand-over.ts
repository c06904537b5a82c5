/** English texts of failures of hand-over and custody. */

import type { HandOverErrors } from '../../../errors/hand-over.ts';
import type { ErrorTexts } from '../../texts.ts';

export const handOverErrors: ErrorTexts<HandOverErrors> = {
  'handover.passportDiffers': {
    what: 'The passport number is not the one of the approval.',
    card: 'The card stays in custody.',
    next: 'Type it once more from the document itself; a holder with a new passport shows the one of the approval too. If it still differs, hand nothing over and call your supervisor.',
  },
  'handover.portraitDiffers': {
    what: 'The face before you is not the one that is printed on the card.',
    card: 'The card stays in custody.',
    next: 'Hand nothing over and call your supervisor.',
  },
  'handover.proxySameDocument': {
    what: 'A proxy shows a document of their own; this is the number of the holder’s passport.',
    card: 'The card stays in custody.',
    next: 'Type the number of the proxy’s own document.',
  },
  'handover.tooEarly': {
    what: 'This card is valid from {from} only.',
    card: 'It stays in custody until that day.',
    next: 'Ask the holder to come back on that day or later.',
  },
  'handover.stepMissing': {
    what: 'One step is still to be done today: {step}.',
    card: 'The card stays in custody.',
    next: 'Do that step, then go on.',
  },
  'handover.chipDiffers': {
    what: 'The chip says something else than the record: {fields}.',
    card: 'The card stays in custody.',
    next: 'Hand nothing over. Open a complaint about this card and have it inspected.',
  },
  'handover.holderDisagrees': {
    what: 'The holder does not agree with the card.',
    card: 'The card stays in custody.',
    next: 'Open a complaint: it is inspected, then decided whose error it is.',
  },
  'handover.otherReceipt': {
    what: 'What was signed is not this receipt, or the receipt was drawn up too long ago.',
    card: 'The card stays in custody.',
    next: 'Draw the receipt up again and let it be signed again.',
  },
  'oldCard.notOfKind': {
    what: 'This kind of work ({kind}) collects no old card.',
    next: 'If it is the lost one, found again: find it in custody and choose “The plastic is back”. If the holder has another one, ask the authority for a record of the right kind.',
  },
  'oldCard.numberInvalid': {
    what: 'This is no number of an old card: {flaw}.',
    next: 'Type the 15 or 18 characters once more from the card.',
  },
  'oldCard.ofAnother': {
    what: 'This number does not lead to the holder of the new card.',
    card: 'The old card is not taken in, the new one stays in custody.',
    next: 'Look whose card it is. If it is somebody else’s, call your supervisor.',
  },
  'oldCard.relationBroken': {
    what: 'The relation item of the new card does not lead back to this old number.',
    card: 'The new card stays in custody.',
    next: 'Open a complaint: the authority has to mend the record.',
  },
  'oldCard.recordDiffers': {
    what: 'The chip of the old card speaks of another person: {fields}.',
    card: 'The old card is not taken in, the new one stays in custody.',
    next: 'Compare card and person. If they do not belong together, keep both cards and call your supervisor.',
  },
  'oldCard.mustBeRead': {
    what: 'A card that is still valid is exchanged only after its chip was read.',
    card: 'The new card stays in custody.',
    next: 'Read the old card. If its chip is silent, this is a damage: ask the authority for a record of that kind.',
  },
  'oldCard.notValid': {
    what: 'The old card ran out on {until}: this is no exchange of a valid card.',
    card: 'The new card stays in custody.',
    next: 'Ask the authority for a record of the kind “Expiry”.',
  },
  'oldCard.faceDiffers': {
    what: 'The face in the old card is not that of the person.',
    card: 'Both cards stay in the office.',
    next: 'Hand nothing over and call your supervisor.',
  },
  'oldCard.collectedAlready': {
    what: 'The old card of this case is collected already.',
    next: 'Go on with what is still to be done.',
  },
  'oldCard.another': {
    what: 'The old card of this case was collected before its record was replaced; the card that its holder has now is another one.',
    card: 'The new card stays in its slot.',
    next: 'Find that card under “All cards”, note a complaint about it and decide “An error of the record”: it comes back by that. Then go on here.',
  },
  'revocation.notOnRecord': {
    what: 'Lines of the revocation list that are on record as nobody’s act: {count}. The list was not signed.',
    next: 'Call an administrator: “starcard diagnose” names what was changed past the program.',
  },
  'oldCard.wrongState': {
    what: 'The old card is “{state}”; “{action}” is not possible.',
    next: 'Look it up in the list of old cards.',
  },
  'card.livesElsewhere': {
    what: 'A card of this person arrived at another office, which may have handed it over.',
    card: 'The new card stays in its slot.',
    next: 'Collect that card, or accept a loss; what becomes of it is then on record. Then go on.',
  },
  'custody.tooSoon': {
    what: 'An uncollected card goes back from {on} only.',
    card: 'It stays in custody.',
    next: 'Remind the holder until then.',
  },
  'dispatch.ownOffice': {
    what: '{office} is this office.',
    card: 'The card stays in its slot.',
    next: 'Name the office to which it goes.',
  },
  'dispatch.untrusted': {
    what: 'The paper that came with the card is not to be believed: {flaw}.',
    card: 'The card is not taken in here; it is still the sender’s.',
    next: 'Ask the sender for the paper again, and check whose key you named.',
  },
  'dispatch.otherOffice': {
    what: 'This card is meant for {office}.',
    card: 'It is not taken in here.',
    next: 'Send it on to that office.',
  },
  'dispatch.notUnderWay': {
    what: 'This card is not under way to another office, or was taken in already.',
    next: 'Look it up in custody.',
  },
  'complaint.open': {
    what: 'There is an open complaint about this card.',
    card: 'It is not handed over before it is decided.',
    next: 'Inspect the card and decide the complaint.',
  },
  'complaint.none': {
    what: 'There is no open complaint about this card.',
    next: 'Open one first, with what the holder says.',
  },
  'complaint.notInspected': {
    what: 'The card has not been inspected since the complaint.',
    next: 'Lay it on the writer and inspect it, then decide.',
  },
  'complaint.waitsForRecord': {
    what: 'The record of this case has an error that only the authority can mend.',
    card: 'No card is made from it.',
    next: 'Wait for the replacement record and import it.',
  },
  'complaint.contradicted': {
    what: 'The inspection contradicts the decision “{decision}” ({fields}).',
    next: 'Decide by what the inspection found.',
  },
  'issuance.altered': {
    what: 'This receipt is not as it was signed: {part}.',
    next: 'Do not rely on it. Ask the office for its own copy.',
  },
};
