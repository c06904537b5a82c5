/** Who works in the office of a test, and the one password that all of them have. */

import { createPasswordHasher } from '../../electron/adapters/passwords/argon2id.ts';
import type { OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import { utf8Bytes } from '../../electron/core/chip/bytes.ts';
import type { Role } from '../../shared/model/account.ts';
import { ok } from '../../shared/result.ts';

/** Argon2id as weak as it can be: the tests are of the rules, not of the work factor. */
export const hasher = createPasswordHasher({ passes: 1, memoryKib: 8, lanes: 1 });

export const password = 'only for this test';

export type People = readonly (readonly [name: string, role: Role])[];

export const twoOfficers: People = [
  ['officer1', 'officer'],
  ['officer2', 'officer'],
];

export const smallOffice: People = [...twoOfficers, ['auditor1', 'auditor']];

/** Each with that password, chosen and not given. */
export async function employ(store: Pick<OpenStore, 'commit'>, people: People): Promise<void> {
  const passwordHash = await hasher.hash(password);
  const passwordDigest = systemDigest.sha256Hex(utf8Bytes(passwordHash));
  const done = store.commit(system, (tx) => {
    for (const [name, role] of people) {
      tx.insertAccount({ name, displayName: name, role, passwordHash, failedSignIns: 0, lockedUntil: null });
      const subject = { kind: 'account', id: name } as const;
      tx.audit({ action: 'account.created', subject, outcome: 'ok', detail: { role, passwordDigest } });
    }
    return ok(undefined);
  });
  if (!done.ok) throw new Error(done.error.kind);
}
