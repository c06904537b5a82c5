/** A data folder read beside whatever works in it: by a program that asks for no PIN and changes nothing. */

import { noVault } from '../adapters/keys/vault.ts';
import { openStore, type OpenStore } from '../adapters/sqlite/open-store.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { builtIn } from '../core/profile/in-force.ts';
import type { Result } from '../../shared/result.ts';
import { openKnownAuditKey } from './audit-key.ts';
import { noPin } from './card-keys.ts';

/** What `read` comes to. Fails as the key of the log and the database do where they do not open. */
export async function readFolder<T>(
  folder: string,
  read: (store: OpenStore) => Result<T> | Promise<Result<T>>,
): Promise<Result<T>> {
  const { profile } = builtIn;
  const key = await openKnownAuditKey({ folder, profile, pin: noPin, vault: noVault }, 'read');
  if (!key.ok) return key;
  const { workstation } = profile;
  const store = openStore({ ...key.value.owner, folder, mode: 'read', clock: systemClock, workstation });
  try {
    return store.ok ? await read(store.value) : store;
  } finally {
    if (store.ok) store.value.close();
    key.value.close();
  }
}
