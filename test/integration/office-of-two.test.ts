// An officer and a supervisor work a month of days by themselves: each reviews, each hands over what the other accepted.

import { expect, test } from 'vitest';
import { createPasswordHasher } from '../../electron/adapters/passwords/argon2id.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { reprintJob } from '../../electron/core/issue/restart.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import { verifyJob } from '../../electron/core/issue/verify.ts';
import type { Actor } from '../../electron/core/ports.ts';
import { acceptApplication } from '../../electron/core/review/accept.ts';
import { openApplication } from '../../electron/core/review/open-application.ts';
import { setUpTray } from '../../electron/core/stock/set-up-tray.ts';
import { storeCard } from '../../electron/core/stock/store-card.ts';
import type { Job } from '../../shared/model/job.ts';
import type { Card } from '../../shared/model/stock.ts';
import { ok } from '../../shared/result.ts';
import { handedOver } from './hand-over-steps.ts';
import { kindOf, must } from './office.ts';
import { found } from './people-office.ts';
import { approval, idOf, now, on, plasticInHand, signed, walkOffice, type WalkOffice } from './walk-office.ts';

const hasher = createPasswordHasher({ passes: 1, memoryKib: 8, lanes: 1 });
const password = 'only for this test';
const officer: Actor = { account: 'officer', role: 'officer' };
const supervisor: Actor = { account: 'supervisor', role: 'supervisor' };
/** The working days of a month. */
const days = 22;

test(
  'an office of two works a month, and neither takes a card from approval to holder',
  { timeout: 600_000 },
  async () => {
    const walk = await office();
    for (let day = 1; day <= days; day += 1) {
      walk.clock.set(`2026-03-${String(day + 1).padStart(2, '0')}T08:00:00.000Z`);
      // They take turns: whoever reviews today makes the card, too, and the other one is at the counter.
      const [reviewer, other] = day % 2 === 0 ? [officer, supervisor] : [supervisor, officer];
      const job = await printedBy(walk, day, reviewer);
      // Now and then a print is spoilt: the other one is the second person.
      const good = day % 7 === 0 ? await madeAgain(walk, job, reviewer, other) : job;
      const card = await storedBy(walk, good, reviewer, String(day));

      expect(kindOf(await handOver(walk, card, reviewer))).toBe('access.samePerson');
      expect(kindOf(await handOver(walk, card, other))).toBe('ok');
    }

    expect(walk.store.countBlanks()).toMatchObject({ handedOver: days, setAside: 3 });
    expect(['accounts', 'approvals', 'reviews'].map((check) => found(walk, check).slice(0, 2))).toEqual([
      'ok',
      'ok',
      'ok',
    ]);
    expect(walk.store.verifyAudit().problem).toBeNull();
  },
);

async function office(): Promise<WalkOffice> {
  const walk = await walkOffice();
  const setting = { store: walk.store, now: walk.clock.now() };
  must(setUpTray({ box: 'TEST-2', firstSerial: 101, count: 20 }, setting));
  const passwordHash = await hasher.hash(password);
  must(
    walk.store.commit(system, (tx) => {
      for (const { account: name, role } of [officer, supervisor]) {
        if (role === 'system') continue;
        tx.insertAccount({ name, displayName: name, role, passwordHash, failedSignIns: 0, lockedUntil: null });
        const subject = { kind: 'account', id: name } as const;
        tx.audit({ action: 'account.created', subject, outcome: 'ok', detail: { role } });
      }
      return ok(undefined);
    }),
  );
  return walk;
}

async function printedBy(walk: WalkOffice, day: number, who: Actor): Promise<Job> {
  const record = approval(day);
  await walk.take(signed(record));
  const applicationId = idOf(walk, record);
  const { application, warnings } = must(await openApplication({ applicationId }, walk.context(who)));
  const acknowledged = warnings.map(({ kind }) => kind);
  const shown = { applicationId, revision: application.revision };
  const accepted = must(await acceptApplication({ ...shown, acknowledged }, walk.context(who))).application;
  const job = must(await composeJob({ applicationId, revision: accepted.revision }, walk.context(who)));
  const encoded = must(await encodeJob(on(job), walk.context(who)));
  return must(await printJob(on(encoded), walk.context(who)));
}

async function madeAgain(walk: WalkOffice, job: Job, who: Actor, other: Actor): Promise<Job> {
  const aside = must(setAsideJob({ ...on(now(walk, job)), reason: 'printFault', note: '' }, walk.context(who)));
  const second = { account: other.account, password };
  const context = { ...walk.context(who), hasher };
  const again = must(await reprintJob({ ...on(aside), reason: 'printSpoilt', second }, context));
  const encoded = must(await encodeJob(on(again), walk.context(who)));
  return must(await printJob(on(encoded), walk.context(who)));
}

async function storedBy(walk: WalkOffice, job: Job, who: Actor, slot: string): Promise<Card> {
  const read = { ...on(now(walk, job)), plastic: await plasticInHand(walk), visualDefects: [] };
  const verified = must(await verifyJob(read, walk.context(who))).job;
  return must(storeCard({ ...on(verified), safe: 'S1', slot }, walk.context(who)));
}

function handOver(walk: WalkOffice, card: Card, who: Actor) {
  return handedOver(walk, card, { actor: who });
}
