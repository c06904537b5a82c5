/** A chip writer for training and tests, with a card in it that enforces what a real one does. */

import type { WriterFault } from '../../../../shared/model/device.ts';
import type { BlankSerial } from '../../../../shared/model/ids.ts';
import type { ChipWriter } from '../../../core/ports.ts';

export interface SimulatedWriterOptions {
  /** Holds one state file per blank; made when missing. */
  readonly folder: string;
  /** `device`: about the time a real contactless chip takes, 1.5 s a card. `instant`: no waits. */
  readonly speed: 'device' | 'instant';
}

export interface SimulatedWriter extends ChipWriter {
  /** Puts the card of this blank under the writer: a fresh one, or as it was left. */
  placeBlank(blank: BlankSerial): void;
  /** The next card shows the fault once; `noCard` lasts until another is set. */
  setFault(fault: WriterFault): void;
}

export function createSimulatedWriter(options: SimulatedWriterOptions): SimulatedWriter {
  throw new Error(`not built yet: ${options.folder}`);
}
