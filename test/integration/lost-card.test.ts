/** A finished card is missing from the safe: reported by two, revoked, made again, and destroyed where it is found. */

import { describe, expect, test } from 'vitest';
import { beginClose } from '../../electron/core/day/close-day.ts';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { verifyJob } from '../../electron/core/issue/verify.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import { openApplication } from '../../electron/core/review/open-application.ts';
import { destroyBlanks } from '../../electron/core/stock/destroy.ts';
import { findBlank, loseBlank } from '../../electron/core/stock/lost.ts';
import { sendBack } from '../../electron/core/stock/send-back.ts';
import { setAsideBlank } from '../../electron/core/stock/spoilt.ts';
import { storeCard } from '../../electron/core/stock/store-card.ts';
import type { BlankSerial } from '../../shared/model/ids.ts';
import type { Job } from '../../shared/model/job.ts';
import type { Card } from '../../shared/model/stock.ts';
import { kindOf, must } from './office.ts';
import { password } from '../support/people.ts';
import { second } from './service-office.ts';
import { closed, diagnosed, serial, shellOn, stockOffice, type StockOffice } from './stock-office.ts';
import { approval, encoded, ledger, notice, on, plasticInHand, stored, verified } from './walk-office.ts';

/** Nobody else: the same person twice. */
const other = { account: 'officer1', password };

describe('a finished card that is missing from the safe', () => {
  /** Made and put away, then gone; what both say of it. */
  async function missing() {
    const office = await stockOffice();
    const record = approval(1);
    const card = await stored(office.walk, record);
    return { office, record, card, lost: { serial: card.blankSerial, second } };
  }

  function composedAgain({ walk }: StockOffice, { applicationId }: Card) {
    const revision = walk.store.application(applicationId)?.revision ?? 0;
    return composeJob({ applicationId, revision }, walk.context());
  }

  test('is reported by two people, and revoked with its blank; the day adds up', async () => {
    const { office, card, lost } = await missing();
    const { store } = office.walk;

    const alone = await loseBlank({ ...lost, second: other }, office.context());
    const untouched = store.card(card.id)?.state;
    must(await loseBlank(lost, office.context()));
    const twice = await loseBlank(lost, office.context());

    expect([alone, twice].map(kindOf)).toEqual(['access.secondRefused', 'stock.wrongPlace']);
    expect(untouched).toBe('inCustody');
    expect(store.card(card.id)).toMatchObject({ state: 'revoked', safe: null, slot: null });
    expect(store.revocationsOf(card.applicationId)).toMatchObject([{ cardId: card.id, reason: 'lostInOffice' }]);
    expect(store.pendingResults().at(-1)?.result).toMatchObject({ type: 'revoked', reason: 'lostInOffice' });
    expect(store.auditEntries({ action: 'stock.lost', limit: 1 })).toMatchObject([{ detail: { place: 'finished' } }]);
    expect(ledger(office.walk)).toEqual({ inTray: 9, lost: 1 });
    const day = must(closed(office));
    expect([day.state, day.balance?.left['lost'], store.unexplained()]).toEqual(['closed', 1, []]);
    expect(diagnosed(office)).toEqual([]);
  });

  test('is found again and destroyed here: its plastic, and that of a spoilt one, never goes to the supplier', async () => {
    const { office, lost } = await missing();
    must(await loseBlank(lost, office.context()));
    must(await findBlank(lost, office.context()));
    const job = await encoded(office.walk, approval(2));
    must(setAsideJob({ ...on(job), reason: 'chipFault', note: '' }, office.walk.context()));
    const untouched = serial('SC-00000009');
    must(setAsideBlank({ serial: untouched, reason: 'damaged' }, office.context()));
    const back = (...serials: BlankSerial[]) => sendBack({ serials, note: 'RMA-1', second }, office.context());

    const refused = [await back(lost.serial), await back(untouched, job.blankSerial ?? untouched)];
    const taken = await back(untouched);

    expect([...refused, taken].map(kindOf)).toEqual(['stock.bearsPerson', 'stock.bearsPerson', 'ok']);
    expect(ledger(office.walk)).toMatchObject({ setAside: 2, transferred: 1 });
    must(beginClose(office.context()));
    must(await destroyBlanks({ serials: [lost.serial], method: 'shredded', second }, office.context()));
    // By hand it is stopped, too: the approval of the other one is there to be used again.
    const db = shellOn(office);
    const sql = `INSERT INTO stockMovement SELECT (SELECT max(number) + 1 FROM stockMovement), '${job.blankSerial ?? ''}', act,
      fromPlace, toPlace, day, at, actor, workstation, jobId, reason, approvalId, auditSequence, chain
      FROM stockMovement WHERE act = 'sentBack'`;
    expect(() => db.exec(sql)).toThrow('is destroyed here');
  });

  test('is reported once it lies in the safe; before that it is set aside with its job', async () => {
    const office = await stockOffice();
    const job = await verified(office.walk, approval(1));

    const lost = await loseBlank({ serial: job.blankSerial ?? serial('-'), second }, office.context());

    expect(kindOf(lost)).toBe('stock.wrongPlace');
    expect(office.walk.store.blank(job.blankSerial ?? serial('-'))?.place).toBe('finished');
  });

  test('is made again by the same approval, and only once', async () => {
    const { office, card, lost } = await missing();
    const early = await composedAgain(office, card);
    must(await loseBlank(lost, office.context()));
    const waiting = office.walk.store.queue({ view: 'toIssue', offset: 0, limit: 5 }).total;
    const shown = must(await openApplication({ applicationId: card.applicationId }, office.walk.context()));
    const again = must(await composedAgain(office, card));
    const twice = await composedAgain(office, card);

    expect([early, twice].map(kindOf)).toEqual(['job.alreadyOpen', 'job.alreadyOpen']);
    expect([waiting, shown.job, shown.card, again.state]).toEqual([1, null, null, 'composed']);
    expect(office.walk.store.queue({ view: 'inWork', offset: 0, limit: 5 }).total).toBe(1);
    const next = await finished(office, again);
    expect([next.state, next.slot, kindOf(await composedAgain(office, card))]).toEqual([
      'inCustody',
      '1',
      'job.alreadyOpen',
    ]);
    expect(diagnosed(office)).toEqual([]);
  });

  test('found again goes into an envelope, and is destroyed by two', async () => {
    const { office, card, lost } = await missing();
    must(await loseBlank(lost, office.context()));
    const envelope = must(await findBlank(lost, office.context()));
    must(beginClose(office.context()));
    const input = { serials: [card.blankSerial], method: 'shredded' as const };
    const alone = await destroyBlanks({ ...input, second: other }, office.context());
    must(await destroyBlanks({ ...input, second }, office.context()));

    expect(envelope).toMatchObject({ number: 1, blankSerial: card.blankSerial, reason: 'found' });
    expect(kindOf(alone)).toBe('access.secondRefused');
    expect(office.walk.store.card(card.id)?.state).toBe('destroyed');
    expect(ledger(office.walk)).toEqual({ inTray: 9, destroyed: 1 });
    expect(kindOf(await composedAgain(office, card))).toBe('ok');
    expect(diagnosed(office)).toEqual([]);
  });

  test('and was revoked before is reported all the same, and keeps its reason', async () => {
    const { office, record, card, lost } = await missing();
    await office.walk.take(notice('withdrawal', record));
    must(await loseBlank(lost, office.context()));

    expect(office.walk.store.revocationsOf(card.applicationId)).toMatchObject([{ reason: 'withdrawn' }]);
    expect(ledger(office.walk)).toEqual({ inTray: 9, lost: 1 });
    expect(diagnosed(office)).toEqual([]);
  });

  async function finished({ walk }: StockOffice, job: Job): Promise<Card> {
    const encodedJob = must(await encodeJob(on(job), walk.context()));
    const printedJob = must(await printJob(on(encodedJob), walk.context()));
    const seen = { ...on(printedJob), plastic: await plasticInHand(walk), visualDefects: [] };
    const checked = must(await verifyJob(seen, walk.context())).job;
    return must(storeCard({ ...on(checked), safe: 'S1', slot: '1' }, walk.context()));
  }
});
