/**
 * Preferences of this desk that no rule depends on: the language, how dense the screen is, which writer stands here. Rules
 * and accounts live in the database.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { dotsPerMmSchema } from '../../shared/model/issue.ts';
import { printerProfileSchema } from '../../shared/model/printer-profile.ts';
import type { Result } from '../../shared/result.ts';
import { writeWhole } from '../adapters/system/write-whole.ts';

const settingsSchema = z.object({
  language: z.enum(['zh', 'en']).catch('zh'),
  dotsPerMm: dotsPerMmSchema.nullable().catch(null),
  /** `simulated`, `pcsc:NAME`, `hid:SERIAL`, or `hid` until the first USB writer is met. */
  writer: z.string().catch('simulated'),
  /** The PC/SC reader for officers' cards, by its name or a part of it; any but the writer where null. */
  officerReader: z.string().min(1).nullable().catch(null),
  /** `simulated`, `ipp://...`, `ipps://...`, `cups:QUEUE` or `windows:QUEUE`. */
  printer: z.string().catch('simulated'),
  /** The id of a profile in `resources/printers`, and this device's own error as measured on its calibration sheet. */
  printerProfile: z.string().nullable().catch(null),
  printerOffsets: printerProfileSchema.shape.offsets.nullable().catch(null),
  /** Locks the screen sooner than the profile says; never later. */
  idleLockSeconds: z.int().min(1).nullable().catch(null),
});

export type Settings = z.infer<typeof settingsSchema>;

const defaults: Settings = {
  language: 'zh',
  dotsPerMm: null,
  writer: 'simulated',
  officerReader: null,
  printer: 'simulated',
  printerProfile: null,
  printerOffsets: null,
  idleLockSeconds: null,
};

export function readSettings(folder: string): Settings {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')));
  } catch {
    // Missing or damaged preferences are no reason not to open: Chinese first.
    return defaults;
  }
}

/** Changes these and keeps the others. Fails with `file.unwritable`. */
export function writeSettings(folder: string, change: Partial<Settings>): Result<void> {
  const settings = { ...readSettings(folder), ...change };
  return writeWhole(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}
