/** Failures of stock and of the working day. */

type Nothing = Readonly<Record<never, never>>;

export interface StockErrors {
  /** First and last serial are no range: other letters, other width, backwards, too many. */
  readonly 'stock.badRange': { readonly first: string; readonly last: string; readonly most: number };
  readonly 'stock.boxKnown': { readonly box: string };
  readonly 'stock.boxNotOpen': { readonly box: string };
  readonly 'stock.boxOpenAlready': { readonly box: string };
  /** There are fewer in the box, or in the tray, than were asked for. */
  readonly 'stock.tooFew': { readonly count: number; readonly there: number };
  readonly 'stock.otherTray': { readonly blank: string; readonly tray: string };
  readonly 'stock.nothingToDestroy': Nothing;
  readonly 'stock.notAtClose': Nothing;
  /** The plastic of an old card, which is cut, kept as evidence and destroyed on a list of its own. */
  readonly 'stock.oldCard': { readonly blank: string };
  /** A blank that a job has written to or printed on, or may have. */
  readonly 'stock.bearsPerson': { readonly blank: string };
  readonly 'stock.noPhoto': { readonly problem: string };
  readonly 'stock.photoKept': { readonly envelope: number };
  readonly 'stock.notOurs': { readonly peer: string };
  readonly 'stock.peerUnknown': { readonly peer: string };
  readonly 'stock.peerKey': Nothing;
  readonly 'stock.transferForged': { readonly peer: string };
  readonly 'stock.transferForm': { readonly line: number };
  readonly 'stock.transferTaken': { readonly id: string };
  /** The sums do not agree although nothing was counted yet: rows were altered behind the program's back. */
  readonly 'stock.ledgerBroken': { readonly came: number; readonly accounted: number };
  readonly 'stock.notDiffering': Nothing;
  readonly 'day.notOpen': { readonly day: string };
  readonly 'day.closing': { readonly day: string };
  readonly 'day.notClosing': { readonly day: string };
  readonly 'day.openAlready': { readonly day: string };
  readonly 'day.closedAlready': { readonly day: string };
  /** An earlier day was never closed. */
  readonly 'day.closeMissed': { readonly day: string };
  /** The clock says an earlier day, or an earlier moment, than the last one on record. */
  readonly 'day.clockBack': { readonly day: string };
  /** An entry since the last close lies ahead of the clock; date and minute in China. */
  readonly 'day.clockBehind': { readonly entryAt: string };
  /** Since a day was closed. */
  readonly 'day.clockJumped': { readonly days: number };
  readonly 'day.differenceUnexplained': { readonly day: string };
  /** Which places; not by how many, so that it is counted again and not copied. */
  readonly 'day.countDiffers': { readonly places: string };
  /** No self-test of today passed, and no reason was given. */
  readonly 'day.notTested': Nothing;
  readonly 'day.testCardInStock': { readonly count: number };
  /** A fault of writer or test card is claimed that neither device nor self-test has shown today. */
  readonly 'day.noFaultShown': Nothing;
  readonly 'day.cardRunning': Nothing;
  readonly 'day.leftOver': { readonly envelopes: number; readonly unfinished: number };
}
