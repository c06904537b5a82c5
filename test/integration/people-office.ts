/** An office with an administrator, two supervisors, an officer and an auditor: what the tests of accounts work on. */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { join } from 'node:path';
import { createPasswordHasher } from '../../electron/adapters/passwords/argon2id.ts';
import type { OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { derivedKey } from '../../electron/core/chip/crypto/kdf.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import type { AccountContext } from '../../electron/core/access/accounts.ts';
import type { Actor, KeyDeriver } from '../../electron/core/ports.ts';
import type { Role } from '../../shared/model/account.ts';
import { ok } from '../../shared/result.ts';
import { freshFolder, handClock, must, opened, optionsFor } from './office.ts';

/** Argon2id as weak as it can be: the tests are of the rules, not of the work factor. */
const hasher = createPasswordHasher({ passes: 1, memoryKib: 8, lanes: 1 });
const keyDeriver: KeyDeriver = {
  derive: (label, context, length) => ok(derivedKey(new Uint8Array(32), label, context, length)),
};

export const password = 'only for this test';

export const admin: Actor = { account: 'admin', role: 'administrator' };
export const super1: Actor = { account: 'super1', role: 'supervisor' };
export const officer: Actor = { account: 'officer1', role: 'officer' };

const people: readonly (readonly [string, Role])[] = [
  ['admin', 'administrator'],
  ['super1', 'supervisor'],
  ['super2', 'supervisor'],
  ['officer1', 'officer'],
  ['auditor1', 'auditor'],
];

export interface PeopleOffice {
  readonly folder: string;
  readonly store: OpenStore;
  readonly clock: ReturnType<typeof handClock>;
  context(actor?: Actor): AccountContext;
}

/** Nobody in it yet. */
export function emptyOffice(): PeopleOffice {
  const clock = handClock('2026-03-02T08:00:00.000Z');
  const folder = freshFolder();
  const store = opened(optionsFor(folder, { clock }));
  const parts = { store, clock, random: systemRandom, digest: systemDigest, hasher, keyDeriver };
  return { folder, store, clock, context: (actor = admin) => ({ ...parts, actor }) };
}

export async function peopleOffice(): Promise<PeopleOffice> {
  const office = emptyOffice();
  const passwordHash = await hasher.hash(password);
  must(
    office.store.commit(system, (tx) => {
      for (const [name, role] of people) {
        tx.insertAccount({ name, displayName: name, role, passwordHash, failedSignIns: 0, lockedUntil: null });
        const subject = { kind: 'account', id: name } as const;
        tx.audit({ action: 'account.created', subject, outcome: 'ok', detail: { role } });
      }
      return ok(undefined);
    }),
  );
  return office;
}

/** The second person of that name, with the password that all of them have. */
export function by(account: string): { readonly account: string; readonly password: string } {
  return { account, password };
}

/** What the database says to a hand that writes into it beside the program. */
export function written({ folder }: { readonly folder: string }, sql: string): string {
  const db: Database = new SqliteDatabase(join(folder, 'starcard.db'));
  try {
    db.exec(sql);
    return 'taken';
  } catch (refusal) {
    return refusal instanceof Error ? refusal.message : '';
  } finally {
    db.close();
  }
}

/** What `starcard diagnose` says of that check. */
export function found({ store }: Pick<PeopleOffice, 'store'>, check: string): string {
  const finding = store.diagnose().find((one) => one.check === check);
  return finding === undefined ? 'no such check' : `${finding.ok ? 'ok' : 'BAD'}: ${finding.note}`;
}

/** Every entry since, as action and actor. */
export function entries({ store }: Pick<PeopleOffice, 'store'>, limit: number): readonly string[] {
  return store
    .auditEntries({ limit })
    .map(({ action, actor, outcome }) => `${action} ${outcome} by ${actor}`)
    .toReversed();
}
