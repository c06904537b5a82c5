/** A simulated card in memory, without a file: for tests that need hundreds of them. */

import { powerCard } from '../../../electron/adapters/writer/simulated/card/card.ts';
import { ANSWER_TO_RESET, newBlank } from '../../../electron/adapters/writer/simulated/card/factory.ts';
import type { CardState } from '../../../electron/adapters/writer/simulated/card/state.ts';
import { hexOf } from '../../../electron/core/chip/bytes.ts';
import { shortLimits } from '../../../electron/core/chip/channel.ts';
import type { ChipWriter } from '../../../electron/core/ports.ts';
import { fail, ok } from '../../../shared/result.ts';

export interface MemoryWriter extends ChipWriter {
  readonly card: CardState;
  /** The blank that `swap` puts in place of the card. */
  readonly other: CardState;
  swap(): void;
}

const LONGEST = { commandData: 65_535, responseData: 65_536 };

/** `isShort`: the reader carries short length only. */
export function memoryWriter(serial = 'TEST-0001', isShort = false): MemoryWriter {
  const card = newBlank(serial, 'guarded');
  const other = newBlank(`OTHER-${serial}`, 'guarded');
  let lying = card;
  let answer: ((command: Uint8Array) => Uint8Array) | null = null;
  return {
    card,
    other,
    swap: () => {
      lying = other;
    },
    status: async () => ({ name: 'memory', driver: 'simulated', state: 'cardPresent', detail: null }),
    open: async () => ok(undefined),
    powerOn: async () => {
      answer = powerCard(lying);
      return ok(ANSWER_TO_RESET);
    },
    transmit: async (command) =>
      answer === null ? fail('writer.unanswered', { reason: 'no power' }) : ok(answer(command)),
    carries: () => (isShort ? shortLimits : LONGEST),
    powerOff: async () => {
      answer = null;
    },
    close: async () => {
      answer = null;
    },
  };
}

/** What a card holds and in what state, keys too, without what makes it this one card. */
export function contentOf(card: CardState): string {
  const inHex = (held: ReadonlyMap<number, Uint8Array>): readonly (readonly [number, string])[] =>
    [...held].toSorted(([a], [b]) => a - b).map(([id, bytes]) => [id, hexOf(bytes)]);
  return JSON.stringify(
    Object.entries(card.applications).map(([name, { lifeCycle, files, keys }]) => ({
      name,
      lifeCycle,
      files: inHex(files),
      keys: inHex(keys),
    })),
  );
}

export function isUntouched(card: CardState): boolean {
  return Object.values(card.applications).every(({ lifeCycle }) => lifeCycle === 'blank');
}
