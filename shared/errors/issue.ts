/** Failures on the walk of one card: review, blanks, jobs, printing, custody, hand-over. */

export interface IssueErrors {
  readonly 'application.notReviewable': { readonly state: string };
  readonly 'application.notAccepted': { readonly state: string };
  readonly 'application.warningsOpen': { readonly count: number };
  readonly 'application.approvalExpired': { readonly expiresAt: string };
  /** Of a case that came with a finished card of that office: only there is its record good for another one. */
  readonly 'application.madeElsewhere': { readonly office: string };
  /** The row in the database says something else than the signed record it stands on. */
  readonly 'application.differsFromRecord': { readonly fields: string };
  readonly 'job.wrongState': { readonly state: string; readonly action: string };
  readonly 'job.busy': Readonly<Record<never, never>>;
  readonly 'job.alreadyOpen': { readonly job: string };
  /** The kept faces are not what the accepted record gives under this program, layout and printer. */
  readonly 'job.facesDiffer': Readonly<Record<never, never>>;
  /** The printer was measured anew since the faces were composed. */
  readonly 'job.offsetsChanged': Readonly<Record<never, never>>;
  readonly 'job.recordReplaced': Readonly<Record<never, never>>;
  /** The card that was set aside may bear a printed side: another one needs a reason and a second person. */
  readonly 'job.isReprint': Readonly<Record<never, never>>;
  readonly 'job.noReprint': Readonly<Record<never, never>>;
  /** It is at a device, done, or goes first as it is. */
  readonly 'batch.notWaiting': Readonly<Record<never, never>>;
  readonly 'batch.none': Readonly<Record<never, never>>;
  readonly 'stock.trayEmpty': Readonly<Record<never, never>>;
  readonly 'stock.wrongPlace': { readonly place: string; readonly action: string };
  readonly 'stock.blankKnown': { readonly blank: string };
  /** The chip at hand is not the one that this blank was bound to. */
  readonly 'stock.otherChip': { readonly blank: string; readonly expected: string; readonly found: string };
  /** The card at hand is somebody else's. The names are for the screen: only the kind goes into any log. */
  readonly 'stock.cardOfOther': { readonly name: string; readonly blank: string; readonly expected: string };
  /** The chip at hand is already bound to another blank. */
  readonly 'stock.chipTaken': { readonly blank: string; readonly chip: string };
  /** `fault`: the kind of the chip's failure, for whoever looks after the writer. The card has been set aside. */
  readonly 'encode.failed': { readonly fault: string };
  readonly 'encode.stopped': { readonly state: string };
  readonly 'printer.notReady': { readonly reason: string };
  /** The printer did not answer; what it did is to be asked, not assumed. */
  readonly 'printer.unanswered': { readonly reason: string };
  readonly 'print.unknownOutcome': { readonly reason: string };
  readonly 'print.failedBeforeFirstSide': { readonly reason: string };
  readonly 'print.evidenceDisagrees': { readonly sides: number };
  /** The device still works on an earlier job of this card. */
  readonly 'print.stillRunning': { readonly jobName: string };
  readonly 'verify.chipMismatch': { readonly fields: string };
  readonly 'verify.plasticMismatch': Readonly<Record<never, never>>;
  /** The scanned seal is not the one that was composed for this card; `fields` says in what. */
  readonly 'verify.sealMismatch': { readonly fields: string };
  /** The second reading differs too. */
  readonly 'verify.plasticOfAnother': Readonly<Record<never, never>>;
  readonly 'verify.visualDefects': { readonly defects: string };
  readonly 'card.wrongState': { readonly state: string; readonly action: string };
  readonly 'card.livingAlready': Readonly<Record<never, never>>;
  readonly 'card.slotTaken': { readonly safe: string; readonly slot: string };
}
