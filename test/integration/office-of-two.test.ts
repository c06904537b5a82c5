// An officer and a supervisor work a month by themselves, from the box that arrives to the last close: every day is opened by
// a self-test and a count and closed by one, and neither of them takes a card from approval to holder.

import { expect, test } from 'vitest';
import { beginClose, closeDay } from '../../electron/core/day/close-day.ts';
import { explainDifference } from '../../electron/core/day/explain.ts';
import { openDay } from '../../electron/core/day/open-day.ts';
import { handShift } from '../../electron/core/day/shift.ts';
import { dayView } from '../../electron/core/day/view.ts';
import { selfTest } from '../../electron/core/device/self-test.ts';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { reprintJob } from '../../electron/core/issue/restart.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import { verifyJob } from '../../electron/core/issue/verify.ts';
import type { Actor } from '../../electron/core/ports.ts';
import { acceptApplication } from '../../electron/core/review/accept.ts';
import { openApplication } from '../../electron/core/review/open-application.ts';
import { sidesOf } from '../../electron/core/stock/balance.ts';
import { destroyBlanks } from '../../electron/core/stock/destroy.ts';
import { findBlank, loseBlank } from '../../electron/core/stock/lost.ts';
import { receiveBox } from '../../electron/core/stock/receive-box.ts';
import { setAsideBlank } from '../../electron/core/stock/spoilt.ts';
import { storeCard } from '../../electron/core/stock/store-card.ts';
import { loadTray, openBox } from '../../electron/core/stock/tray.ts';
import type { WorkDay } from '../../shared/model/day.ts';
import type { Job } from '../../shared/model/job.ts';
import type { Card } from '../../shared/model/stock.ts';
import { handedOver } from './hand-over-steps.ts';
import { kindOf, must } from './office.ts';
import { hasher, password } from '../support/people.ts';
import { box, counted, diagnosed, live, opening, serial, stockOffice, type StockOffice } from './stock-office.ts';
import { approval, idOf, now, officer1, on, plasticInHand, signed } from './walk-office.ts';

const supervisor1: Actor = { account: 'supervisor1', role: 'supervisor' };
const people = [
  ['officer1', 'officer'],
  ['supervisor1', 'supervisor'],
] as const;
/** Taken from the tray on the first morning, and tried every morning. */
const testCard = serial('SC-00000010');

/** Mondays to Fridays of four weeks and a half. */
const workingDays = Array.from({ length: 31 }, (_, index) => new Date(Date.UTC(2026, 2, 3 + index)))
  .filter((date) => date.getUTCDay() % 6 !== 0)
  .map((date) => date.toISOString().slice(0, 10))
  .slice(0, 22);

/** What happens besides the card of the day, by the number of the day. */
const [spoiltBlank, lostBlank, foundAgain, difference, handedShift] = [4, 9, 11, 15, 18];
const missing = serial('XA000118');

/** Who makes the day's cards, and who is at the counter and the second person for everything. */
interface Pair {
  readonly maker: Actor;
  readonly other: Actor;
}

test('an office of two works a month, and neither takes a card from approval to holder', async () => {
  const office = await stockOffice(undefined, people);
  const { store, clock } = office.walk;
  // What the set-up had opened.
  must(beginClose(context(office, officer1)));
  close(office, officer1);
  const closedDays: WorkDay[] = [];
  const waiting: Card[] = [];
  const fetchedCards: Card[] = [];
  for (const [index, date] of workingDays.entries()) {
    const day = index + 1;
    const [maker, other] = day % 2 === 0 ? [officer1, supervisor1] : [supervisor1, officer1];
    const pair = { maker, other };
    clock.set(`${date}T00:30:00.000Z`);
    await open(office, pair, day);
    if (day === 1) await fillTray(office, pair);
    clock.set(`${date}T03:00:00.000Z`);
    waiting.push(await made(office, pair, day));
    await besides(office, pair, day);
    clock.set(`${date}T06:00:00.000Z`);
    // The holder comes on the next day, when they have changed places: whoever accepted it may not hand it over.
    const [ready] = waiting.splice(0, waiting.length - 1);
    if (ready !== undefined) fetchedCards.push(await fetched(office, ready, pair));
    clock.set(`${date}T09:00:00.000Z`);
    must(beginClose(context(office, maker)));
    if (day % 5 === 0) await destroyed(office, pair);
    closedDays.push(close(office, maker, day === difference ? 1 : 0));
  }

  expect(closedDays.map(({ day, testCard: tried, isLate }) => [day, tried, isLate])).toEqual(
    workingDays.map((date) => [date, testCard, false]),
  );
  for (const { balance } of closedDays) {
    if (balance === null) throw new Error('a closed day has a balance');
    const { came, accounted } = sidesOf(balance);
    expect(came).toBe(accounted);
  }
  expect(store.countBlanks()).toMatchObject({ handedOver: 21, finished: 1, test: 1, lost: 0 });
  for (const { applicationId, handedOverBy } of fetchedCards) {
    const both = new Set([store.application(applicationId)?.reviewedBy, handedOverBy]);
    expect(both).toEqual(new Set(['officer1', 'supervisor1']));
  }
  expect(store.unexplained()).toEqual([]);
  expect(diagnosed(office)).toEqual([]);
  expect(store.verifyAudit().problem).toBeNull();
});

function context(office: StockOffice, who: Actor) {
  return office.context(who, live(office));
}

/** The other one of the two, signing in on the spot. */
function secondOf({ other }: Pair) {
  return { account: other.account, password };
}

/** The writer is tried and everything counted; what differed the evening before is explained before a card is begun. */
async function open(office: StockOffice, pair: Pair, day: number): Promise<void> {
  const { walk } = office;
  const early = await openDay(opening(office, { untested: null }), context(office, pair.maker));
  expect(kindOf(early)).toBe('day.notTested');
  must(await selfTest({ blank: testCard, takes: day === 1 }, walk.context(pair.maker)));
  must(await openDay(opening(office, { untested: null }), context(office, pair.maker)));
  const [differing] = walk.store.unexplained();
  expect(differing !== undefined).toBe(day === difference + 1);
  if (differing === undefined) return;
  expect(dayView(context(office, pair.maker)).blockedBy).toBe('day.differenceUnexplained');
  const explanation = { number: differing.number, cause: 'miscounted', explanation: 'one was counted twice' } as const;
  must(await explainDifference({ ...explanation, second: secondOf(pair) }, context(office, pair.maker)));
}

async function fillTray(office: StockOffice, pair: Pair): Promise<void> {
  must(await receiveBox({ ...box, second: secondOf(pair) }, context(office, pair.maker)));
  must(openBox({ box: box.box }, context(office, pair.maker)));
  must(loadTray({ box: box.box, count: 18 }, context(office, pair.maker)));
}

/** Reviewed and made by one; where a print is spoilt, the other one is the second person. */
async function made(office: StockOffice, pair: Pair, day: number): Promise<Card> {
  const { walk } = office;
  const desk = walk.context(pair.maker);
  const record = approval(day);
  await walk.take(signed(record));
  const applicationId = idOf(walk, record);
  const { application, warnings } = must(await openApplication({ applicationId }, desk));
  const acknowledged = warnings.map(({ kind }) => kind);
  const shown = { applicationId, revision: application.revision };
  const accepted = must(await acceptApplication({ ...shown, acknowledged }, desk)).application;
  const composed = must(await composeJob({ applicationId, revision: accepted.revision }, desk));
  const printed = await printedFrom(office, composed, pair);
  const good = day % 7 === 0 ? await madeAgain(office, printed, pair) : printed;
  const read = { ...on(now(walk, good)), plastic: await plasticInHand(walk), visualDefects: [] };
  const verified = must(await verifyJob(read, desk)).job;
  return must(storeCard({ ...on(verified), safe: 'S1', slot: String(day) }, desk));
}

async function printedFrom({ walk }: StockOffice, composed: Job, { maker }: Pair): Promise<Job> {
  const encoded = must(await encodeJob(on(composed), walk.context(maker)));
  return must(await printJob(on(encoded), walk.context(maker)));
}

async function madeAgain(office: StockOffice, job: Job, pair: Pair): Promise<Job> {
  const desk = { ...office.walk.context(pair.maker), hasher };
  const aside = must(setAsideJob({ ...on(now(office.walk, job)), reason: 'printFault', note: '' }, desk));
  const spoilt = { ...on(aside), reason: 'printSpoilt', second: secondOf(pair) } as const;
  return printedFrom(office, must(await reprintJob(spoilt, desk)), pair);
}

async function besides(office: StockOffice, pair: Pair, day: number): Promise<void> {
  const desk = context(office, pair.maker);
  const second = secondOf(pair);
  if (day === spoiltBlank) must(setAsideBlank({ serial: serial('XA000117'), reason: 'damaged' }, desk));
  if (day === lostBlank) must(await loseBlank({ serial: missing, second }, desk));
  if (day === foundAgain) must(await findBlank({ serial: missing, second }, desk));
  if (day !== handedShift) return;
  const { boxed, inTray } = counted(office);
  must(await handShift({ count: { boxed, inTray }, countedTwice: false, note: 'All well.', second }, desk));
}

async function fetched({ walk }: StockOffice, card: Card, { maker, other }: Pair): Promise<Card> {
  expect(kindOf(await handedOver(walk, card, { actor: other }))).toBe('access.samePerson');
  must(await handedOver(walk, card, { actor: maker }));
  const after = walk.store.card(card.id);
  if (after === undefined) throw new Error('the card is gone');
  return after;
}

/** At the close, by both and never by one: whatever lies in an envelope. */
async function destroyed(office: StockOffice, pair: Pair): Promise<void> {
  const serials = office.walk.store.envelopes().map(({ blankSerial }) => blankSerial);
  if (serials.length === 0) return;
  const by = (second: ReturnType<typeof secondOf>) =>
    destroyBlanks({ serials, method: 'shredded', second }, context(office, pair.maker));
  expect(kindOf(await by({ account: pair.maker.account, password }))).toBe('access.secondRefused');
  must(await by(secondOf(pair)));
}

/** The count, so many too many in the tray. */
function close(office: StockOffice, who: Actor, tooMany = 0): WorkDay {
  const count = counted(office);
  const said = { count: { ...count, inTray: count.inTray + tooMany }, leftOverSeen: true, note: '' };
  return must(closeDay({ ...said, countedTwice: tooMany > 0 }, context(office, who)));
}
