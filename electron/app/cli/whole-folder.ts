/** Work on a data folder as a whole, without signing in: it may be too damaged to know anybody. */

import { fail, ok, type Result } from '../../../shared/result.ts';
import { restoreBackup, type Restored } from '../../adapters/sqlite/backup.ts';
import type { Finding } from '../../adapters/sqlite/diagnose.ts';
import { openStore } from '../../adapters/sqlite/open-store.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { specimenProfile } from '../../core/specimen/profile.ts';
import { hasDatabase, logOwner } from '../data-folder.ts';

export function restoreInto(folder: string, file: string): Result<Restored> {
  const owner = logOwner(folder, specimenProfile);
  return owner.ok ? restoreBackup(file, folder, owner.value, systemClock.now()) : owner;
}

/** Every check with its verdict; a folder that cannot be opened at all is the failure itself. */
export function diagnoseFolder(folder: string): Result<readonly Finding[]> {
  if (!hasDatabase(folder)) return fail('storage.notData', { path: folder });
  const owner = logOwner(folder, specimenProfile);
  if (!owner.ok) return owner;
  const { workstation } = specimenProfile;
  const store = openStore({ ...owner.value, folder, mode: 'read', clock: systemClock, workstation });
  if (!store.ok) return store;
  try {
    return ok(store.value.diagnose());
  } finally {
    store.value.close();
  }
}
