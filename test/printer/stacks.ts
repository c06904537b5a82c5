/** The two ways to the virtual card printer, each with everything of its own: straight, and through a queue of CUPS. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCupsPrinter } from '../../electron/adapters/printer/cups/cups-printer.ts';
import { createIppPrinter } from '../../electron/adapters/printer/ipp/ipp-printer.ts';
import { openPins } from '../../electron/adapters/printer/ipp/pins.ts';
import { simulatedPrinterProfile } from '../../electron/adapters/printer/simulated/printer-profile.ts';
import type { CardPrinter } from '../../electron/core/ports.ts';
import type { Result } from '../../shared/result.ts';
import { until } from '../support/until.ts';
import { layCable, type Cable } from './cable.ts';
import { startCups, type CupsService } from './cups-service.ts';
import { patientWaits } from './waits.ts';
import { startVirtualPrinter, type VirtualPrinter } from './virtual-printer.ts';

export interface Stack {
  readonly device: VirtualPrinter;
  /** Between the device and whoever prints on it: us, or the print service. */
  readonly cable: Cable;
  readonly cups: CupsService | null;
  /** What `--printer` takes. */
  readonly word: string;
  /** A driver, as the program makes it at its start; what it has pinned it finds again. `pollMs`: between two questions. */
  open(pollMs?: number): CardPrinter;
  /** Cable and power are back, and whatever still waits anywhere has had its chance to be printed. */
  comeToRest(): Promise<void>;
  stop(): Promise<void>;
}

export const stackNames = ['IPP', 'CUPS'] as const;

export async function startStack(name: (typeof stackNames)[number]): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-print-'));
  const device = await startVirtualPrinter(join(folder, 'device'));
  const cable = await layCable(device.port);
  const address = `ipp://localhost:${cable.port}/ipp/print`;
  const cups = name === 'CUPS' ? await startCups(join(folder, 'cups'), address) : null;
  return {
    device,
    cable,
    cups,
    word: cups === null ? address : `cups:${cups.queue}@${cups.server.replace('ipp://', '')}`,
    open(pollMs = 50) {
      const pins = value(openPins(join(folder, 'printers.json')));
      const profile = simulatedPrinterProfile;
      if (cups === null) return value(createIppPrinter({ address, profile, pins, waits: patientWaits, pollMs }));
      const { server, queue } = cups;
      return value(createCupsPrinter({ server, queue, profile, pins, waits: patientWaits, pollMs }));
    },
    async comeToRest() {
      await cable.plug();
      await device.powerOn();
      await until('everything to come to rest', () => (cups === null || cups.isEmpty()) && device.isIdle());
    },
    async stop() {
      await cups?.stop();
      await cable.pull();
      await device.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
