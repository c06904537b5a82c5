/** Failures of sign-in, permission and separation of duties. */

export interface AccessErrors {
  readonly 'access.signInRequired': Readonly<Record<never, never>>;
  readonly 'access.wrongPassword': { readonly account: string };
  readonly 'access.lockedOut': { readonly account: string; readonly seconds: number };
  readonly 'access.forbidden': { readonly action: string; readonly role: string };
  /** The person who hands a card over is never the one who accepted its review. No override. */
  readonly 'access.samePerson': { readonly account: string };
  readonly 'access.trainingOnly': { readonly action: string };
  /** Nobody at a terminal, no descriptor given. */
  readonly 'access.passwordNeeded': { readonly account: string };
  readonly 'access.accountDisabled': { readonly account: string };
  /** The password is right; the code of the authenticator is missing. */
  readonly 'access.codeNeeded': { readonly account: string };
  /** Wrong, too old, or used before. */
  readonly 'access.wrongCode': { readonly account: string };
  readonly 'access.passwordShort': { readonly account: string; readonly length: number; readonly least: number };
  readonly 'access.passwordGuessable': {
    readonly account: string;
    readonly guess: 'long' | 'repeated' | 'name' | 'common';
  };
  readonly 'access.passwordSame': Readonly<Record<never, never>>;
  readonly 'access.mustChangePassword': Readonly<Record<never, never>>;
  readonly 'access.screenLocked': Readonly<Record<never, never>>;
  /** The same account signed in again, or it was disabled. */
  readonly 'access.sessionEnded': Readonly<Record<never, never>>;
  readonly 'access.noSealedCode': Readonly<Record<never, never>>;
  /** Its check digits do not fit; not counted. */
  readonly 'access.codeMistyped': Readonly<Record<never, never>>;
  readonly 'access.wrongSealedCode': Readonly<Record<never, never>>;
  readonly 'access.codeLocked': { readonly seconds: number };
  readonly 'access.overrideNeedsSecond': Readonly<Record<never, never>>;
  readonly 'account.exists': { readonly account: string };
  /** By such a name the program's own acts stand in the log. */
  readonly 'account.ofProgram': { readonly account: string };
  /** Neither of the two who change an account may be the one it belongs to. */
  readonly 'account.own': { readonly account: string };
  readonly 'account.tooFewManagers': Readonly<Record<never, never>>;
  readonly 'account.factorThere': Readonly<Record<never, never>>;
  readonly 'account.noFactor': { readonly account: string };
  readonly 'account.samePeople': Readonly<Record<never, never>>;
  readonly 'account.notRecoverable': { readonly account: string };
  readonly 'office.started': Readonly<Record<never, never>>;
  readonly 'office.exists': { readonly path: string };
  readonly 'shift.none': Readonly<Record<never, never>>;
}
