/** Small secret and public files of a key store: read whole, written whole or not at all. */

import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/result.ts';

/** Null where there is no such file. Fails with `file.unreadable`. */
export function readIfThere(path: string): Result<Uint8Array | null> {
  try {
    return ok(new Uint8Array(readFileSync(path)));
  } catch (reason) {
    if (reason instanceof Error && 'code' in reason && reason.code === 'ENOENT') return ok(null);
    return fail('file.unreadable', { path, reason: String(reason) });
  }
}

/** Readable by its owner only, on the disk before it takes its name. Fails with `file.unwritable`. */
export function writeWhole(path: string, bytes: Uint8Array): Result<void> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = openSync(`${path}.new`, 'w', 0o600);
    try {
      writeSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
    return ok(undefined);
  } catch (reason) {
    return fail('file.unwritable', { path, reason: String(reason) });
  }
}
