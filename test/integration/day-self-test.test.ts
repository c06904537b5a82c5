/** The day opens with a writer that was tried that day, or with a reason on record: through the use case, and by hand. */

import { describe, expect, test } from 'vitest';
import { openDay } from '../../electron/core/day/open-day.ts';
import { dayView } from '../../electron/core/day/view.ts';
import { selfTest } from '../../electron/core/device/self-test.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { countSheet } from '../../electron/core/stock/papers.ts';
import type { BlankSerial } from '../../shared/model/ids.ts';
import type { WriterFault } from '../../shared/model/device.ts';
import { kindOf, must } from './office.ts';
import { closed, diagnosed, opening, serial, shellOn, stockOffice, type StockOffice } from './stock-office.ts';
import { withoutTriggers } from '../support/hand.ts';
import { approval, composed, on } from './walk-office.ts';

const card = serial('SC-00000010');
const morning = '2026-03-03T00:30:00.000Z';

/** The first day is over and the second one begins; nobody has tried the writer yet. */
async function nextMorning(): Promise<StockOffice> {
  const office = await stockOffice();
  must(closed(office));
  office.walk.clock.set(morning);
  return office;
}

function tried(office: StockOffice, blank: BlankSerial = card, fault: WriterFault = 'none') {
  office.walk.writer.setFault(fault);
  return selfTest({ blank, takes: true }, office.walk.context());
}

function open(office: StockOffice, untested: Parameters<typeof openDay>[0]['untested'], change = {}) {
  return openDay(opening(office, { untested }), office.context(undefined, change));
}

describe('the day is opened', () => {
  test('by a self-test of that day that passed; until then no card is begun', async () => {
    const office = await nextMorning();
    const job = await composed(office.walk, approval(1));
    const early = await open(office, null);
    const first = await encodeJob(on(job), office.walk.context());
    must(await tried(office));
    const day = must(await open(office, null));

    expect([early, first, await encodeJob(on(job), office.walk.context())].map(kindOf)).toEqual([
      'day.notTested',
      'day.notOpen',
      'ok',
    ]);
    expect([day.testCard, day.untested]).toEqual([card, null]);
    const [entry] = office.walk.store.auditEntries({ action: 'device.selfTest', limit: 1 });
    expect(entry?.detail).toEqual({ chipSerial: office.walk.store.blank(card)?.chipSerial });
    expect(diagnosed(office)).toEqual([]);
  });

  test('not by the self-test of the day before, nor by one that was followed by a failure', async () => {
    const office = await stockOffice();
    must(await tried(office));
    must(closed(office));
    office.walk.clock.set(morning);
    const ofYesterday = await open(office, null);
    must(await tried(office));
    await tried(office, card, 'noCard');

    expect([ofYesterday, await open(office, null)].map(kindOf)).toEqual(['day.notTested', 'day.notTested']);
  });

  test('without one for a reason that is true, which view, count sheet and log then show', async () => {
    const office = await nextMorning();
    const writer = {
      ...office.walk.writer,
      status: async () => ({ ...(await office.walk.writer.status()), state: 'absent' }),
    };
    const claimed = [await open(office, 'writerFault'), await open(office, 'testCardFault')];
    const otherThing = await open(office, 'testCardFault', { writer });
    await tried(office, card, 'corruptFile');
    const inStock = await open(office, 'noTestCard');
    must(await open(office, 'testCardFault'));

    expect([...claimed, otherThing, inStock].map(kindOf)).toEqual([
      'day.noFaultShown',
      'day.noFaultShown',
      'day.noFaultShown',
      'day.testCardInStock',
    ]);
    expect(dayView(office.context()).current).toMatchObject({ testCard: null, untested: 'testCardFault' });
    must(closed(office));
    expect(must(countSheet('2026-03-03', office.context())).day.untested).toBe('testCardFault');
    const [entry] = office.walk.store.auditEntries({ action: 'day.opened', limit: 1 });
    expect(entry?.detail['untested']).toBe('testCardFault');
    expect(diagnosed(office)).toEqual([]);
  });

  test('without one where the writer itself says that it is out of order, or no test card is there', async () => {
    const [broken, without] = [await nextMorning(), await nextMorning()];
    const writer = {
      ...broken.walk.writer,
      status: async () => ({ ...(await broken.walk.writer.status()), state: 'absent' }),
    };

    expect(must(await open(broken, 'writerFault', { writer })).untested).toBe('writerFault');
    expect(must(await open(without, 'noTestCard')).untested).toBe('noTestCard');
  });
});

describe('a self-test that nobody ran', () => {
  test('opens no day that is written into the file', async () => {
    const office = await nextMorning();
    const row = (untested: string) => () =>
      shellOn(office).exec(`INSERT INTO workDay (day, state, openedAt, openedBy, isLate, testCard, untested, opening,
        firstMovement, revision) VALUES ('2026-03-03', 'open', '${morning}', 'officer1', 0, '${card}', ${untested}, 10, 99, 1)`);

    expect(row('NULL')).toThrow('after a self-test of that day');
    expect(row(`'noTestCard'`)).toThrow('CHECK');
    // A test of the day before does not serve there either.
    office.walk.clock.set('2026-03-02T15:00:00.000Z');
    must(await tried(office));
    expect(row('NULL')).toThrow('after a self-test of that day');
    office.walk.clock.set(morning);
    must(await tried(office));
    expect(row('NULL')).not.toThrow();
    expect(diagnosed(office)).toContain('days');
  });

  test('is not claimed afterwards, and found where the triggers were taken away', async () => {
    const office = await nextMorning();
    must(await open(office, 'noTestCard'));
    const claim = `UPDATE workDay SET testCard = '${card}', untested = NULL WHERE day = '2026-03-03'`;
    expect(() => shellOn(office).exec(claim)).toThrow('never rewritten');
    expect(diagnosed(office)).toEqual([]);

    withoutTriggers(office.walk.folder, (db) => db.exec(claim));

    expect(diagnosed(office)).toEqual(['days']);
  });
});
