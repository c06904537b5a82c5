/** Every fault of both devices: the state the job ends in, how many cards came out, and where the blanks are. */

import { describe, expect, test } from 'vitest';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { resolveJob } from '../../electron/core/issue/resolve.ts';
import { restartJob } from '../../electron/core/issue/restart.ts';
import { cancelJob } from '../../electron/core/issue/cancel.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import { verifyJob } from '../../electron/core/issue/verify.ts';
import { blankSerialSchema } from '../../shared/model/ids.ts';
import type { PrinterFault, WriterFault } from '../../shared/model/device.ts';
import { fail } from '../../shared/result.ts';
import { kindOf, must } from './office.ts';
import {
  approval,
  cardsOut,
  composed,
  encoded,
  ledger,
  now,
  on,
  plasticInHand,
  printed,
  walkOffice,
} from './walk-office.ts';

interface Ending {
  readonly answer: string;
  readonly state: string;
  readonly cardsOut: number;
  readonly ledger: Readonly<Record<string, number>>;
}

const untouched = { inTray: 9, inWork: 1 };
const spoiled = { inTray: 9, setAside: 1 };
const suspended = { inTray: 9, suspended: 1 };

describe('a fault of the writer', () => {
  test.each<[WriterFault, Ending]>([
    ['none', { answer: 'ok', state: 'encoded', cardsOut: 0, ledger: untouched }],
    // The card comes back into the field, and the engine goes on where it is.
    ['tearDuringWrite', { answer: 'ok', state: 'encoded', cardsOut: 0, ledger: untouched }],
    ['noCard', { answer: 'writer.noCard', state: 'composed', cardsOut: 0, ledger: untouched }],
    ['foreignCard', { answer: 'chip.used', state: 'composed', cardsOut: 0, ledger: untouched }],
    ['wrongStatus', { answer: 'encode.failed', state: 'setAside', cardsOut: 0, ledger: spoiled }],
    ['corruptFile', { answer: 'encode.failed', state: 'setAside', cardsOut: 0, ledger: spoiled }],
  ])('%s', async (fault, ending) => {
    const walk = await walkOffice();
    const job = await composed(walk, approval(1));
    walk.writer.setFault(fault);

    const answer = kindOf(await encodeJob(on(job), walk.context()));

    const found = { answer, state: now(walk, job).state, cardsOut: cardsOut(walk), ledger: ledger(walk) };
    expect(found).toEqual(ending);
  });

  test('before the first byte keeps the same blank for the next attempt', async () => {
    const walk = await walkOffice();
    const job = await composed(walk, approval(1));
    walk.writer.setFault('noCard');
    await encodeJob(on(job), walk.context());
    walk.writer.setFault('none');
    const { blankSerial } = now(walk, job);

    const again = must(await encodeJob(on(now(walk, job)), walk.context()));

    expect([again.state, again.blankSerial, again.attempt]).toEqual(['encoded', blankSerial, 1]);
  });

  test('before the first byte lets the job be cancelled, and the blank goes back to the top of the tray', async () => {
    const walk = await walkOffice();
    const [top] = walk.store.tray(1);
    const job = await composed(walk, approval(1));
    walk.writer.setFault('noCard');
    await encodeJob(on(job), walk.context());

    const cancelled = must(cancelJob({ ...on(now(walk, job)), note: '' }, walk.context()));

    expect([cancelled.state, cancelled.blankSerial]).toEqual(['cancelled', null]);
    expect([walk.store.tray(1)[0]?.serial, ledger(walk)]).toEqual([top?.serial, { inTray: 10 }]);
  });

  test('that spoils a card sends the work on with the next blank', async () => {
    const walk = await walkOffice();
    const job = await composed(walk, approval(1));
    walk.writer.setFault('wrongStatus');
    await encodeJob(on(job), walk.context());
    const spoiledBlank = now(walk, job).blankSerial;

    const restarted = must(restartJob(on(now(walk, job)), walk.context()));
    const again = must(await encodeJob(on(restarted), walk.context()));

    expect([restarted.state, restarted.blankSerial]).toEqual(['composed', null]);
    expect([again.state, again.attempt]).toEqual(['encoded', 2]);
    expect(again.blankSerial).not.toBe(spoiledBlank);
    expect(ledger(walk)).toEqual({ inTray: 8, inWork: 1, setAside: 1 });
    expect(walk.store.pendingResults().map(({ result }) => result)).toMatchObject([
      { type: 'setAside', blankSerial: spoiledBlank, reason: 'chipFault' },
    ]);
  });
});

describe('a fault of the printer', () => {
  test.each<[PrinterFault, Ending]>([
    ['none', { answer: 'ok', state: 'printed', cardsOut: 1, ledger: untouched }],
    ['hopperEmpty', { answer: 'printer.notReady', state: 'encoded', cardsOut: 0, ledger: untouched }],
    ['jamBeforeFirstSide', { answer: 'print.failedBeforeFirstSide', state: 'encoded', cardsOut: 0, ledger: untouched }],
    // One side is on the plastic: half a card.
    ['jamBetweenSides', { answer: 'print.evidenceDisagrees', state: 'suspended', cardsOut: 0.5, ledger: suspended }],
    // The device is asked for the name of the job, and says itself that both sides are printed.
    ['losesAnswer', { answer: 'ok', state: 'printed', cardsOut: 1, ledger: untouched }],
    ['swapsCards', { answer: 'ok', state: 'printed', cardsOut: 1, ledger: untouched }],
  ])('%s', async (fault, ending) => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    walk.printer.setFault(fault);

    const answer = kindOf(await printJob(on(job), walk.context()));

    const found = { answer, state: now(walk, job).state, cardsOut: cardsOut(walk), ledger: ledger(walk) };
    expect(found).toEqual(ending);
  });

  test('with zero sides proven lets the same card go on, under a name of its own', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    walk.printer.setFault('jamBeforeFirstSide');
    await printJob(on(job), walk.context());

    const again = must(await printJob(on(now(walk, job)), walk.context()));

    expect([again.state, again.blankSerial, again.attempt, cardsOut(walk)]).toEqual(['printed', job.blankSerial, 1, 1]);
    expect(walk.printer.cardInTray()?.jobName).toBe(`starcard-${job.id}-1-2`);
  });

  test('that lost the answer is asked for the job by its name, and nothing is printed twice', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    walk.printer.setFault('losesAnswer');
    const found = must(await printJob(on(job), walk.context()));

    const again = await printJob(on(now(walk, job)), walk.context());

    expect([found.state, kindOf(again), cardsOut(walk)]).toEqual(['printed', 'job.wrongState', 1]);
  });

  test.each([
    // It may have had the card, and has forgotten the job since: somebody looks at the card.
    ['printer.unanswered', 'print.unknownOutcome', 'suspended', suspended],
    ['printer.unreachable', 'print.failedBeforeFirstSide', 'encoded', untouched],
  ] as const)('that ends in %s and knows no such job leads to %s', async (kind, answer, state, places) => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    const printer = { ...walk.printer, submit: async () => fail(kind, { reason: 'connectionLost' }) };

    const outcome = await printJob(on(job), { ...walk.context(), printer });

    expect([kindOf(outcome), now(walk, job).state, ledger(walk)]).toEqual([answer, state, places]);
  });

  test('that left half a card sets it aside when the officer says so', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    walk.printer.setFault('jamBetweenSides');
    await printJob(on(job), walk.context());

    const resolved = await resolveJob({ ...on(now(walk, job)), finding: { kind: 'spoiled' } }, walk.context());

    expect(must(resolved)).toMatchObject({ state: 'setAside', setAsideReason: 'outcomeUnknown' });
    expect(ledger(walk)).toEqual(spoiled);
  });

  test('that swapped cards is caught by the plastic: an error to look again, then set aside', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    walk.printer.setFault('swapsCards');
    const swapped = must(await printJob(on(job), walk.context()));
    const input = { ...on(swapped), plastic: await plasticInHand(walk), visualDefects: [] };

    const first = kindOf(await verifyJob(input, walk.context()));
    const stateAfterFirst = now(walk, job).state;
    const second = kindOf(await verifyJob(input, walk.context()));

    expect([first, stateAfterFirst, second]).toEqual(['verify.plasticMismatch', 'printed', 'verify.plasticOfAnother']);
    expect(now(walk, job)).toMatchObject({ state: 'setAside', setAsideReason: 'plasticMismatch' });
    expect(ledger(walk)).toEqual(spoiled);
  });
});

describe('verification', () => {
  test('takes the characters in either case and with spaces', async () => {
    const walk = await walkOffice();
    const job = await printed(walk, approval(1));
    const plastic = ` ${(await plasticInHand(walk)).toLowerCase()} `;

    const done = must(await verifyJob({ ...on(job), plastic, visualDefects: [] }, walk.context()));

    expect(done).toMatchObject({ job: { state: 'verified' }, differences: [] });
  });

  test('refuses a card with defects, which a person then sets aside', async () => {
    const walk = await walkOffice();
    const job = await printed(walk, approval(1));
    const input = { ...on(job), plastic: await plasticInHand(walk), visualDefects: ['scratch' as const] };

    const refused = await verifyJob(input, walk.context());
    const secondLook = await verifyJob({ ...input, visualDefects: [] }, walk.context());
    const set = must(setAsideJob({ ...on(job), reason: 'visualDefect', note: 'scratch' }, walk.context()));

    // What somebody saw is not unseen by ticking nothing the second time.
    expect([kindOf(refused), kindOf(secondLook)]).toEqual(['verify.visualDefects', 'verify.visualDefects']);
    expect([set.state, ledger(walk)]).toEqual(['setAside', spoiled]);
  });

  test('sets a card aside at once whose chip is signed by a stranger', async () => {
    const walk = await walkOffice();
    const job = await printed(walk, approval(1));
    const input = { ...on(job), plastic: await plasticInHand(walk), visualDefects: [] };

    const done = must(await verifyJob(input, { ...walk.context(), chipTrust: { cscaCertificates: [] } }));

    expect(done.differences.map(({ field }) => field)).toEqual(['check.certificateChain']);
    expect(done.job).toMatchObject({ state: 'setAside', setAsideReason: 'chipMismatch' });
  });
});

test('a card that is not the job’s own is not fed, and the officer is told whose it is', async () => {
  const walk = await walkOffice();
  const job = await encoded(walk, approval(1));
  const other = await encoded(walk, approval(2));
  const otherBlank = blankSerialSchema.parse(other.blankSerial);
  const training = { ...walk.training, placeBlank: () => walk.writer.placeBlank(otherBlank) };

  const refused = await printJob(on(job), { ...walk.context(), training });

  const holder = walk.store.application(other.applicationId)?.person.latinName;
  expect(refused).toMatchObject({ ok: false, error: { kind: 'stock.cardOfOther', data: { name: holder } } });
  expect([now(walk, job).state, cardsOut(walk)]).toEqual(['encoded', 0]);
});
