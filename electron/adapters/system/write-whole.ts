/** Small files that are there whole or not at all: keys, receipts, results, preferences. */

import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { codeOf } from './error-code.ts';
import { fileMode, folderMode } from './modes.ts';

/**
 * Written beside, made durable, then renamed; readable by its owner only. Makes the folder where it is missing. Fails
 * with `file.unwritable`; what had the name before is then still there.
 */
export function writeWhole(path: string, content: string | Uint8Array): Result<void> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: folderMode() });
    const file = openSync(`${path}.new`, 'w', fileMode());
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
    return ok(undefined);
  } catch (thrown) {
    return fail('file.unwritable', { path, reason: codeOf(thrown) });
  }
}
