/** What storage keeps of stock and of the day, as core reads and writes it; a part of `Reader` and `Transaction`. */

import type { CountOccasion, Shift, StockDifference, WorkDay } from '../../../shared/model/day.ts';
import type { ApplicationId, BlankSerial, ChipSerial } from '../../../shared/model/ids.ts';
import type { Box, Destruction, Envelope, StockAct, StockMovement, Transfer } from '../../../shared/model/ledger.ts';
import type { Blank, BlankPlace } from '../../../shared/model/stock.ts';
import type { SignedTreeHead } from '../ports.ts';

export interface StockMove {
  readonly act: StockAct;
  readonly at: Date;
  /** Of the second person, where the act needs one; spent in the same transaction. */
  readonly approvalId?: string;
}

/** So many blanks went from here to there by this act. */
export interface StockFlow {
  readonly act: StockAct;
  readonly from: BlankPlace | null;
  readonly to: BlankPlace;
  readonly count: number;
}

export type StoredBox = Omit<Box, 'left'> & { readonly approvalId: string | null };

export interface StoredDestruction extends Destruction {
  readonly approvalId: string;
  readonly auditSequence: number;
}

export interface StoredTransfer extends Transfer {
  readonly approvalId: string;
  /** The signed file itself. */
  readonly file: string;
}

/** Another workstation of whose files blanks are taken. */
export interface Peer {
  /** `office/workstation`. */
  readonly name: string;
  /** C2SP signed-note verifier key. */
  readonly verifierKey: string;
  readonly addedAt: string;
  readonly approvalId: string;
}

export interface StoredCount extends Pick<
  StockDifference,
  'number' | 'day' | 'cause' | 'explanation' | 'explainedBy' | 'approvedBy' | 'explainedAt'
> {
  readonly occasion: CountOccasion;
  readonly at: string;
  readonly actor: string;
  /** By place, in the order of the places; equal texts mean that nothing is missing. */
  readonly expected: Readonly<Record<string, number>>;
  readonly counted: Readonly<Record<string, number>>;
  readonly approvalId: string | null;
}

export type StoredShift = Shift & { readonly approvalId: string };

export interface LedgerReader {
  /** The blanks at the end of the tray, the last first. */
  endOfTray(limit: number): readonly Blank[];
  blanksIn(place: BlankPlace, limit: number): readonly Blank[];
  /** What lies in the safe of that box, in its order. */
  blanksInBox(box: string, limit: number): readonly Blank[];
  /** The number of the newest row of the ledger; 0 before the first. */
  lastMovement(): number;
  movementsOf(serial: BlankSerial): readonly StockMovement[];
  movementsBy(approvalId: string): readonly StockMovement[];
  flowSince(number: number): readonly StockFlow[];
  /** The workstation into whose tray the blank was put last. */
  trayOf(serial: BlankSerial): string | undefined;
  box(name: string): Box | undefined;
  boxes(): readonly Box[];
  /** Those whose blank waits to be destroyed. */
  envelopes(): readonly Envelope[];
  envelope(serial: BlankSerial): Envelope | undefined;
  /** All that lay in one, of every job of that case. */
  envelopesOf(id: ApplicationId): readonly Envelope[];
  envelopePhoto(number: number): Uint8Array | undefined;
  destructions(): readonly Destruction[];
  destruction(number: number): StoredDestruction | undefined;
  nextDestruction(): number;
  transfers(): readonly Transfer[];
  transfer(id: string): StoredTransfer | undefined;
  peers(): readonly Peer[];
  workDay(day: string): WorkDay | undefined;
  /** Opened and not closed; at most one. */
  openDay(): WorkDay | undefined;
  lastClosedDay(): WorkDay | undefined;
  /** When a day was closed last, by the clock of then; not always the last day, where that clock was set back. */
  lastClose(): string | null;
  counts(day: string): readonly StoredCount[];
  count(number: number): StoredCount | undefined;
  /** Counts that differ from the ledger and that nobody has explained. */
  unexplained(): readonly StoredCount[];
  nextCount(): number;
  shiftHandOvers(day: string): readonly Shift[];
  nextShiftHandOver(): number;
  /** The smallest signed head over at least that many entries. */
  headFrom(count: number): SignedTreeHead | undefined;
}

export interface LedgerWriter {
  /**
   * Blanks as they are after the act: each becomes a row of the ledger, and all of them one entry of the log, whose sequence
   * is the answer. Throws where a blank is not where the act begins: the use case asks `nextBlank` first.
   */
  moveBlanks(move: StockMove, blanks: readonly Blank[]): number;
  /** At first contact, once. */
  bindChip(serial: BlankSerial, chip: ChipSerial, at: Date): void;
  insertBox(box: StoredBox): void;
  openBox(name: string, by: string, at: Date): void;
  insertEnvelopePhoto(number: number, jpeg: Uint8Array): void;
  insertDestruction(row: Omit<StoredDestruction, 'count'>): void;
  insertTransfer(row: StoredTransfer): void;
  insertPeer(row: Peer): void;
  insertDay(day: WorkDay): void;
  /** From the revision before it. */
  updateDay(day: WorkDay): void;
  insertCount(count: StoredCount): void;
  /** Once. */
  explainCount(count: StoredCount): void;
  insertShiftHandOver(shift: StoredShift): void;
}
