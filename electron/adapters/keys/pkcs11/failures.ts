/** What a security module answers, as failures that a person can act on (PKCS#11 2.40, section 5.1 of its return values). */

import type { Pkcs11Error } from 'pkcs11js';
import { fail, type Failure } from '../../../../shared/result.ts';

/** Return values by number; the names are those of the standard. */
export const answers = {
  deviceRemoved: 0x32,
  pinIncorrect: 0xa0,
  pinLengthRange: 0xa2,
  pinLocked: 0xa4,
  sessionClosed: 0xb0,
  sessionHandleInvalid: 0xb3,
  tokenNotPresent: 0xe0,
  alreadyLoggedIn: 0x100,
  notLoggedIn: 0x101,
  alreadyInitialised: 0x191,
} as const;

/** The return value behind an exception of the library; null where it was none of the module's. */
export function answerOf(thrown: unknown): number | null {
  return isPkcs11Error(thrown) ? thrown.code : null;
}

/** An exception of the library as a failure. What is no answer of the module is a bug and thrown on. */
export function moduleFailure(thrown: unknown, token: string, operation: string): Failure {
  switch (answerOf(thrown)) {
    case null:
      throw thrown;
    case answers.pinIncorrect:
    case answers.pinLengthRange:
      return fail('hsm.pinWrong', { token, left: 'unstated' });
    case answers.pinLocked:
      return fail('hsm.pinLocked', { token });
    case answers.deviceRemoved:
    case answers.tokenNotPresent:
      return fail('hsm.tokenAbsent', { token });
    default:
      return fail('hsm.failed', { token, operation, code: thrown instanceof Error ? thrown.message : '' });
  }
}

function isPkcs11Error(thrown: unknown): thrown is Pkcs11Error {
  // The class of a module that may be missing: known by its name.
  return thrown instanceof Error && thrown.name === 'Pkcs11Error' && 'code' in thrown;
}
