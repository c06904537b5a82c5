/** What can happen to a card in the middle of a command, put between the engine and a writer. */

import type { ChipWriter } from '../../../electron/core/ports.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

export type Interference =
  /** The command never reaches the card, which loses power. */
  | 'tornBefore'
  /** The card carries the command out, then loses power before its answer is heard. */
  | 'tornAfter'
  /** As before, and the card does not come back. */
  | 'goneBefore'
  | 'goneAfter'
  /** The card keeps its power, but its answer is never heard. */
  | 'lostBefore'
  | 'lostAfter'
  /** The answer comes so late that the next command gets it in place of its own. */
  | 'late'
  /** The card answers with an error and does nothing. */
  | 'error'
  /** The card does it and answers with one byte less, or one more, than it should. */
  | 'shortened'
  | 'lengthened'
  /** The card loses power and another blank takes its place. */
  | 'swapped'
  /** The program ends at once. */
  | 'killedBefore'
  | 'killedAfter';

/** Thrown in place of the end of the process. */
export class Killed extends Error {}

export interface InterferingWriter extends ChipWriter {
  /** How many commands were sent so far. */
  commands(): number;
}

export interface Disturbance {
  /** Which command, counted from 0; -1 for none. */
  readonly index: number;
  readonly how: Interference;
  /** What the card answers at an `error`. */
  readonly status?: number;
  /** Puts another card in place. */
  readonly swap?: () => void;
}

/** Lets every command through but one. */
export function interfere(writer: ChipWriter, { index, how, status = 0x6f00, swap }: Disturbance): InterferingWriter {
  let count = 0;
  let isGone = false;
  let stale: Result<Uint8Array> | null = null;

  async function disturb(command: Uint8Array): Promise<Result<Uint8Array>> {
    if (how === 'error') return ok(Uint8Array.of(status >> 8, status & 0xff));
    const isDone = !how.endsWith('Before') && how !== 'swapped';
    const answer = isDone ? await writer.transmit(command) : null;
    if (how.startsWith('killed')) throw new Killed();
    if (how === 'late') stale = answer;
    if (answer?.ok === true && how === 'shortened') return ok(answer.value.subarray(1));
    if (answer?.ok === true && how === 'lengthened') return ok(Uint8Array.of(0, ...answer.value));
    if (how.startsWith('torn') || how.startsWith('gone') || how === 'swapped') await writer.powerOff();
    isGone = how.startsWith('gone');
    if (how === 'swapped') swap?.();
    return fail('writer.unanswered', { reason: how });
  }

  return {
    ...writer,
    commands: () => count,
    powerOn: async () => (isGone ? fail('writer.noCard', {}) : writer.powerOn()),
    async transmit(command) {
      const isNow = count === index;
      count += 1;
      if (isNow) return disturb(command);
      const answer = await writer.transmit(command);
      const heard = stale ?? answer;
      stale = null;
      return heard;
    },
  };
}
