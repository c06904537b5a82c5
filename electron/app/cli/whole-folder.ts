/** Work on a data folder as a whole, without signing in: it may be too damaged to know anybody. */

import { fail, ok, type Result } from '../../../shared/result.ts';
import { restoreBackup, type Restored } from '../../adapters/sqlite/backup.ts';
import type { Finding } from '../../adapters/sqlite/diagnose.ts';
import { lockDataFolder } from '../../adapters/sqlite/lock.ts';
import type { LogOwner } from '../../adapters/sqlite/log-owner.ts';
import { openStore } from '../../adapters/sqlite/open-store.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { specimenProfile } from '../../core/specimen/profile.ts';
import { hasDatabase, knownLogOwner } from '../data-folder.ts';
import { system } from '../../core/access/system-actor.ts';

/** Needs the folder's own keys: a backup holds none, and its log is proven by them. Leaves an entry in the restored log. */
export function restoreInto(folder: string, file: string): Result<Restored> {
  const owner = knownLogOwner(folder, specimenProfile);
  if (!owner.ok) return owner;
  const restored = restoreBackup(file, folder, owner.value, systemClock.now());
  if (!restored.ok) return restored;
  const recorded = recordRestore(folder, owner.value, restored.value);
  return recorded.ok ? restored : recorded;
}

function recordRestore(folder: string, owner: LogOwner, { size, keptAside, lost }: Restored): Result<void> {
  const lock = lockDataFolder(folder, 'restore');
  if (!lock.ok) return lock;
  const { workstation } = specimenProfile;
  const store = openStore({ ...owner, folder, mode: 'write', clock: systemClock, workstation });
  try {
    if (!store.ok) return store;
    return store.value.commit(system, (tx) => {
      tx.audit({
        action: 'database.restored',
        subject: { kind: 'workstation', id: workstation },
        outcome: 'ok',
        detail: {
          size,
          replacedADatabase: keptAside !== null,
          ...(lost === null ? {} : { lostSize: lost.size, lostRoot: Buffer.from(lost.rootHash).toString('hex') }),
        },
      });
      return ok(undefined);
    });
  } finally {
    if (store.ok) store.value.close();
    lock.value.release();
  }
}

/** Every check with its verdict; a folder that cannot be opened at all is the failure itself. */
export function diagnoseFolder(folder: string): Result<readonly Finding[]> {
  if (!hasDatabase(folder)) return fail('storage.notData', { path: folder });
  const owner = knownLogOwner(folder, specimenProfile);
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
