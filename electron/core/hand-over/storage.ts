/** What hand-over and custody read and write; part of the store (ports.ts). */

import type {
  Complaint,
  CustodyPage,
  CustodyView,
  Dispatch,
  Reminder,
  Revocation,
} from '../../../shared/model/custody.ts';
import type { HandOverStep, OldCard, OldCardState } from '../../../shared/model/hand-over.ts';
import type { ApplicationId, CardId, Sha256 } from '../../../shared/model/ids.ts';
import type { Instant } from '../../../shared/model/time.ts';

/** One step as it was done; the same step may be done again. */
export interface StepDone {
  readonly cardId: CardId;
  readonly step: HandOverStep;
  readonly doneBy: string;
  readonly doneAt: Instant;
  /** Of the receipt that was signed; null for the other steps. */
  readonly receiptHash: Sha256 | null;
}

export type CardFileKind = 'draft.json' | 'collector.json' | 'signature.json' | 'number-slip.json' | 'dispatch.jws';

export interface CustodyQuery {
  readonly view: CustodyView;
  readonly text?: string;
  readonly limit: number;
  /** Cards that wait since before it are uncollected, and those since before the other are to be returned. */
  readonly uncollectedBefore: Instant;
  readonly returnBefore: Instant;
}

export interface HandOverReader {
  /** In the order in which they were done. */
  handOverSteps(id: CardId): readonly StepDone[];
  cardFile(id: CardId, kind: CardFileKind): Uint8Array | undefined;
  oldCard(id: string): OldCard | undefined;
  oldCardOf(id: ApplicationId): OldCard | undefined;
  /** Oldest first. */
  oldCards(states: readonly OldCardState[]): readonly OldCard[];
  /** In the order in which they were revoked. */
  revocations(): readonly Revocation[];
  /** That this case brought about, in the same order. */
  revocationsOf(id: ApplicationId): readonly Revocation[];
  openDispatch(id: CardId): Dispatch | undefined;
  /** The newest of the card. */
  complaint(id: CardId): Complaint | undefined;
  reminders(id: CardId): readonly Reminder[];
  /** All of the card, in the order in which they were made. */
  complaintsOfCard(id: CardId): readonly Complaint[];
  /** The newest of any card of the application. */
  complaintOf(id: ApplicationId): Complaint | undefined;
  custody(query: CustodyQuery): CustodyPage;
}

export interface HandOverWriter {
  insertHandOverStep(step: StepDone): void;
  /** A draft is written over; papers of a card that left are refused by the database. */
  putCardFile(id: CardId, kind: CardFileKind, bytes: Uint8Array): void;
  insertOldCard(card: OldCard): void;
  updateOldCard(card: OldCard): void;
  insertRevocation(revocation: Revocation): void;
  insertDispatch(dispatch: Dispatch): void;
  settleDispatch(dispatch: Dispatch): void;
  insertReminder(reminder: Reminder): void;
  insertComplaint(complaint: Complaint): void;
  updateComplaint(complaint: Complaint): void;
}
