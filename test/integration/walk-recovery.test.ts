/** The program ends in the middle of an effect, and starts again: what was begun is unknown, and nobody guesses. */

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSimulatedPrinter } from '../../electron/adapters/printer/simulated/simulated-printer.ts';
import { createSimulatedWriter } from '../../electron/adapters/writer/simulated/simulated-writer.ts';
import type { IssueContext } from '../../electron/core/issue/context.ts';
import { createDeviceLock } from '../../electron/core/issue/device-lock.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { recoverAtStart } from '../../electron/core/issue/recover.ts';
import { resolveJob } from '../../electron/core/issue/resolve.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import type { Job } from '../../shared/model/job.ts';
import { kindOf, must } from './office.ts';
import { approval, cardsOut, composed, encoded, ledger, now, on, walkOffice, type WalkOffice } from './walk-office.ts';

/** An answer that never comes, and word of when it is first waited for: there the program is cut off. */
function cutOff(): { wait<T>(): Promise<T>; readonly reached: Promise<void> } {
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  return {
    wait: () => {
      reach();
      return new Promise(() => undefined);
    },
    reached,
  };
}

/** Gives the card its n-th command, which it carries out, and is never heard of again. */
async function dieWriting(walk: WalkOffice, job: Job, command: number): Promise<void> {
  const cut = cutOff();
  let commands = 0;
  const writer: IssueContext['writer'] = {
    ...walk.writer,
    async transmit(apdu) {
      commands += 1;
      const answer = await walk.writer.transmit(apdu);
      return commands < command ? answer : cut.wait();
    },
  };
  void encodeJob(on(job), { ...walk.context(), writer, devices: createDeviceLock() });
  await cut.reached;
}

/** Hands the card to the printer, and is never heard of again. */
async function diePrinting(walk: WalkOffice, job: Job, printer: IssueContext['printer']): Promise<void> {
  const cut = cutOff();
  const dying = { ...printer, job: () => cut.wait<never>() };
  void printJob(on(job), { ...walk.context(), printer: dying, devices: createDeviceLock() });
  await cut.reached;
}

/** The context of the program that is started afterwards: the same folder, devices met anew. */
function startedAgain(walk: WalkOffice): IssueContext {
  const writer = createSimulatedWriter({ folder: join(walk.folder, 'chips'), speed: 'instant' });
  const training = { ...walk.training, placeBlank: writer.placeBlank };
  return { ...walk.context(), writer, training, devices: createDeviceLock() };
}

describe('a program that ends while it writes a chip', () => {
  test.each([
    ['who the card is', 3],
    ['in the middle of the photo', 40],
    ['reading back', 150],
    ['between two locks', 207],
    ['after the last lock, before its answer', 209],
  ])('(%s) finds the job suspended, and the same card goes on', async (_where, command) => {
    const walk = await walkOffice();
    const job = await composed(walk, approval(1));
    await dieWriting(walk, job, command);
    const context = startedAgain(walk);

    const suspended = must(await recoverAtStart(context));
    const before = ledger(walk);
    const finding = { kind: 'readChip' } as const;
    const resumed = must(await resolveJob({ ...on(now(walk, job)), finding }, context));

    expect(suspended.map(({ id, state, suspendedIn }) => ({ id, state, suspendedIn }))).toEqual([
      { id: job.id, state: 'suspended', suspendedIn: 'encoding' },
    ]);
    expect(before).toEqual({ inTray: 9, suspended: 1 });
    expect([resumed.state, resumed.blankSerial, resumed.attempt]).toEqual(['encoded', suspended[0]?.blankSerial, 1]);
    expect(ledger(walk)).toEqual({ inTray: 9, inWork: 1 });
  });

  test.each([
    ['in the middle of the photo', 40, 'application.approvalExpired', 'suspended'],
    ['between two locks', 207, 'application.approvalExpired', 'suspended'],
    ['after the last lock, before its answer', 209, 'ok', 'encoded'],
  ])(
    '(%s) after the approval has expired has the chip read, and not written',
    async (_where, command, answer, state) => {
      const walk = await walkOffice();
      const job = await composed(walk, approval(1));
      await dieWriting(walk, job, command);
      const context = startedAgain(walk);
      must(await recoverAtStart(context));
      walk.clock.set('2026-07-01T08:00:00.000Z');
      const changes: number[] = [];
      const writer: IssueContext['writer'] = {
        ...context.writer,
        transmit(apdu) {
          // READ BINARY, SELECT and GET DATA only read (ISO 7816-4).
          if (![0xa4, 0xb0, 0xca].includes(apdu[1] ?? 0)) changes.push(apdu[1] ?? 0);
          return context.writer.transmit(apdu);
        },
      };

      const finding = { kind: 'readChip' } as const;
      const resolved = await resolveJob({ ...on(now(walk, job)), finding }, { ...context, writer });

      expect([kindOf(resolved), now(walk, job).state, changes]).toEqual([answer, state, []]);
    },
  );

  test('after the approval has expired sets a finished chip aside that is not to be believed', async () => {
    const walk = await walkOffice();
    const job = await composed(walk, approval(1));
    await dieWriting(walk, job, 209);
    const context = { ...startedAgain(walk), chipTrust: { cscaCertificates: [] } };
    must(await recoverAtStart(context));
    walk.clock.set('2026-07-01T08:00:00.000Z');

    const finding = { kind: 'readChip' } as const;
    const resolved = must(await resolveJob({ ...on(now(walk, job)), finding }, context));

    expect([resolved.state, resolved.setAsideReason, ledger(walk)]).toEqual([
      'setAside',
      'chipMismatch',
      { inTray: 9, setAside: 1 },
    ]);
  });

  test('stays suspended while the card is not there, and can be set aside', async () => {
    const walk = await walkOffice();
    const job = await composed(walk, approval(1));
    await dieWriting(walk, job, 60);
    const context = startedAgain(walk);
    must(await recoverAtStart(context));
    const noCard = { ...context, training: null };

    const refused = await resolveJob({ ...on(now(walk, job)), finding: { kind: 'readChip' } }, noCard);
    const still = now(walk, job);
    const input = { ...on(still), reason: 'outcomeUnknown', note: '' } as const;
    const set = must(setAsideJob(input, context));

    expect([kindOf(refused), still.state, set.state]).toEqual(['writer.noCard', 'suspended', 'setAside']);
    expect(ledger(walk)).toEqual({ inTray: 9, setAside: 1 });
  });
});

describe('a program that ends while the printer works', () => {
  test('finds the job suspended with the printer’s own words, and prints nothing twice', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    await diePrinting(walk, job, walk.printer);
    const context = startedAgain(walk);

    const [suspended] = must(await recoverAtStart(context));
    const again = await printJob(on(now(walk, job)), context);
    const finding = { kind: 'bothSidesPrinted' } as const;
    const resolved = must(await resolveJob({ ...on(now(walk, job)), finding }, context));

    expect(suspended).toMatchObject({
      state: 'suspended',
      suspendedIn: 'printing',
      note: 'programEnded; printer: completed, impressions 2',
    });
    expect([kindOf(again), resolved.state, cardsOut(walk)]).toEqual(['job.wrongState', 'printed', 1]);
  });

  test('does not feed the card again while the printer is not done with it', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    const hour = 3_600_000;
    const timing = { feedMs: hour, sideMs: hour, turnMs: 0, ejectMs: 0 };
    const slow = createSimulatedPrinter({ folder: join(walk.folder, 'slow'), speed: timing });
    await diePrinting(walk, job, slow);
    const context = { ...startedAgain(walk), printer: slow };
    must(await recoverAtStart(context));

    const finding = { kind: 'noSidePrinted' } as const;
    const early = await resolveJob({ ...on(now(walk, job)), finding }, context);
    const found = must(await slow.findByName(`starcard-${job.id}-1`));
    must(await slow.cancel(found ?? ''));
    const later = must(await resolveJob({ ...on(now(walk, job)), finding }, context));

    expect([kindOf(early), later.state, later.blankSerial]).toEqual(['print.stillRunning', 'encoded', job.blankSerial]);
    expect(slow.impressionCounter()).toBe(0);
  });
});

test('a start with nothing under way changes nothing', async () => {
  const walk = await walkOffice();
  const job = await encoded(walk, approval(1));
  const before = walk.store.treeHead()?.size;

  expect(must(await recoverAtStart(walk.context()))).toEqual([]);
  expect([now(walk, job).state, walk.store.treeHead()?.size]).toEqual(['encoded', before]);
});
