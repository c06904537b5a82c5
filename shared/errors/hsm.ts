/** Failures of a security module (PKCS#11) that holds keys. */

type Token = { readonly token: string };

export interface HsmErrors {
  /** The library of the module, or the part of this program that speaks to it, cannot be loaded. */
  readonly 'hsm.unavailable': { readonly library: string; readonly reason: string };
  readonly 'hsm.tokenAbsent': Token;
  /** Neither the office's `keys.json` nor anybody here says the PIN. Nothing was tried. */
  readonly 'hsm.pinNeeded': Token;
  /** The one attempt was refused; there is no second one. */
  readonly 'hsm.pinWrong': Token & {
    /** `unstated`, `one` or `none`: as much of its counter as a token tells (PKCS#11 2.40 section 3.2). */
    readonly left: string;
  };
  /** One attempt is left: it is not ours to use. Nothing was tried. */
  readonly 'hsm.pinFinalTry': Token;
  readonly 'hsm.pinLocked': Token;
  /** A key that should be there is not, and may not be made here. */
  readonly 'hsm.keyMissing': Token & { readonly key: string };
  /** There is something of that name, but it does not serve. */
  readonly 'hsm.keyUnusable': Token & { readonly key: string; readonly problem: string };
  /** What the module answered, by its name in the standard. */
  readonly 'hsm.failed': Token & { readonly operation: string; readonly code: string };
}
