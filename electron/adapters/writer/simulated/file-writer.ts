/** One simulated card, kept in a file, as a writer of its own: for commands that name the card instead of a reader. */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail, ok } from '../../../../shared/result.ts';
import type { ChipWriter } from '../../../core/ports.ts';
import { createCardSlot } from './card-slot.ts';

/** A card that does not exist is no card in the writer: this writer makes none. */
export function createFileWriter(path: string): ChipWriter {
  const file = resolve(path);
  const placed = { path: file, serial: 'SIMULATED-0001', access: 'guarded' } as const;
  const slot = createCardSlot(placed, placed);
  const isThere = (): boolean => existsSync(file);
  return {
    status: async () => ({ name: path, driver: 'simulated', state: isThere() ? 'cardPresent' : 'ready', detail: null }),
    open: async () => ok(undefined),
    powerOn: async () => (isThere() ? slot.powerOn() : fail('writer.noCard', {})),
    transmit: (command) => slot.transmit(command),
    carries: () => ({ commandData: 65_535, responseData: 65_536 }),
    powerOff: async () => slot.powerOff(),
    close: async () => slot.powerOff(),
  };
}
