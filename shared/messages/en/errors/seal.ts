/** English texts of failures around the digital seal. */

import type { SealErrors } from '../../../errors/seal.ts';
import type { ErrorTexts } from '../../texts.ts';

export const sealErrors: ErrorTexts<SealErrors> = {
  'seal.tooLong': {
    what: 'The digital seal has {bytes} bytes; no symbol of its size on the card can hold them.',
    card: 'No card was composed.',
    next: 'Tell the administrator: the seal settings of the profile do not fit.',
  },
  'seal.fieldInvalid': {
    what: 'The digital seal cannot hold this value: {field}.',
    card: 'No card was composed.',
    next: 'Tell the administrator: the seal settings of the profile do not fit.',
  },
  'seal.unreadable': {
    what: 'No readable seal was found in {source}.',
    card: 'This says nothing against the card.',
    next: 'Wipe the emblem face, scan the square symbol again straight on at 300 dpi or more, or read the number by eye.',
  },
  'seal.malformed': {
    what: 'What was scanned is not a digital seal of this card ({problem}).',
    card: 'The card was not judged.',
    next: 'Scan the square symbol on the emblem face again; if it goes on, check the scanner’s settings or type the last six characters.',
  },
  'seal.signerUnknown': {
    what: 'The seal names a signer that is not known here ({signer}, certificate {reference}).',
    card: 'Nothing in it can be believed.',
    next: 'Fetch the signer’s certificate from the authority and try again; if it has none, treat the card as forged.',
  },
  'seal.signerUntrusted': {
    what: 'The certificate of the seal’s signer {signer} is not trusted: {problem}.',
    card: 'Nothing in the seal can be believed.',
    next: 'Check the certificates given; if they are right, treat the card as forged.',
  },
  'seal.forged': {
    what: 'The seal is forged or altered: the signature of {signer} does not cover what it says.',
    card: 'The card must not be accepted.',
    next: 'Keep the card and call your supervisor.',
  },
  'seal.otherPortrait': {
    what: 'The portrait for the chip is not the one that this job’s seal was signed over.',
    card: 'Nothing was written; no blank was taken.',
    next: 'Cancel the job and compose the card again.',
  },
  'seal.notOnCard': {
    what: 'This card was composed before seals were printed.',
    card: 'Its seal, if it has one, is not its own.',
    next: 'Type the last six characters of the number instead.',
  },
  'seal.trayEmpty': {
    what: 'There is no card in the tray to scan.',
    next: 'Print the card first.',
  },
};
