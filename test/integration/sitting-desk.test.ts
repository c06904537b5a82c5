// A sitting through the door of a real desk: each act is asked about as if it were called alone.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooserFromOptions } from '../../electron/app/cli/desk.ts';
import { openDesk, type OpenDesk } from '../../electron/app/desk-session.ts';
import { readTrainingAccounts } from '../../electron/app/training.ts';
import { openWorkstation, type Workstation } from '../../electron/app/workstation.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import { MOST_CASES } from '../../shared/contract/sitting.ts';
import { calls } from '../../shared/contract.ts';
import type { CardId } from '../../shared/model/ids.ts';
import { fail, ok } from '../../shared/result.ts';
import { must } from './office.ts';
import { byHand } from './resealed.ts';
import { by, stored } from './rules/rules-desk.ts';
import { rulesOffice, type RulesOffice } from './rules/rules-office.ts';
import { serial } from './stock-office.ts';
import { approval, signed as signedRecord } from './walk-office.ts';

const folder = mkdtempSync(join(tmpdir(), 'starcard-sitting-'));
let station: Workstation;
let desk: OpenDesk;

beforeAll(async () => {
  const root = resolve(import.meta.dirname, '../..');
  const common = { holder: 'test', program: 'test', deviceSpeed: 'instant', publish: () => undefined } as const;
  station = must(await openWorkstation({ folder: join(folder, 'office'), root, mode: 'write', ...common }));
  desk = openDesk(station, { chooser: chooserFromOptions(undefined), version: '', electron: '', forProduction: true });
});
afterAll(async () => {
  await station.close();
  rmSync(folder, { recursive: true, force: true });
});

function signed(account: string) {
  const password = readTrainingAccounts(station.folder)?.find(({ name }) => name === account)?.password ?? '';
  return { account, password };
}

function lose(blank: string) {
  return { call: 'stock.lose', request: { serial: blank } };
}

function disable(name: string) {
  return { call: 'account.disable', request: { name, revision: station.store.account(name)?.revision ?? 1 } };
}

const answersSchema = calls['sitting.settle'].output;

/** What each came to; or why there was no sitting. */
async function settle(acts: readonly unknown[], second = signed('supervisor1')) {
  const answer = await desk.dispatch.receive('sitting.settle', { acts, second });
  if (!answer.ok) return answer.error.kind;
  return answersSchema.parse(answer.value).results.map((one) => (one.ok ? 'ok' : one.error.kind));
}

describe('a sitting at the desk', () => {
  test('lets nobody do in it what they may not do alone', async () => {
    must(await desk.dispatch.call('session.signIn', signed('officer1')));
    const before = station.store.account('officer2');

    const settled = await settle([disable('officer2'), lose('SC-00000200')]);

    expect(settled).toEqual(['access.forbidden', 'ok']);
    expect(station.store.account('officer2')).toEqual(before);
    const given = station.store.auditEntries({ action: 'approval.given', limit: 5 });
    expect(given.map(({ detail }) => detail['action'])).toEqual(['stock.lose']);
  });

  test.each([
    ['without an act', []],
    ['of more acts than one person can look through', Array(MOST_CASES + 1).fill(lose('SC-00000199'))],
    ['with an act that gives a secret', [{ call: 'account.seal', request: {} }]],
    ['with an act for one person', [{ call: 'stock.openBox', request: { box: 'TRAINING' } }]],
    ['with a second person of an act', [{ ...lose('SC-00000199'), request: { serial: 'SC-00000199', second: {} } }]],
    [
      'where nothing takes two',
      [{ call: 'complaint.decide', request: { cardId: 'c'.repeat(32), decision: 'unfounded', findings: '' } }],
    ],
  ])('is refused %s', async (_what, acts) => {
    must(await desk.dispatch.call('session.signIn', signed('officer1')));
    expect(await settle(acts)).toBe('input.invalid');
  });

  test('is closed while the screen is locked, and where nobody is signed in', async () => {
    must(await desk.dispatch.call('session.signIn', signed('officer1')));
    must(await desk.dispatch.call('session.lock', {}));
    const locked = await settle([lose('SC-00000199')]);
    must(await desk.dispatch.call('session.signOut', {}));
    const nobody = await settle([lose('SC-00000199')]);

    expect([locked, nobody]).toEqual(['access.screenLocked', 'access.signInRequired']);
    expect(station.store.blank(serial('SC-00000199'))?.place).toBe('inTray');
  });

  test('goes on past an act whose row does not open', async () => {
    const inMonths = (months: number): string => new Date(Date.now() + months * 30 * 86_400_000).toISOString();
    const record = approval(1, { issuedAt: inMonths(-1), expiresAt: inMonths(1) });
    const path = join(folder, 'in.approvals');
    writeFileSync(path, `${signedRecord(record).jws}\n`);
    const chooser = chooserFromOptions(path);
    const intake = openDesk(station, { chooser, version: '', electron: '', forProduction: true }).dispatch;
    must(await intake.call('session.signIn', signed('officer2')));
    expect(must(await intake.call('intake.chooseAndImport', {}))?.imported).toBe(1);
    const applicationId = station.store.applicationByNumber(record.applicationNumber)?.id ?? '';
    const oldCardId = 'e'.repeat(32);
    byHand(station.folder, (_vault, db) =>
      db.exec(`INSERT INTO oldCard (id, applicationId, layout, readBy, differences, state, collectedBy, collectedAt,
        evidenceReason, revision) VALUES ('${oldCardId}', '${applicationId}', '2023', 'eye', '', 'evidence', 'officer1',
        '2026-03-02T08:00:00.000Z', '${'A'.repeat(80)}', 1)`),
    );
    must(await desk.dispatch.call('session.signIn', signed('officer1')));
    const destroy = { call: 'oldCard.destroy', request: { oldCardId, revision: 1 } };

    expect(await settle([destroy, lose('SC-00000198')])).toEqual(['storage.sealBroken', 'ok']);
  });
});

describe('a complaint that waits for the second person', () => {
  let office: RulesOffice;
  let cardId: CardId;
  let shown: string;
  beforeAll(async () => {
    office = await rulesOffice();
    cardId = (await stored(office, approval(1), '1')).id;
    must(await office.call('officer1', 'complaint.open', { cardId, what: 'print' }));
    shown = must(await office.call('officer1', 'complaint.inspect', { cardId })).findings ?? '';
  });
  afterAll(() => office.close());

  const ourFault = (findings: string) =>
    ({ call: 'complaint.decide', request: { cardId, decision: 'productionFault', findings } }) as const;

  async function ends(acts: readonly (ReturnType<typeof ourFault> | ReturnType<typeof lose>)[]) {
    const settled = await office.receive('officer1', 'sitting.settle', { acts, second: by('officer2') });
    return answersSchema.parse(must(settled)).results.map((one) => (one.ok ? 'ok' : one.error.kind));
  }

  /** As another look at the card would, meanwhile. */
  function inspectAnew(findings: string): void {
    must(
      office.station.store.commit(system, (tx) => {
        const complaint = tx.complaint(cardId);
        if (complaint === undefined) return fail('complaint.none', {});
        tx.updateComplaint({ ...complaint, findings });
        const subject = { kind: 'card', id: cardId } as const;
        const detail = { complaint: complaint.id, fields: findings };
        tx.audit({ action: 'complaint.inspected', subject, outcome: 'failed', detail });
        return ok(undefined);
      }),
    );
  }

  test('is not decided by what the card no longer shows; then by what it does', async () => {
    inspectAnew('validFrom');

    const late = await ends([ourFault(shown), lose('SC-00000199')]);
    const before = office.station.store.complaint(cardId)?.decision;
    const given = office.station.store.auditEntries({ action: 'approval.given', limit: 5 });
    const again = await ends([ourFault('validFrom')]);

    expect([late, before, again]).toEqual([['changedMeanwhile', 'ok'], null, ['ok']]);
    expect(given.map(({ detail }) => detail['action'])).toEqual(['stock.lose']);
    expect(office.station.store.complaint(cardId)).toMatchObject({
      decision: 'productionFault',
      approvedBy: 'officer2',
    });
  });
});
