/** Another card in place of one that may be printed: a reason, two people, a new blank; and no way round them. */

import { describe, expect, test } from 'vitest';
import { cancelJob } from '../../electron/core/issue/cancel.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { recoverAtStart } from '../../electron/core/issue/recover.ts';
import { resolveJob } from '../../electron/core/issue/resolve.ts';
import { reprintJob, restartJob } from '../../electron/core/issue/restart.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import type { Job } from '../../shared/model/job.ts';
import { ok, type Result } from '../../shared/result.ts';
import { employ, hasher, password, smallOffice } from '../support/people.ts';
import { must } from './office.ts';
import { approval, encoded, ledger, now, officer1, on, printed, walkOffice, type WalkOffice } from './walk-office.ts';

const second = { account: 'officer2', password };

async function office(): Promise<WalkOffice> {
  const walk = await walkOffice();
  await employ(walk.store, smallOffice);
  return walk;
}

function aside(walk: WalkOffice, job: Job): Job {
  return must(setAsideJob({ ...on(now(walk, job)), reason: 'printFault', note: '' }, walk.context()));
}

function reprint(walk: WalkOffice, job: Job, by = second): Promise<Result<Job>> {
  const context = { ...walk.context(), hasher };
  return reprintJob({ ...on(now(walk, job)), reason: 'printSpoilt', second: by }, context);
}

function kindOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.kind;
}

describe('a card that may bear a printed side', () => {
  test('is made again by two people, with a new blank, and both are on record', async () => {
    const walk = await office();
    const job = await printed(walk, approval(1));
    const { blankSerial } = now(walk, job);
    aside(walk, job);

    const again = must(await reprint(walk, job));
    const written = must(await encodeJob(on(again), walk.context()));

    expect([again.state, again.attempt, written.blankSerial === blankSerial]).toEqual(['composed', 2, false]);
    expect(ledger(walk)).toEqual({ inTray: 8, setAside: 1, inWork: 1 });
    const [entry] = walk.store.auditEntries({ action: 'job.restarted', limit: 5 });
    expect(entry).toMatchObject({
      actor: 'officer1',
      detail: { attempt: 2, reprint: true, reason: 'printSpoilt', approvedBy: 'officer2' },
    });
  });

  test.each([
    ['the same person', { account: 'officer1', password }, 'access.secondRefused'],
    ['a role that may not', { account: 'auditor1', password }, 'access.secondRefused'],
    ['a wrong password', { account: 'officer2', password: 'guessed' }, 'access.wrongPassword'],
    ['nobody known', { account: 'nobody', password }, 'access.wrongPassword'],
  ])('is refused to %s', async (_who, by, kind) => {
    const walk = await office();
    const job = await printed(walk, approval(1));
    aside(walk, job);

    expect(kindOf(await reprint(walk, job, by))).toBe(kind);
    expect(now(walk, job)).toMatchObject({ state: 'setAside', attempt: 1 });
  });

  test('is not made again by one person: neither started again nor given up and composed anew', async () => {
    const walk = await office();
    const job = await printed(walk, approval(1));
    aside(walk, job);

    const alone = restartJob(on(now(walk, job)), walk.context());
    const givenUp = cancelJob({ ...on(now(walk, job)), note: '' }, walk.context());

    expect([kindOf(alone), kindOf(givenUp)]).toEqual(['job.isReprint', 'job.isReprint']);
    expect(now(walk, job)).toMatchObject({ state: 'setAside', attempt: 1 });
  });

  test('is approved once: the next card of the same work is asked for anew', async () => {
    const walk = await office();
    const job = await printed(walk, approval(1));
    const shown = aside(walk, job);
    const asked = { ...on(shown), reason: 'printSpoilt' as const, second };

    const both = await Promise.all([
      reprintJob(asked, { ...walk.context(), hasher }),
      reprintJob(asked, { ...walk.context(), hasher }),
    ]);

    expect(both.map(kindOf).toSorted()).toEqual(['changedMeanwhile', 'ok']);
    expect(now(walk, job).attempt).toBe(2);
  });

  test.each([
    ['jamBetweenSides', 'ok'],
    // The device knows the job by its name: it is printed, and nobody can say otherwise.
    ['losesAnswer', 'job.wrongState'],
  ] as const)('may be printed after %s, whatever one person says of it', async (fault, saying) => {
    const walk = await office();
    const job = await encoded(walk, approval(1));
    walk.printer.setFault(fault);
    await printJob(on(job), walk.context());
    walk.printer.setFault('none');
    const found = await resolveJob({ ...on(now(walk, job)), finding: { kind: 'noSidePrinted' } }, walk.context());
    expect(kindOf(found)).toBe(saying);
    aside(walk, job);

    expect(kindOf(restartJob(on(now(walk, job)), walk.context()))).toBe('job.isReprint');
  });

  test('may be printed where the program ended in the middle', async () => {
    const walk = await office();
    const job = await encoded(walk, approval(1));
    must(
      walk.store.commit(officer1, (tx) => {
        const detail = { attempt: 1, blank: job.blankSerial ?? '', printName: 'x' };
        tx.audit({ action: 'card.print', subject: { kind: 'job', id: job.id }, outcome: 'begun', detail });
        return ok(undefined);
      }),
    );
    must(await recoverAtStart(walk.context()));
    aside(walk, job);

    expect(kindOf(restartJob(on(now(walk, job)), walk.context()))).toBe('job.isReprint');
  });
});

describe('a card with zero sides proven', () => {
  test('goes on as the same card, and is no reprint', async () => {
    const walk = await office();
    const job = await encoded(walk, approval(1));
    walk.printer.setFault('jamBeforeFirstSide');
    await printJob(on(job), walk.context());
    walk.printer.setFault('none');

    const same = must(await printJob(on(now(walk, job)), walk.context()));

    expect([same.state, same.attempt, same.blankSerial]).toEqual(['printed', 1, job.blankSerial]);
  });

  test('that is set aside needs nobody else, and nobody is asked', async () => {
    const walk = await office();
    const job = await encoded(walk, approval(1));
    walk.printer.setFault('jamBeforeFirstSide');
    await printJob(on(job), walk.context());
    aside(walk, job);

    const asked = await reprint(walk, job);
    const approvals = walk.store.auditEntries({ action: 'approval.given', limit: 5 });
    const alone = restartJob(on(now(walk, job)), walk.context());

    expect([kindOf(asked), approvals, kindOf(alone)]).toEqual(['job.noReprint', [], 'ok']);
  });

  test('needs nobody else after an approved reprint whose new blank was spoilt before the printer', async () => {
    const walk = await office();
    const job = await printed(walk, approval(1));
    aside(walk, job);
    const again = must(await reprint(walk, job));
    must(await encodeJob(on(again), walk.context()));
    aside(walk, job);

    expect(kindOf(restartJob(on(now(walk, job)), walk.context()))).toBe('ok');
  });
});
