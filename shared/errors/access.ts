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
}
