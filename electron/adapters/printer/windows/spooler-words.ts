/** What the Windows spooler says, in the words of IPP: flags of PrinterStatus and JobStatus (Win32 PRINTER_INFO_2, JOB_INFO_2). */

import * as z from 'zod';
import type { PrinterStatus } from '../../../../shared/model/device.ts';
import type { PrintJobStatus } from '../../../core/ports.ts';

export const spoolerPrinterSchema = z.object({ Name: z.string(), JobCount: z.int().min(0), Status: z.string() });

export const spoolerJobsSchema = z.array(
  z.object({ Id: z.int().min(1), DocumentName: z.string().nullable(), Status: z.string() }),
);

export const sentSchema = z.object({ job: z.int().min(1) });

const reasonsOf: Readonly<Record<string, string>> = {
  PaperJam: 'media-jam',
  PaperOut: 'media-empty',
  PaperProblem: 'media-needed',
  ManualFeed: 'input-manual-input-request',
  Offline: 'offline',
  NotAvailable: 'offline',
  Paused: 'paused',
  OutputBinFull: 'output-area-full',
  TonerLow: 'marker-supply-low',
  NoToner: 'marker-supply-empty',
  DoorOpen: 'cover-open',
  UserIntervention: 'waiting-for-user-action',
  Blocked: 'waiting-for-user-action',
  OutOfMemory: 'spool-area-full',
  PowerSave: 'standby',
  Error: 'other',
};

/** Flags that let a printer go on. */
const harmless: ReadonlySet<string> = new Set(['TonerLow', 'PowerSave', 'Printing', 'Processing', 'Busy', 'IOActive']);

function flagsOf(status: string): readonly string[] {
  return status.split(',').flatMap((flag) => (flag.trim() === '' ? [] : [flag.trim()]));
}

export function reasonsIn(status: string): string[] {
  return flagsOf(status).flatMap((flag) => reasonsOf[flag] ?? []);
}

export function printerState(status: string): PrinterStatus['state'] {
  const flags = flagsOf(status);
  if (flags.some((flag) => flag in reasonsOf && !harmless.has(flag))) return 'stopped';
  return flags.some((flag) => harmless.has(flag) && flag !== 'TonerLow' && flag !== 'PowerSave')
    ? 'processing'
    : 'idle';
}

/** `Printed` and `Complete` mean that the last byte left for the device, `Deleting` that somebody gave the job up. */
export function jobState(status: string): PrintJobStatus['state'] {
  const flags = new Set(flagsOf(status));
  if (flags.has('Deleting') || flags.has('Deleted')) return 'canceled';
  if (flags.has('Printed') || flags.has('Completed') || flags.has('Complete')) return 'completed';
  return flags.has('Printing') ? 'processing' : 'pending';
}
