/** What can happen to a card in the middle of a command, put between the engine and the simulated writer. */

import type { SimulatedWriter } from '../../../electron/adapters/writer/simulated/simulated-writer.ts';
import { blankSerialSchema } from '../../../shared/model/ids.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { ChipWriter } from '../../../electron/core/ports.ts';

export type Interference =
  /** The command never reaches the card, which loses power. */
  | 'tornBefore'
  /** The card carries the command out, then loses power before its answer is heard. */
  | 'tornAfter'
  /** As before, and the card does not come back. */
  | 'goneBefore'
  | 'goneAfter'
  /** The card answers with an error and does nothing. */
  | 'error'
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

/** Lets every command through but the one at `index` (counted from 0). */
export function interfere(writer: SimulatedWriter, index: number, how: Interference): InterferingWriter {
  let count = 0;
  let isGone = false;
  return {
    ...writer,
    commands: () => count,
    powerOn: async () => (isGone ? fail('writer.noCard', {}) : writer.powerOn()),
    async transmit(command) {
      const isNow = count === index;
      count += 1;
      if (!isNow) return writer.transmit(command);
      if (how === 'error') return ok(Uint8Array.of(0x6f, 0x00));
      if (how.endsWith('After')) await writer.transmit(command);
      if (how.startsWith('killed')) throw new Killed();
      await writer.powerOff();
      isGone = how.startsWith('gone');
      if (how === 'swapped') writer.placeBlank(blankSerialSchema.parse('BLANK-OTHER'));
      return fail('writer.unanswered', { reason: how });
    },
  };
}
