/** English texts of service access failures. */

import type { ServiceErrors } from '../../../errors/service.ts';
import type { ErrorTexts } from '../../texts.ts';

export const serviceErrors: ErrorTexts<ServiceErrors> = {
  'service.cardUnknown': {
    what: 'The card on the writer (chip {chip}) is not on file here.',
    card: 'Nothing was written to it.',
    next: 'Check the card; only cards made at this workstation can be changed here.',
  },
  'service.otherCard': {
    what: 'Another card lies on the writer: expected {expected}, found {found}.',
    card: 'Nothing was written to the card that lies there now.',
    next: 'Put the card of this holder in place and try again.',
  },
  'service.cardNotInUse': {
    what: 'This card is out of use ({state}); its services cannot be changed.',
    card: 'Nothing was written to it.',
    next: 'Use the holder’s present card.',
  },
  'service.notOnCard': {
    what: 'This card was made without service access ({missing} is missing).',
    card: 'Nothing was written to it. The card is valid for everything else.',
    next: 'Services can be added to the holder’s next card.',
  },
  'service.listFull': {
    what: 'The list of services is full: {bytes} bytes, the chip holds {limit}.',
    card: 'The list in the card is unchanged.',
    next: 'Withdraw a service that is no longer needed, then add this one.',
  },
  'service.entryExists': {
    what: 'The service {service} is already on this card.',
    card: 'The list in the card is unchanged.',
    next: 'Renew the entry, or withdraw it first.',
  },
  'service.entryUnknown': {
    what: 'The service {service} is not on this card.',
    card: 'The list in the card is unchanged.',
    next: 'Read the card again and choose from its list.',
  },
  'service.entryExpired': {
    what: 'The service {service} expired on {until}.',
    card: 'The list in the card is unchanged.',
    next: 'Renew the entry if the holder still needs it.',
  },
  'service.entryWithdrawn': {
    what: 'The service {service} was withdrawn.',
    card: 'The list in the card is unchanged.',
    next: 'Add the service again if the holder may use it.',
  },
  'service.listForged': {
    what: 'The list of services in this card is not the one that was written: {doubt}.',
    card: 'Nothing was written. No service may rely on this card.',
    next: 'Keep the card, tell your supervisor and have the case examined.',
  },
  'service.listOlder': {
    what: 'The card holds an older list of services (number {found}) than the one on file (number {onFile}).',
    card: 'Nothing was written. Somebody may have put the old list back.',
    next: 'Keep the card, tell your supervisor and have the case examined.',
  },
  'service.holderDeclines': {
    what: 'The holder does not consent to this service.',
    card: 'Nothing was written to the card; the answer is on record.',
    next: 'Leave the card as it is. The holder may ask for the service another day.',
  },
  'service.consentMissing': {
    what: 'The holder’s consent to “{service}” in these terms was not recorded today.',
    card: 'Nothing was written to the card.',
    next: 'Ask the holder, record the answer, and do it again.',
  },
  'service.endpointNotHttps': {
    what: 'The address {endpoint} is not a plain https address.',
    card: 'Nothing was written to the card.',
    next: 'Enter an address that begins with https:// and has no user name, query or fragment.',
  },
  'service.period': {
    what: 'The period of the service does not fit ({doubt}: {day}).',
    card: 'Nothing was written to the card.',
    next: 'Let it begin before it ends, end today or later, and end no later than the card.',
  },
  'service.unfinished': {
    what: 'An earlier change of this card (service {service}) is not in the chip yet.',
    card: 'The list in the card may be missing until it is finished.',
    next: 'Choose “Finish” with the card in place, then go on.',
  },
  'service.nothingUnfinished': {
    what: 'There is no unfinished change for this card.',
    card: 'The list in the card is complete.',
    next: 'Go on.',
  },
  'service.cardRefused': {
    what: 'The card refused {command} with status {status}.',
    card: 'The list in the card is unchanged.',
    next: 'Put the card in place again. If it goes on refusing, the chip is faulty and the card has to be replaced.',
  },
  'service.writeRefused': {
    what: 'The card did not take the new list ({fault}).',
    card: 'The list in the card may be missing; all else on the card is untouched.',
    next: 'Choose “Finish” with the card in place. If it fails again, the chip is faulty and the card has to be replaced.',
  },
  'service.unknownOutcome': {
    what: 'Contact with the card was lost while its list was being written.',
    card: 'It is not known what the list in the card says now; all else on the card is untouched.',
    next: 'Put the same card in place, read it again and finish the change.',
  },
  'service.keyNotProven': {
    what: 'The chip does not hold the service key that was loaded when the card was made.',
    card: 'Nothing was written. This may be a copy of a card.',
    next: 'Keep the card, tell your supervisor and have the case examined.',
  },
  'access.secondRefused': {
    what: '{account} cannot be the second person here ({reason}).',
    card: 'Nothing was written to a card.',
    next: 'Ask somebody else who holds this permission to sign in.',
  },
};
