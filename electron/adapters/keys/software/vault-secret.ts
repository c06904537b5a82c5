/** The secret of a folder of keys, sealed by the operating system's key store: copied elsewhere it opens nothing. */

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Vault } from '../vault.ts';
import { makeOnce, readIfThere } from './key-files.ts';
import type { KeySecret } from './key-secret.ts';

const LENGTH = 32;

/** The file `secret.sealed` of the folder. Fails with `keys.noSystemStore` and `file.*`. */
export function secretInVault(folder: string, vault: Vault): KeySecret {
  const path = join(folder, 'secret.sealed');
  function opened(sealed: Uint8Array): Result<Uint8Array> {
    const secret = vault.open(sealed);
    return secret?.length === LENGTH ? ok(secret) : fail('file.unreadable', { path, reason: 'sealed by another user' });
  }
  return {
    existing() {
      if (!vault.isAvailable()) return fail('keys.noSystemStore', { path });
      const stored = readIfThere(path);
      if (!stored.ok) return stored;
      return stored.value === null ? fail('file.unreadable', { path, reason: 'ENOENT' }) : opened(stored.value);
    },
    existingOrNew() {
      if (!vault.isAvailable()) return fail('keys.noSystemStore', { path });
      const made = makeOnce(path, vault.seal(new Uint8Array(randomBytes(LENGTH))));
      return made.ok ? opened(made.value) : made;
    },
  };
}
