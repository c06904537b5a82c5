// Several cases that one second person agrees to in one sitting: one sign-in, an approval of its own for each, each spent
// once in the transaction of its own act; one that fails stops no other.

import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changeRoleDeed, disableAccountDeed } from '../../electron/core/access/accounts.ts';
import { eachByTwo, putToTwo, type CaseByTwo } from '../../electron/core/access/by-two.ts';
import type { Approval } from '../../electron/core/access/second-person.ts';
import { destroyOldCardDeed } from '../../electron/core/hand-over/old-card.ts';
import { subjectOf } from '../../electron/core/officer-card/proof.ts';
import { changeServicesCase } from '../../electron/core/service/change-services.ts';
import { askConsent } from '../../electron/core/service/consent.ts';
import { loseBlankDeed } from '../../electron/core/stock/lost.ts';
import { receiveBoxDeed } from '../../electron/core/stock/receive-box.ts';
import { secondPersonSchema } from '../../shared/model/service.ts';
import { ok, type Result } from '../../shared/result.ts';
import { handedOver, takeOldCard } from './hand-over-steps.ts';
import { kindOf, must } from './office.ts';
import { cardOffice, enrolled, PIN } from './officer-card-desk.ts';
import { by, found } from './people-office.ts';
import { password } from '../support/people.ts';
import { second, service, serviceOffice } from './service-office.ts';
import { box, diagnosed, serial, stockOffice, type StockOffice } from './stock-office.ts';
import { approval, officer1, renewal, stored } from './walk-office.ts';

type Case = Result<CaseByTwo<unknown>>;

function lossOf(office: StockOffice, blank: string): Case {
  const input = { serial: serial(blank), second };
  return putToTwo(loseBlankDeed(input, office.context()), office.context());
}

function settle(office: StockOffice, cases: readonly Case[], person = second) {
  return eachByTwo(cases, person, office.context());
}

/** What each came to: `ok`, its failure's kind, or why the second person was none. */
function ends(settled: Result<readonly Result<unknown>[]>): readonly string[] {
  return must(settled).map((one) =>
    !one.ok && one.error.kind === 'access.secondRefused' ? one.error.data.reason : kindOf(one),
  );
}

/** The approvals that were given since, and whether each is spent. */
function given({ walk }: Pick<StockOffice, 'walk'>): readonly (readonly [string, boolean])[] {
  return walk.store
    .auditEntries({ action: 'approval.given', limit: 10 })
    .toReversed()
    .map(({ detail }) => [
      String(detail['action']),
      walk.store.spentApproval(String(detail['approval'])) !== undefined,
    ]);
}

describe('a sitting', () => {
  test('settles acts of several kinds: one approval each, spent with its act', async () => {
    const office = await stockOffice();
    const { walk } = office;
    must(await handedOver(walk, await stored(walk, approval(1))));
    const old = must(takeOldCard(walk, await stored(walk, renewal(1, 'expiry'), '2')));
    if (old === null) throw new Error('no old card');
    const context = office.context();
    const oldCard = destroyOldCardDeed({ oldCardId: old.id, revision: old.revision, second }, context);
    const blank = walk.store.blanksInBox('TEST-1', 1)[0]?.serial ?? serial('SC-00000010');

    const settled = await settle(office, [
      lossOf(office, blank),
      putToTwo(receiveBoxDeed(box, context), context),
      putToTwo(oldCard, context),
    ]);

    expect(ends(settled)).toEqual(['ok', 'ok', 'ok']);
    expect(given(office)).toEqual([
      ['stock.lose', true],
      ['stock.receive', true],
      ['oldCard.destroy', true],
    ]);
    expect(walk.store.oldCard(old.id)).toMatchObject({ state: 'destroyed', witness: 'officer2' });
    expect(diagnosed(office)).toEqual([]);
  });

  test('goes on after a case that fails, and spends nothing for it', async () => {
    const office = await stockOffice();
    const twice = 'SC-00000009';
    const cases = [twice, twice, 'SC-99999999', 'SC-00000010'].map((blank) => lossOf(office, blank));

    expect(ends(await settle(office, cases))).toEqual(['ok', 'stock.wrongPlace', 'notFound', 'ok']);
    // What could not be done was put to nobody.
    expect(given(office).map(([, isSpent]) => isSpent)).toEqual([true, false, true]);
    expect(diagnosed(office)).toEqual([]);
  });

  test('asks for no password where nothing can be done, and does nothing without one', async () => {
    const office = await stockOffice();

    const none = await settle(office, [lossOf(office, 'SC-99999999')]);
    const wrong = await settle(office, [lossOf(office, 'SC-00000010')], { ...second, password: 'guessed' });
    const same = await settle(office, [lossOf(office, 'SC-00000010')], { account: officer1.account, password });

    expect([none, wrong, same].map(kindOf)).toEqual(['notFound', 'access.wrongPassword', 'access.secondRefused']);
    expect(given(office)).toEqual([]);
    expect(office.walk.store.blank(serial('SC-00000010'))?.place).toBe('inTray');
  });

  test('refuses each case that the second person holds no permission for', async () => {
    const office = await stockOffice();
    const cases = [lossOf(office, 'SC-00000009'), lossOf(office, 'SC-00000010')];

    expect(ends(await settle(office, cases, { account: 'auditor1', password }))).toEqual(['role', 'role']);
    expect(given(office).map(([, isSpent]) => isSpent)).toEqual([false, false]);
  });

  test('ends after two minutes: what is late is refused', async () => {
    const office = await stockOffice();
    const slow = must(lossOf(office, 'SC-00000009'));
    const late: CaseByTwo<unknown> = {
      ...slow,
      async settle(answer) {
        const done = await slow.settle(answer);
        office.walk.clock.set('2026-03-02T08:02:00.001Z');
        return done;
      },
    };

    expect(ends(await settle(office, [ok(late), lossOf(office, 'SC-00000010')]))).toEqual(['ok', 'late']);
  });

  test('gives no approval that is good for another of its cases', async () => {
    const office = await stockOffice();
    const [one, other] = [must(lossOf(office, 'SC-00000009')), must(lossOf(office, 'SC-00000010'))];
    const seen: Approval[] = [];
    const kept: CaseByTwo<unknown> = {
      ...one,
      settle(answer) {
        seen.push(answer);
        return ok('kept');
      },
    };
    const stolen: CaseByTwo<unknown> = { ...other, settle: (answer) => other.settle(seen[0] ?? answer) };

    expect(ends(await settle(office, [ok(kept), ok(stolen)]))).toEqual(['ok', 'otherAct']);
  });
});

test('a service is written to the chip in its turn; a list that has moved on meanwhile is another question', async () => {
  const { walk, card, context } = await serviceOffice();
  const adding = (id: string) => {
    const request = { act: 'add', service: service(id) } as const;
    must(askConsent({ cardId: card.id, request, language: 'en', agrees: true }, context()));
    return changeServicesCase({ cardId: card.id, listNumber: 0 }, request, context());
  };

  const settled = await eachByTwo([adding('tax.test'), adding('bank.test')], second, context());

  expect(ends(settled)).toEqual(['ok', 'changedMeanwhile']);
  expect(given({ walk }).map(([, isSpent]) => isSpent)).toEqual([true, false]);
});

test('an officer’s card signs exactly the cases of the sitting', async () => {
  const office = await cardOffice();
  await enrolled(office, 'super1');
  const context = office.context();
  const by1 = secondPersonSchema.parse({ ...by('super1'), pin: PIN });
  const on = (name: string) => ({ name, revision: office.store.account(name)?.revision ?? 1, second: by1 });

  const settled = await eachByTwo(
    [
      putToTwo(disableAccountDeed(on('officer1'), context), context),
      putToTwo(changeRoleDeed({ ...on('auditor1'), role: 'officer' }, context), context),
    ],
    by1,
    context,
  );

  expect(must(settled).map(kindOf)).toEqual(['ok', 'ok']);
  const entries = office.store.auditEntries({ action: 'approval.given', limit: 2 }).toReversed();
  const [proof, ...others] = new Set(entries.map(({ detail }) => detail['proof']));
  expect(others).toEqual([]);
  const asked = entries.map(({ detail }) => [detail['approval'], detail['action'], detail['subject'], detail['shown']]);
  const db = new SqliteDatabase(join(office.folder, 'starcard.db'), { readonly: true });
  const signed = db.prepare('SELECT subject FROM cardProof WHERE id = ?').pluck().get(proof);
  db.close();
  expect(signed).toBe(subjectOf(JSON.stringify(asked)));
  expect([found(office, 'officerCards'), found(office, 'accounts'), found(office, 'approvals')]).toEqual([
    expect.stringMatching(/^ok/),
    expect.stringMatching(/^ok/),
    expect.stringMatching(/^ok/),
  ]);
});
