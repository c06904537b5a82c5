/** Preferences of this desk that no rule depends on: the language. Rules and accounts live in the database. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Result } from '../../shared/result.ts';
import { writeWhole } from '../adapters/system/write-whole.ts';

const settingsSchema = z.object({ language: z.enum(['zh', 'en']).catch('zh') });

export type Settings = z.infer<typeof settingsSchema>;

const defaults: Settings = { language: 'zh' };

export function readSettings(folder: string): Settings {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')));
  } catch {
    // Missing or damaged preferences are no reason not to open: Chinese first.
    return defaults;
  }
}

/** Fails with `file.unwritable`. */
export function writeSettings(folder: string, settings: Settings): Result<void> {
  return writeWhole(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}
