/** English texts of failures of what is done with a person's data as a whole. */

import type { PersonErrors } from '../../../errors/person.ts';
import type { ErrorTexts } from '../../texts.ts';

export const personErrors: ErrorTexts<PersonErrors> = {
  'person.stillNeeded': {
    what: 'The data of case {number} is still needed ({by}).',
    next: 'Nothing was erased. Bring the case to its end first: hold, card under way, card in the safe, open complaint, old card that is not destroyed, card that is valid, results for the authority.',
  },
  'person.retained': {
    what: 'The data of case {number} has to be kept until {until}.',
    next: 'Nothing was erased. Erase it after that day, or give another reason if there is one.',
  },
  'person.shortPassphrase': {
    what: 'The passphrase is shorter than {least} characters.',
    next: 'Nothing was changed. Take several words that belong together for nobody but you, and write them down as you type them.',
  },
  'person.slotExists': {
    what: 'The keys of persons can be opened by that way already ({slot}).',
    next: 'Nothing was changed. Renew it where it is to be another one.',
  },
  'person.slotImpossible': {
    what: 'The keys of persons cannot be opened by that way here ({slot}).',
    next: 'Nothing was changed. The key store of the system must be unlocked, the security module named in keys.json; a file beside the keys is for training only.',
  },
  'person.erased': {
    what: 'The data of this case was erased (erasure {erasure}).',
    next: 'It cannot be read any more. The certificate of the erasure says when and by whom.',
  },
};
