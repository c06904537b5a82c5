/** Opens the card printer of this workstation, with the profile that its cards are composed for. */

import { join } from 'node:path';
import type { PrinterProfile } from '../../shared/model/printer-profile.ts';
import { assertNever, error, ok, type Result } from '../../shared/result.ts';
import { createAbsentPrinter } from '../adapters/printer/absent-printer.ts';
import { createCupsPrinter } from '../adapters/printer/cups/cups-printer.ts';
import { createIppPrinter } from '../adapters/printer/ipp/ipp-printer.ts';
import { openPins, type PinnedPrinters } from '../adapters/printer/ipp/pins.ts';
import { readPrinterProfile } from '../adapters/printer/profile-file.ts';
import { simulatedPrinterProfile } from '../adapters/printer/simulated/printer-profile.ts';
import { runInPowerShell } from '../adapters/printer/windows/powershell.ts';
import { createWindowsPrinter } from '../adapters/printer/windows/windows-printer.ts';
import type { CardPrinter } from '../core/ports.ts';
import type { PrinterChoice } from './printer-choice.ts';

export interface PrintingOptions {
  readonly choice: PrinterChoice;
  /** The id of a profile in `resources/printers`; the plainest family where left out. */
  readonly profile: string | null;
  /** As measured on the calibration sheet of this device; those of the family where left out. */
  readonly offsets: PrinterProfile['offsets'] | null;
  /** The data folder, for what is known of printers. */
  readonly folder: string;
  /** Where `resources/` lies. */
  readonly root: string;
  readonly simulated: CardPrinter;
}

export interface Printing {
  readonly printer: CardPrinter;
  readonly profile: PrinterProfile;
  /** A damaged list stops no simulated printer. */
  readonly pins: Result<PinnedPrinters>;
}

const plainestFamily = 'direct-300';

export function openPrinting({ choice, profile: id, offsets, ...places }: PrintingOptions): Result<Printing> {
  const { folder, root, simulated } = places;
  const pins = openPins(join(folder, 'printers.json'));
  if (choice.kind === 'simulated' && id === null) {
    const profile = offsets === null ? simulatedPrinterProfile : { ...simulatedPrinterProfile, offsets };
    return ok({ printer: simulated, profile, pins });
  }
  const profile = readPrinterProfile(join(root, 'resources', 'printers'), id ?? plainestFamily, offsets);
  if (!profile.ok) return profile;
  const printer = choice.kind === 'simulated' ? ok(simulated) : openReal(choice, profile.value, folder, pins);
  return printer.ok ? ok({ printer: printer.value, profile: profile.value, pins }) : printer;
}

function openReal(
  choice: Exclude<PrinterChoice, { readonly kind: 'simulated' }>,
  profile: PrinterProfile,
  folder: string,
  pins: Result<PinnedPrinters>,
): Result<CardPrinter> {
  if (!pins.ok) return pins;
  switch (choice.kind) {
    case 'ipp':
      return createIppPrinter({ address: choice.address, profile, pins: pins.value });
    case 'cups':
      return createCupsPrinter({ server: choice.server, queue: choice.queue, profile, pins: pins.value });
    case 'windows':
      return ok(
        createWindowsPrinter({ queue: choice.queue, profile, folder: join(folder, 'spool'), run: runInPowerShell }),
      );
    case 'absent':
      return ok(createAbsentPrinter(choice.name, error('printer.unfit', { lack: 'address' })));
    default:
      return assertNever(choice);
  }
}
