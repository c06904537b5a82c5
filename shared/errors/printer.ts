/** Failures of a real printer: what it cannot do, what it says that no printer should, and that it is another one. */

export interface PrinterErrors {
  /** Nothing was sent: nobody listens there, or not in time. */
  readonly 'printer.unreachable': { readonly reason: string };
  /** The printer understood and said no; `reason` is the status of RFC 8011 appendix B, or what it lacks. */
  readonly 'printer.refused': { readonly reason: string };
  /** What it sent is no answer to what it was asked: `reason` says in what. */
  readonly 'printer.badAnswer': { readonly reason: string };
  /** Another certificate than the one this desk has known for this printer. */
  readonly 'printer.certificateChanged': { readonly printer: string };
  /** Another device than the one this desk has known under this name. */
  readonly 'printer.otherDevice': { readonly printer: string; readonly expected: string; readonly found: string };
  /** Jobs of others, or left over ones of ours, wait for the next card. */
  readonly 'printer.otherJobs': { readonly count: number };
  /** There is no such printer profile, or its file is not one. */
  readonly 'printer.profileUnusable': { readonly profile: string };
  /** It cannot print such a card, or its queue would not print it as it was composed. */
  readonly 'printer.unfit': { readonly lack: string };
}
