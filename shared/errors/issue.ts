/** Failures on the walk of one card: review, blanks, jobs, printing, custody, hand-over. */

export interface IssueErrors {
  readonly 'application.notReviewable': { readonly state: string };
  readonly 'application.notAccepted': { readonly state: string };
  readonly 'application.warningsOpen': { readonly count: number };
  readonly 'job.wrongState': { readonly state: string; readonly action: string };
  readonly 'job.busy': Readonly<Record<never, never>>;
  readonly 'job.alreadyOpen': { readonly job: string };
  readonly 'job.recordReplaced': Readonly<Record<never, never>>;
  readonly 'stock.trayEmpty': Readonly<Record<never, never>>;
  readonly 'stock.blankNotInTray': { readonly blank: string; readonly place: string };
  readonly 'printer.notReady': { readonly reason: string };
  readonly 'print.unknownOutcome': { readonly reason: string };
  readonly 'print.failedBeforeFirstSide': { readonly reason: string };
  readonly 'print.evidenceDisagrees': { readonly sides: number };
  readonly 'verify.chipMismatch': { readonly fields: string };
  readonly 'verify.plasticMismatch': Readonly<Record<never, never>>;
  readonly 'card.wrongState': { readonly state: string; readonly action: string };
  readonly 'card.livingAlready': Readonly<Record<never, never>>;
  readonly 'card.slotTaken': { readonly safe: string; readonly slot: string };
  readonly 'handover.stepMissing': { readonly step: string };
}
