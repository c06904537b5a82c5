/** The copy of the keys of persons: a small file of its own, kept apart from backups and not for long (docs/adr/0115). */

import { chmodSync, existsSync } from 'node:fs';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { codeOf } from '../system/error-code.ts';
import { fileMode } from '../system/modes.ts';
import type { PersonVault } from './person-vault.ts';

/** The id under which the copy is on record. Fails with `storage.exists`, `file.unwritable`. */
export function copyKeys(vault: PersonVault, file: string, now: Date): Result<string> {
  if (existsSync(file)) return fail('storage.exists', { path: file });
  try {
    const id = vault.copyTo(file, now.toISOString());
    chmodSync(file, fileMode());
    return ok(id);
  } catch (thrown) {
    return fail('file.unwritable', { path: file, reason: codeOf(thrown) });
  }
}
