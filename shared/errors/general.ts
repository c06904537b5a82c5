/** Failures that any call may answer with. */

export interface GeneralErrors {
  /** The message from the page or the command line does not have the form that the contract states. */
  readonly 'input.invalid': { readonly field: string; readonly problem: string };
  /** A bug. The log holds the details under the reference; the person at the desk sees only the reference. */
  readonly internal: { readonly reference: string };
  readonly notFound: { readonly what: string };
  /** Someone else, or a later record, changed it since it was shown. */
  readonly changedMeanwhile: { readonly what: string };
  /** The words of a command line. */
  readonly usage: { readonly problem: string };
  readonly 'file.unreadable': { readonly path: string; readonly reason: string };
  readonly 'file.unwritable': { readonly path: string; readonly reason: string };
  /** The program lies where somebody else could put other code in its place. */
  readonly 'program.openFolder': { readonly path: string };
  /** What the administrator decided for this machine cannot be read or is not to be trusted. */
  readonly 'program.policy': { readonly path: string; readonly problem: string };
  /** The window was to be closed while a card is at a device. */
  readonly 'window.busy': Readonly<Record<never, never>>;
}
