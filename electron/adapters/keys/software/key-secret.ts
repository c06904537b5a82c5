/**
 * The secret that the files of the software key store are sealed with. Whoever opens the store supplies it: here from a
 * file beside the keys, readable by its owner only. That keeps a key file that strays alone (in a backup, a copy, a
 * support bundle) from being of use; it does not keep out somebody who reads the whole folder as its owner.
 */

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { makeOnce, readIfThere } from './key-files.ts';

/** Bytes of the secret: as strong as the keys that are made from it. */
const LENGTH = 32;

export interface KeySecret {
  /** The secret of a store that holds keys; a missing one is a failure, for a new one would open none of them. */
  existing(): Result<Uint8Array>;
  /** The secret for the first key of a store, made where it is missing. */
  existingOrNew(): Result<Uint8Array>;
}

/** The file `secret` of the folder. Fails with `file.*`. */
export function secretBeside(folder: string): KeySecret {
  const path = join(folder, 'secret');
  const checked = (secret: Uint8Array): Result<Uint8Array> =>
    secret.length === LENGTH ? ok(secret) : fail('file.unreadable', { path, reason: 'no secret of 32 bytes' });
  return {
    existing() {
      const stored = readIfThere(path);
      if (!stored.ok) return stored;
      return stored.value === null ? fail('file.unreadable', { path, reason: 'ENOENT' }) : checked(stored.value);
    },
    existingOrNew() {
      const made = makeOnce(path, new Uint8Array(randomBytes(LENGTH)));
      return made.ok ? checked(made.value) : made;
    },
  };
}
