/** Preferences of this desk that no rule depends on: the language. Rules and accounts live in the database. */

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

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

export function writeSettings(folder: string, settings: Settings): void {
  const path = join(folder, 'settings.json');
  writeFileSync(`${path}.new`, JSON.stringify(settings, null, 2), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
