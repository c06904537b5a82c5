/** The working day through the contract: opened, handed over, closed, and what keeps the first card of the next one. */

import { describe, expect, test } from 'vitest';
import { beginClose, closeDay, resumeDay } from '../../electron/core/day/close-day.ts';
import { explainDifference } from '../../electron/core/day/explain.ts';
import { openDay } from '../../electron/core/day/open-day.ts';
import { handShift } from '../../electron/core/day/shift.ts';
import { dayView } from '../../electron/core/day/view.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { setAsideBlank } from '../../electron/core/stock/spoilt.ts';
import { storeCard } from '../../electron/core/stock/store-card.ts';
import { loseBlank } from '../../electron/core/stock/lost.ts';
import { workDaySchema } from '../../shared/model/day.ts';
import { kindOf, must } from './office.ts';
import { password } from '../support/people.ts';
import { byHand } from './resealed.ts';
import { second } from './service-office.ts';
import { closed, counted, diagnosed, live, opening, serial, stockOffice, withBox } from './stock-office.ts';
import { approval, composed, encoded, ledger, officer2, on, verified } from './walk-office.ts';

const nextDay = '2026-03-03T01:00:00.000Z';

describe('a card', () => {
  test('is begun in an open day only', async () => {
    const office = await stockOffice();
    const job = await composed(office.walk, approval(1));
    must(beginClose(office.context()));
    const closing = await encodeJob(on(job), office.walk.context());
    must(resumeDay(office.context()));
    must(closed(office));
    const over = await encodeJob(on(job), office.walk.context());

    expect([closing, over].map(kindOf)).toEqual(['day.closing', 'day.notOpen']);
    expect(ledger(office.walk)).toEqual({ inTray: 10 });
  });

  test('that was begun during a close that somebody opened by hand is found, also when it is shut again', async () => {
    const office = await stockOffice();
    const job = await composed(office.walk, approval(1));
    must(beginClose(office.context()));
    const turn = (state: string) =>
      byHand(office.walk.folder, (_vault, db) => db.prepare('UPDATE workDay SET state = ?').run(state));

    turn('open');
    const found = diagnosed(office);
    must(await encodeJob(on(job), office.walk.context()));
    turn('closing');

    expect([found, diagnosed(office)]).toEqual([['days'], ['days']]);
  });

  test('that was begun goes on through the close, to the safe', async () => {
    const office = await stockOffice();
    const job = await verified(office.walk, approval(1));
    const other = await encoded(office.walk, approval(2));
    must(closed(office));

    const stored = storeCard({ ...on(job), safe: 'S1', slot: '1' }, office.walk.context());
    const printed = await printJob(on(other), office.walk.context());

    expect([stored, printed].map(kindOf)).toEqual(['ok', 'ok']);
  });

  test('is not begun in an office of real cards on the day after a close that was missed', async () => {
    const office = await stockOffice();
    const job = await composed(office.walk, approval(1));
    const context = { ...office.walk.context(), ...live(office) };
    office.walk.clock.set(nextDay);
    const missed = dayView(office.context(undefined, live(office)));
    const early = await openDay(opening(office), office.context(undefined, live(office)));
    const late = must(closed(office));

    expect([missed.blockedBy, missed.isOverdue, kindOf(early)]).toEqual(['day.closeMissed', true, 'day.closeMissed']);
    expect([late.day, late.isLate]).toEqual(['2026-03-02', true]);
    must(await openDay(opening(office), office.context(undefined, live(office))));
    expect(dayView(office.context(undefined, live(office))).blockedBy).toBeNull();
    expect(kindOf(await encodeJob(on(job), { ...context, profile: office.walk.context().profile }))).toBe('ok');
  });
});

describe('the day', () => {
  test('adds up: what was there and came in is what is there and went out', async () => {
    const office = await stockOffice();
    await withBox(office, 3);
    must(setAsideBlank({ serial: serial('SC-00000002'), reason: 'damaged' }, office.context()));
    must(await loseBlank({ serial: serial('SC-00000003'), second }, office.context()));
    await encoded(office.walk, approval(1));

    const day = must(closed(office));

    expect(day.balance).toMatchObject({
      opening: 10,
      received: 20,
      transferredIn: 0,
      found: 0,
      cameBack: 0,
      inOffice: { boxed: 17, inTray: 10, inWork: 1, setAside: 1 },
      left: { lost: 1 },
    });
    expect(diagnosed(office)).toEqual([]);
  });

  test('is closed after everything that is left over was looked at', async () => {
    const office = await stockOffice();
    must(setAsideBlank({ serial: serial('SC-00000002'), reason: 'damaged' }, office.context()));
    const early = closeDay(
      { count: counted(office), countedTwice: false, leftOverSeen: true, note: '' },
      office.context(),
    );
    must(beginClose(office.context()));
    const input = { count: counted(office), countedTwice: false, leftOverSeen: false, note: '' };
    const unseen = closeDay(input, office.context());
    const busy = closeDay(
      { ...input, leftOverSeen: true },
      office.context(undefined, { devices: { ...office.context().devices, isBusy: () => true } }),
    );
    const done = closeDay({ ...input, leftOverSeen: true }, office.context());

    expect([early, unseen, busy, done].map(kindOf)).toEqual([
      'day.notClosing',
      'day.leftOver',
      'day.cardRunning',
      'ok',
    ]);
  });

  test('is opened once, not before the one before it, and not by a clock that was set back', async () => {
    const office = await stockOffice();
    const real = (change = {}) => openDay(opening(office, change), office.context(undefined, live(office)));
    const twice = await real();
    must(closed(office));
    const reopened = await real();
    office.walk.clock.set('2026-03-01T08:00:00.000Z');
    const back = await real();
    const backInTraining = await openDay(opening(office), office.context());
    office.walk.clock.set('2026-04-20T08:00:00.000Z');
    const far = await real();
    const confirmed = await real({ clockConfirmed: true });

    expect([twice, reopened, back, backInTraining, far, confirmed].map(kindOf)).toEqual([
      'day.openAlready',
      'day.closedAlready',
      'day.clockBack',
      'day.clockBack',
      'day.clockJumped',
      'ok',
    ]);
  });

  test('is not opened before the late close of the one before it, also once others have worked by the wrong clock', async () => {
    const office = await stockOffice();
    office.walk.clock.set('2026-03-05T08:00:00.000Z');
    must(closed(office));
    office.walk.clock.set('2026-03-04T08:00:00.000Z');
    must(setAsideBlank({ serial: serial('SC-00000001'), reason: 'damaged' }, office.context()));

    const real = await openDay(opening(office), office.context(undefined, live(office)));
    const inTraining = await openDay(opening(office), office.context());

    expect([real, inTraining].map(kindOf)).toEqual(['day.clockBack', 'day.clockBack']);
  });

  test('is not opened before the close of an earlier one, also where the clock went back in between', async () => {
    const office = await stockOffice();
    office.walk.clock.set('2026-03-05T08:00:00.000Z');
    must(closed(office));
    must(await openDay(opening(office), office.context()));
    office.walk.clock.set('2026-03-04T08:00:00.000Z');
    must(closed(office));

    expect(kindOf(await openDay(opening(office), office.context()))).toBe('day.clockBack');
  });

  test('of a training office may be practised again on the same date, as the next', async () => {
    const office = await stockOffice();
    must(closed(office));
    const day = must(await openDay(opening(office), office.context()));
    expect([day.day, day.opening]).toEqual(['2026-03-03', 10]);
  });
});

describe('a difference', () => {
  test('keeps the first card of the next day until two people have explained it', async () => {
    const office = await stockOffice();
    const job = await composed(office.walk, approval(1));
    must(beginClose(office.context()));
    const count = { ...counted(office), inTray: 9 };
    const once = closeDay({ count, countedTwice: false, leftOverSeen: true, note: '' }, office.context());
    must(closeDay({ count, countedTwice: true, leftOverSeen: true, note: '' }, office.context()));
    office.walk.clock.set(nextDay);
    must(await openDay(opening(office), office.context()));
    const begin = () => encodeJob(on(job), office.walk.context());
    const blocked = await begin();
    const [difference] = dayView(office.context()).differences;
    const explanation = { number: difference?.number ?? 0, cause: 'miscounted', explanation: 'counted again' } as const;
    const alone = await explainDifference(
      { ...explanation, second: { account: 'officer1', password } },
      office.context(),
    );
    must(await explainDifference({ ...explanation, second }, office.context()));
    const twice = await explainDifference({ ...explanation, second }, office.context());

    expect(difference).toMatchObject({ occasion: 'close', expected: { inTray: 10 }, counted: { inTray: 9 } });
    expect([once, blocked, alone, twice, await begin()].map(kindOf)).toEqual([
      'day.countDiffers',
      'day.differenceUnexplained',
      'access.secondRefused',
      'stock.notDiffering',
      'ok',
    ]);
    expect(diagnosed(office)).toEqual([]);
  });

  test('is on record even where the count was then corrected', async () => {
    const office = await stockOffice();
    must(beginClose(office.context()));
    const count = { ...counted(office), inTray: 9 };
    expect(kindOf(closeDay({ count, countedTwice: false, leftOverSeen: true, note: '' }, office.context()))).toBe(
      'day.countDiffers',
    );
    must(closeDay({ count: counted(office), countedTwice: false, leftOverSeen: true, note: '' }, office.context()));
    const outcomes = office.walk.store
      .auditEntries({ action: 'stock.counted', limit: 5 })
      .map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['ok', 'refused']);
    expect(dayView(office.context()).differences).toEqual([]);
  });
});

describe('the shift', () => {
  test('is handed over by one and taken by another, both by name', async () => {
    const office = await stockOffice();
    const { boxed, inTray } = counted(office);
    const input = { count: { boxed, inTray }, countedTwice: false, note: 'Printer cleaned.', second };

    const alone = await handShift({ ...input, second: { account: 'officer1', password } }, office.context());
    const wrong = await handShift({ ...input, count: { boxed: 1, inTray } }, office.context());
    const shift = must(await handShift(input, office.context()));
    const back = must(
      await handShift({ ...input, second: { account: 'officer1', password } }, office.context(officer2)),
    );

    expect([alone, wrong].map(kindOf)).toEqual(['access.secondRefused', 'day.countDiffers']);
    expect(shift).toMatchObject({ number: 1, givenBy: 'officer1', takenBy: 'officer2', note: 'Printer cleaned.' });
    expect(back).toMatchObject({ number: 2, givenBy: 'officer2', takenBy: 'officer1' });
    expect(diagnosed(office)).toEqual([]);
  });

  test('keeps notes as long as they may be, and the day is read and closed with them', async () => {
    const office = await stockOffice();
    must(closed(office));
    office.walk.clock.set(nextDay);
    const note = '备'.repeat(1000);
    must(await openDay(opening(office, { note }), office.context()));
    const { boxed, inTray } = counted(office);
    const input = { count: { boxed, inTray }, countedTwice: false, note, second };
    const shift = must(await handShift(input, office.context()));
    const { current, shifts } = dayView(office.context());
    must(beginClose(office.context()));
    const count = counted(office);
    const last = must(closeDay({ count, countedTwice: false, leftOverSeen: true, note }, office.context()));

    expect([current?.note, shift.note, ...shifts.map((one) => one.note)]).toEqual([note, note, note]);
    expect([last.note, dayView(office.context()).last]).toEqual([`${note}\n${note}`, last]);
    expect(workDaySchema.parse(last)).toEqual(last);
  });

  test('needs a day', async () => {
    const office = await stockOffice();
    must(closed(office));
    const { boxed, inTray } = counted(office);
    const input = { count: { boxed, inTray }, countedTwice: false, note: '', second };
    expect(kindOf(await handShift(input, office.context()))).toBe('day.notOpen');
  });
});
