/** An office with an administrator, two supervisors, an officer and an auditor: what the tests of accounts work on. */

import type { OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { derivedKey } from '../../electron/core/chip/crypto/kdf.ts';
import type { AccountContext } from '../../electron/core/access/accounts.ts';
import type { Actor, KeyDeriver } from '../../electron/core/ports.ts';
import { ok } from '../../shared/result.ts';
import { employ, hasher, password, type People } from '../support/people.ts';
import { freshFolder, handClock, opened, optionsFor } from './office.ts';

const keyDeriver: KeyDeriver = {
  derive: (label, context, length) => ok(derivedKey(new Uint8Array(32), label, context, length)),
};

export const admin: Actor = { account: 'admin', role: 'administrator' };
export const super1: Actor = { account: 'super1', role: 'supervisor' };
export const officer: Actor = { account: 'officer1', role: 'officer' };

const people: People = [
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
  await employ(office.store, people);
  return office;
}

/** The second person of that name, with the password that all of them have. */
export function by(account: string): { readonly account: string; readonly password: string } {
  return { account, password };
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
