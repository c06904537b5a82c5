/**
 * Two offices of one country and what is on its way between them: letters with cards, parcels with blanks. Where a piece of
 * plastic really is, only the town knows; the offices know what is in their books.
 */

import type { BlankSerial, CardId } from '../../../shared/model/ids.ts';
import type { ApprovalRecord, ReplacementRecord } from '../../../shared/model/approval.ts';
import { handClock } from '../office.ts';
import { modelOffice, type ModelOffice } from './model-office.ts';

export interface Letter {
  readonly from: ModelOffice;
  readonly to: string;
  readonly cardId: CardId;
  readonly serial: BlankSerial;
  readonly paper: string;
  readonly publicKey: Uint8Array;
}

export interface Town {
  readonly offices: readonly [ModelOffice, ModelOffice];
  readonly clock: ReturnType<typeof handClock>;
  /** Cards that were ever sent: `post` on their way, else the office whose safe they lie in. */
  readonly whereIs: Map<BlankSerial, string>;
  readonly letters: Letter[];
  /** Papers by which a card was taken in. */
  readonly opened: Set<string>;
  /** Signed files of transfers, which anybody may bring a second time. */
  readonly parcels: string[];
  /** The record in force of every application that the authority sent, by its number. */
  readonly sent: Map<string, ApprovalRecord | ReplacementRecord>;
  /** Break-glass codes as they lie in the envelope of each office; of one that was used up too. */
  readonly envelopes: Map<string, string>;
  /** Counts people, boxes and applications. */
  next: number;
  close(): void;
}

/** Towns of even seeds issue real cards: their days are those of the calendar. */
export async function town(seed: number): Promise<Town> {
  const clock = handClock('2026-03-02T00:30:00.000Z');
  const isLive = seed % 2 === 0;
  const here = await modelOffice({ office: null, firstBlank: 1, seed, isLive, clock });
  const there = await modelOffice({ office: 'OTHER-02', firstBlank: 5001, seed, isLive, clock });
  return {
    offices: [here, there],
    clock,
    whereIs: new Map(),
    letters: [],
    opened: new Set(),
    parcels: [],
    sent: new Map(),
    envelopes: new Map(),
    next: 1,
    close() {
      here.close();
      there.close();
    },
  };
}

/** The office beside it. */
export function neighbourOf({ offices: [here, there] }: Town, office: ModelOffice): ModelOffice {
  return office === here ? there : here;
}

/** Whether the plastic that its books have here is here. */
export function isHere({ whereIs }: Town, office: ModelOffice, serial: BlankSerial): boolean {
  return (whereIs.get(serial) ?? office.name) === office.name;
}
