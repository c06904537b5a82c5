// Key use in live mode: what signs real cards is opened by two people for a working day. No live profile can be proven in this
// repository (test/unit/profile), so the rule is held against the use cases with the profile turned.

import { describe, expect, test } from 'vitest';
import { closeKeys, mayUseKeys, openKeys } from '../../electron/core/keys/key-session.ts';
import { openDay } from '../../electron/core/day/open-day.ts';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import type { Actor } from '../../electron/core/ports.ts';
import { kindOf, must } from './office.ts';
import { byHand } from './resealed.ts';
import { password } from '../support/people.ts';
import { second } from './service-office.ts';
import { closed, counted, diagnosed, live, shellOn, stockOffice, type StockOffice } from './stock-office.ts';
import { accepted, approval, ledger, officer1, on } from './walk-office.ts';

const auditor: Actor = { account: 'auditor1', role: 'auditor' };

function liveContext(office: StockOffice, actor: Actor = officer1) {
  return { ...office.walk.context(actor), ...office.context(actor, live(office)) };
}

function opened(office: StockOffice, by: object = second, actor: Actor = officer1) {
  return openKeys({ second: { ...second, ...by } }, liveContext(office, actor));
}

async function compose(office: StockOffice, record = approval(1)) {
  const { id: applicationId, revision } = await accepted(office.walk, record);
  return () => composeJob({ applicationId, revision }, liveContext(office));
}

describe('the keys of a live profile', () => {
  test('sign nothing before two people opened them, and nothing after they were closed', async () => {
    const office = await stockOffice();
    const work = await compose(office);

    const before = await work();
    must(await opened(office));
    const job = must(await work());
    must(closeKeys(liveContext(office)));
    const after = await encodeJob(on(job), liveContext(office));
    const [entry] = office.walk.store.auditEntries({ action: 'keys.opened', limit: 1 });
    must(await opened(office));
    const again = await encodeJob(on(job), liveContext(office));

    expect([before, after].map(kindOf)).toEqual(['keys.notOpened', 'keys.notOpened']);
    expect(entry).toMatchObject({ actor: 'officer1', detail: { approvedBy: 'officer2' } });
    // What is wrong with it now is the blank of a training office, which the live master does not open.
    expect(kindOf(again)).not.toBe('keys.notOpened');
    expect(diagnosed(office)).toEqual([]);
  });

  test('touch no card while they are closed', async () => {
    const office = await stockOffice();
    must(await opened(office));
    const job = must(await (await compose(office))());
    must(closeKeys(liveContext(office)));

    const refused = await encodeJob(on(job), liveContext(office));

    expect([kindOf(refused), ledger(office.walk)]).toEqual(['keys.notOpened', { inTray: 10 }]);
  });

  test('are closed with the day that they were opened for', async () => {
    const office = await stockOffice();
    must(await opened(office));
    const work = await compose(office);
    must(closed(office));
    const overnight = await work();
    office.walk.clock.set('2026-03-03T01:00:00.000Z');
    const { boxed, inTray } = counted(office);
    const opening = {
      count: { boxed, inTray },
      countedTwice: false,
      untested: 'noTestCard',
      clockConfirmed: true,
      note: '',
    } as const;
    must(await openDay(opening, office.context()));
    const nextDay = await work();
    must(await opened(office));

    expect([overnight, nextDay].map(kindOf)).toEqual(['keys.notOpened', 'keys.notOpened']);
    expect(kindOf(mayUseKeys(office.walk.store, { live: true }))).toBe('ok');
  });

  test.each([
    ['the first as the second', officer1, { account: 'officer1' }, 'access.secondRefused'],
    ['a wrong password', officer1, { account: 'officer2', password: 'guessed' }, 'access.wrongPassword'],
    ['an auditor as the first', auditor, { password }, 'access.forbidden'],
  ])('are not opened with %s', async (_what, actor, by, kind) => {
    const office = await stockOffice();

    expect(kindOf(await opened(office, by, actor))).toBe(kind);
    expect(kindOf(mayUseKeys(office.walk.store, { live: true }))).toBe('keys.notOpened');
  });

  test('are opened once a day, closed once, and in an open day alone', async () => {
    const office = await stockOffice();
    must(await opened(office));

    const twice = await opened(office);
    must(closeKeys(liveContext(office)));
    const closedTwice = closeKeys(liveContext(office));
    const closings = office.walk.store.auditEntries({ action: 'keys.closed', limit: 9 }).length;
    must(closed(office));
    const without = await opened(office);

    expect(closings).toBe(1);
    // Not a good answer: the door takes a change that left no entry for a bug.
    expect([twice, closedTwice, without].map(kindOf)).toEqual([
      'keys.openAlready',
      'keys.closedAlready',
      'day.notOpen',
    ]);
  });

  test('are nobody’s concern in training', async () => {
    const office = await stockOffice();
    const { id: applicationId, revision } = await accepted(office.walk, approval(1));

    const composed = await composeJob({ applicationId, revision }, office.walk.context());
    const asked = await openKeys({ second }, office.context());
    const closing = closeKeys(office.context());

    expect([composed, asked, closing].map(kindOf)).toEqual(['ok', 'keys.notAsked', 'keys.notAsked']);
  });
});

describe('a hand in the database', () => {
  function row(day: string, approvalId = 'a'.repeat(32), closing = 'NULL, NULL'): string {
    return `INSERT INTO keySession VALUES ('${approvalId}', '${day}', 'officer1', 'officer2', '2026-03-02T08:00:00.000Z', ${closing})`;
  }
  function approvalRow(day: string): string {
    return `INSERT INTO spentApproval VALUES ('${'a'.repeat(32)}', 'keys.open', '${day}', '${'0'.repeat(64)}', 'officer1',
      'officer2', '2026-03-02T08:02:00.000Z', '2026-03-02T08:00:00.000Z')`;
  }

  test('opens no keys without two, for no other day, and never takes a session back', async () => {
    const office = await stockOffice();
    const day = must(await opened(office)).day ?? '';
    const db = shellOn(office);
    const said = (sql: string): string => {
      try {
        db.exec(sql);
        return 'taken';
      } catch (refusal) {
        return refusal instanceof Error ? refusal.message : '';
      }
    };
    const own = office.walk.store.openKeySession(day)?.approvalId ?? '';

    expect([
      said(row(day)),
      said(row('2026-03-09', own)),
      said(`${approvalRow('2026-03-09')}; ${row('2026-03-09')}`),
      said('DELETE FROM keySession'),
      said(`UPDATE keySession SET approvedBy = 'super1'`),
    ]).toEqual([
      'keys are opened by two people',
      'keys are opened for the working day that is open',
      'keys are opened for the working day that is open',
      'keySession rows are never deleted',
      'keys are closed once, and stay whose they were',
    ]);
    must(closeKeys(liveContext(office)));
    expect(said('UPDATE keySession SET closedBy = NULL, closedAt = NULL')).toBe(
      'keys are closed once, and stay whose they were',
    );
  });

  test.each([
    ['a session with a forged approval', (day: string) => `${approvalRow(day)}; ${row(day)}`],
    ['a closed session that is open again', () => 'UPDATE keySession SET closedBy = NULL, closedAt = NULL'],
    ['a session that is gone', () => 'DELETE FROM keySession'],
  ])('is found by %s', async (_what, sql) => {
    const office = await stockOffice();
    const day = must(await opened(office)).day ?? '';
    must(closeKeys(liveContext(office)));

    byHand(office.walk.folder, (_vault, db) => db.exec(sql(day)));

    expect(diagnosed(office)).toContain('keySessions');
  });
});
