/** English texts of failures of a security module. */

import type { HsmErrors } from '../../../errors/hsm.ts';
import type { ErrorTexts } from '../../texts.ts';

export const hsmErrors: ErrorTexts<HsmErrors> = {
  'hsm.unavailable': {
    what: 'The security module cannot be reached: {library} does not load ({reason}).',
    card: 'Nothing was signed and no card was touched.',
    next: 'Have the administrator install the module’s software and check the path of its library.',
  },
  'hsm.tokenAbsent': {
    what: 'The security module {token} is not connected.',
    card: 'Nothing was signed. A chip that is being written waits as it is.',
    next: 'Connect the module, or check its network and power, and try again.',
  },
  'hsm.pinNeeded': {
    what: 'The security module {token} holds the keys of this office and needs its PIN.',
    card: 'Nothing was signed and no card was touched.',
    next: 'Enter it in the window, or on the command line when asked or by --pin-fd; a file that keys.json names may hold it too.',
  },
  'hsm.pinWrong': {
    what: 'The PIN was not accepted by the security module {token}. It was tried once and will not be tried again: {left}.',
    card: 'Nothing was signed and no card was touched.',
    next: 'Check the PIN in its sealed record, then start the program again: a few wrong ones lock the module.',
  },
  'hsm.pinFinalTry': {
    what: 'The security module {token} allows one last PIN attempt. This program does not use it up.',
    card: 'Nothing was signed and no card was touched.',
    next: 'Have the module’s keeper enter the right PIN once with the maker’s own tool, then start again.',
  },
  'hsm.pinLocked': {
    what: 'The PIN of the security module {token} is locked.',
    card: 'Nothing can be signed here until it is unlocked.',
    next: 'Have the module’s keeper unlock it, and find out who entered wrong PINs.',
  },
  'hsm.keyMissing': {
    what: 'The security module {token} holds no key {key}.',
    card: 'Nothing was signed and no card was touched.',
    next: 'Check that the right module is connected; keys are made only in the authority’s key ceremony.',
  },
  'hsm.keyUnusable': {
    what: 'The key {key} in the security module {token} cannot be used: {problem}.',
    card: 'Nothing was signed and no card was touched.',
    next: 'Tell the administrator; do not delete anything in the module.',
  },
  'hsm.failed': {
    what: 'The security module {token} answered {operation} with {code}.',
    card: 'Nothing was signed. A chip that is being written waits as it is.',
    next: 'Try again; if it goes on, give the name of the answer to whoever looks after the module.',
  },
};
