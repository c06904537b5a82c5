/**
 * Work on a data folder as a whole, without signing in: it may be too damaged to know anybody. What it needs of the profile,
 * office and workstation, no change touches: a stored profile that was altered hinders nobody who looks into it.
 */

import { fail, ok, type Result } from '../../../shared/result.ts';
import { restoreBackup, type Restored } from '../../adapters/sqlite/backup.ts';
import type { Finding } from '../../adapters/sqlite/diagnose.ts';
import { lockDataFolder } from '../../adapters/sqlite/lock.ts';
import type { LogOwner } from '../../adapters/sqlite/log-owner.ts';
import { openStore } from '../../adapters/sqlite/open-store.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { builtIn } from '../../core/profile/in-force.ts';
import { openKnownAuditKey } from '../audit-key.ts';
import type { AskPin } from '../card-keys.ts';
import { readFolder } from '../read-folder.ts';
import { noVault } from '../../adapters/keys/vault.ts';
import { hasDatabase } from '../data-folder.ts';
import { system } from '../../core/access/system-actor.ts';

/** Needs the folder's own keys: a backup holds none, and its log is proven by them. Leaves an entry in the restored log. */
export async function restoreInto(folder: string, file: string, pin: AskPin): Promise<Result<Restored>> {
  const key = await openKnownAuditKey({ folder, profile: builtIn.profile, pin, vault: noVault }, 'write');
  if (!key.ok) return key;
  const { owner, close } = key.value;
  try {
    const restored = restoreBackup(file, folder, owner, systemClock.now());
    if (!restored.ok) return restored;
    const recorded = recordRestore(folder, owner, restored.value);
    return recorded.ok ? restored : recorded;
  } finally {
    close();
  }
}

function recordRestore(folder: string, owner: LogOwner, { size, keptAside, lost }: Restored): Result<void> {
  const lock = lockDataFolder(folder, 'restore');
  if (!lock.ok) return lock;
  const { workstation } = builtIn.profile;
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
export async function diagnoseFolder(folder: string): Promise<Result<readonly Finding[]>> {
  if (!hasDatabase(folder)) return fail('storage.notData', { path: folder });
  return readFolder(folder, (store) => ok(store.diagnose()));
}
