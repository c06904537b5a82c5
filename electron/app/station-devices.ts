/** The devices that stand at this workstation: one printer and one writer, those of the training where no other was chosen. */

import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PrinterProfile } from '../../shared/model/printer-profile.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { PinnedPrinters } from '../adapters/printer/ipp/pins.ts';
import { createSimulatedPrinter } from '../adapters/printer/simulated/simulated-printer.ts';
import type { OpenStore } from '../adapters/sqlite/open-store.ts';
import { createSimulatedWriter } from '../adapters/writer/simulated/simulated-writer.ts';
import type { CardPrinter, ChipWriter, TrainingDevices, WriterAssignment } from '../core/ports.ts';
import { openPrinting } from './printing.ts';
import { readSettings } from './settings.ts';
import { realWriterOf } from './standing-writer.ts';
import type { WorkstationOptions } from './workstation.ts';

const longestLeaveMs = 2000;

export interface StationDevices {
  readonly writer: ChipWriter;
  /** Null where no USB writer stands here. */
  readonly writers: WriterAssignment | null;
  readonly printer: CardPrinter;
  readonly printerProfile: PrinterProfile;
  /** Who each printer was when it was first used. */
  readonly pins: Result<PinnedPrinters>;
  readonly training: TrainingDevices;
  stopWriter(): void;
  /** A printer that does not answer holds nobody up: what it keeps of us ends by itself. */
  leavePrinter(): Promise<void>;
}

/** A watched writer is looked at from here on, so that nothing may fail after it. Fails as `openPrinting`. */
export function openDevices(options: WorkstationOptions, profile: Profile, store: OpenStore): Result<StationDevices> {
  const { folder, root, deviceSpeed: speed } = options;
  const trainingPrinter = createSimulatedPrinter({ folder: join(folder, 'training', 'printer'), speed });
  const { printerProfile, printerOffsets } = readSettings(folder);
  const printing = openPrinting({
    choice: options.printer ?? { kind: 'simulated' },
    profile: options.printerProfile ?? printerProfile,
    offsets: printerOffsets,
    folder,
    root,
    simulated: trainingPrinter,
  });
  if (!printing.ok) return printing;
  const { printer, pins } = printing.value;
  const simulated = createSimulatedWriter({ folder: join(folder, 'training', 'chips'), speed });
  const real = realWriterOf(options, profile, store);
  return ok({
    writer: real?.writer ?? simulated,
    writers: real?.writers ?? null,
    printer,
    printerProfile: printing.value.profile,
    pins,
    training: {
      setWriterFault: (fault) => simulated.setFault(fault),
      setPrinterFault: (fault) => trainingPrinter.setFault(fault),
      placeBlank: (blank) => simulated.placeBlank(blank),
      cardInTray: () => trainingPrinter.cardInTray(),
    },
    stopWriter: () => real?.writer.stop(),
    leavePrinter: () => Promise.race([printer.close(), pause(longestLeaveMs, undefined, { ref: false })]),
  });
}
