/** One token of a security module with one session, opened again by itself when the module closed it. */

import type { Handle, PKCS11 } from 'pkcs11js';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { answerOf, answers, moduleFailure } from './failures.ts';

export interface TokenOptions {
  /** Path of the module's PKCS#11 library. */
  readonly library: string;
  /** The label that the token was initialised with. */
  readonly token: string;
  readonly pin: string;
}

/** What one operation works with; handles are good inside it only. */
export interface TokenSession {
  readonly module: PKCS11;
  readonly session: Handle;
  readonly slot: Handle;
}

export interface Token {
  readonly label: string;
  /** Runs calls of the library. Whatever the module answers comes back as a `hsm.*` failure naming the operation. */
  run<T>(operation: string, work: (session: TokenSession) => Result<T>): Result<T>;
  close(): void;
}

/** CK_TOKEN_INFO flags (PKCS#11 2.40 section 3.2). */
const flags = { finalTry: 0x20000, locked: 0x40000 } as const;
/** CKF_RW_SESSION and CKF_SERIAL_SESSION, CKU_USER. */
const READ_WRITE_SESSION = 0x06;
const USER = 1;

const closedBehindUs: ReadonlySet<number | null> = new Set([
  answers.sessionClosed,
  answers.sessionHandleInvalid,
  answers.notLoggedIn,
]);

/** Loads the library and signs in, once. Fails with `hsm.*`; a wrong PIN costs one attempt, never two. */
export async function openToken(options: TokenOptions): Promise<Result<Token>> {
  const loaded = await loadLibrary(options.library);
  if (!loaded.ok) return loaded;
  const { module, isOurs } = loaded.value;
  const first = signIn(module, options);
  if (!first.ok) {
    if (isOurs) finish(module);
    return first;
  }
  return ok(tokenOf(module, options, first.value, isOurs));
}

function tokenOf(module: PKCS11, options: TokenOptions, first: TokenSession, isOurs: boolean): Token {
  const label = options.token;
  let session = first;
  return {
    label,
    run(operation, work) {
      try {
        return work(session);
      } catch (thrown) {
        if (!closedBehindUs.has(answerOf(thrown))) return moduleFailure(thrown, label, operation);
      }
      // The PIN was right before, so signing in again puts no attempt at risk.
      const again = signIn(module, options);
      if (!again.ok) return again;
      session = again.value;
      try {
        return work(session);
      } catch (thrown) {
        return moduleFailure(thrown, label, operation);
      }
    },
    close() {
      try {
        module.C_CloseSession(session.session);
      } catch (thrown) {
        // A module that is gone has closed the session already; anything else is a bug.
        moduleFailure(thrown, label, 'C_CloseSession');
      }
      if (isOurs) finish(module);
    },
  };
}

/** The library is optional: where it or our part that speaks to it is missing, the rest of the program goes on. */
async function loadLibrary(library: string): Promise<Result<{ readonly module: PKCS11; readonly isOurs: boolean }>> {
  try {
    const { default: pkcs11 } = await import('pkcs11js');
    const module = new pkcs11.PKCS11();
    module.load(library);
    return ok({ module, isOurs: initialise(module) });
  } catch (thrown) {
    return fail('hsm.unavailable', { library, reason: thrown instanceof Error ? thrown.message : 'unknown' });
  }
}

/** False where somebody else in this process initialised the library, and will finish it. */
function initialise(module: PKCS11): boolean {
  try {
    module.C_Initialize();
    return true;
  } catch (thrown) {
    if (answerOf(thrown) !== answers.alreadyInitialised) throw thrown;
    return false;
  }
}

function signIn(module: PKCS11, { token, pin }: TokenOptions): Result<TokenSession> {
  try {
    const slot = slotOf(module, token);
    if (slot === undefined) return fail('hsm.tokenAbsent', { token });
    const state = module.C_GetTokenInfo(slot).flags;
    if ((state & flags.locked) !== 0) return fail('hsm.pinLocked', { token });
    if ((state & flags.finalTry) !== 0) return fail('hsm.pinFinalTry', { token });
    const session = module.C_OpenSession(slot, READ_WRITE_SESSION);
    logIn(module, session, pin);
    return ok({ module, session, slot });
  } catch (thrown) {
    const failure = moduleFailure(thrown, token, 'C_Login');
    if (failure.error.kind !== 'hsm.pinWrong') return failure;
    return fail('hsm.pinWrong', { token, left: attemptsLeft(module, token) });
  }
}

function slotOf(module: PKCS11, token: string): Handle | undefined {
  return module.C_GetSlotList(true).find((one) => module.C_GetTokenInfo(one).label.trim() === token);
}

/** A token states no number, only that the next wrong PIN is the last one, or that this one was. */
function attemptsLeft(module: PKCS11, token: string): 'unstated' | 'one' | 'none' {
  try {
    const slot = slotOf(module, token);
    const state = slot === undefined ? 0 : module.C_GetTokenInfo(slot).flags;
    if ((state & flags.locked) !== 0) return 'none';
    return (state & flags.finalTry) !== 0 ? 'one' : 'unstated';
  } catch (thrown) {
    // Pulled out meanwhile: the PIN was wrong all the same.
    moduleFailure(thrown, token, 'C_GetTokenInfo');
    return 'unstated';
  }
}

function logIn(module: PKCS11, session: Handle, pin: string): void {
  try {
    module.C_Login(session, USER, pin);
  } catch (thrown) {
    // Signing in counts for all sessions of the process.
    if (answerOf(thrown) === answers.alreadyLoggedIn) return;
    module.C_CloseSession(session);
    throw thrown;
  }
}

function finish(module: PKCS11): void {
  module.C_Finalize();
  module.close();
}
