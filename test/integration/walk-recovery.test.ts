/** The program ends in the middle of an effect, and starts again: what was begun is unknown, and nobody guesses. */

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSimulatedPrinter } from '../../electron/adapters/printer/simulated/simulated-printer.ts';
import { createSimulatedWriter } from '../../electron/adapters/writer/simulated/simulated-writer.ts';
import { hexOf } from '../../electron/core/chip/bytes.ts';
import type { IssueContext } from '../../electron/core/issue/context.ts';
import { createDeviceLock } from '../../electron/core/issue/device-lock.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { recoverAtStart } from '../../electron/core/issue/recover.ts';
import { resolveJob } from '../../electron/core/issue/resolve.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import type { Job } from '../../shared/model/job.ts';
import { fail } from '../../shared/result.ts';
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

/** A command of a run by what it is: the n-th one whose header, in hex without the class, starts so. */
interface CommandOfRun {
  readonly header: string;
  readonly nth: number;
}

const firstSelect: CommandOfRun = { header: 'A4', nth: 1 };
const keyTried: CommandOfRun = { header: '82', nth: 1 };
const photo: CommandOfRun = { header: 'D6', nth: 2 };
const readBack: CommandOfRun = { header: 'B0', nth: 3 };
const keyLoaded: CommandOfRun = { header: 'DA0064', nth: 1 };
const secondLock: CommandOfRun = { header: 'DADEAD', nth: 2 };
const lastLock: CommandOfRun = { header: 'DADEAD', nth: 3 };

/** Gives the card that command, which it carries out, and is never heard of again. */
async function dieWriting(walk: WalkOffice, job: Job, { header, nth }: CommandOfRun): Promise<void> {
  const cut = cutOff();
  let seen = 0;
  const writer: IssueContext['writer'] = {
    ...walk.writer,
    async transmit(apdu) {
      if (hexOf(apdu.subarray(1)).startsWith(header)) seen += 1;
      const answer = await walk.writer.transmit(apdu);
      return seen < nth ? answer : cut.wait();
    },
  };
  const ended = encodeJob(on(job), { ...walk.context(), writer, devices: createDeviceLock() });
  const how = await Promise.race([cut.reached, ended.then(kindOf)]);
  if (how !== undefined) throw new Error(`the run ended before command ${header} number ${nth}: ${how}`);
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
    ['who the card is', firstSelect],
    ['trying the transport key', keyTried],
    ['in the middle of the photo', photo],
    ['reading back', readBack],
    ['loading a key', keyLoaded],
    ['between two locks', secondLock],
    ['after the last lock, before its answer', lastLock],
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
    ['in the middle of the photo', photo, 'application.approvalExpired', 'suspended'],
    ['between two locks', secondLock, 'application.approvalExpired', 'suspended'],
    ['after the last lock, before its answer', lastLock, 'ok', 'encoded'],
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
          // CREATE FILE, UPDATE BINARY, PUT DATA, PUT KEY, and INITIALIZE UPDATE, without which none of them is heard.
          if ([0xe0, 0xd6, 0xd7, 0xda, 0xd8, 0x50].includes(apdu[1] ?? 0)) changes.push(apdu[1] ?? 0);
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
    await dieWriting(walk, job, lastLock);
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
    await dieWriting(walk, job, photo);
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

describe('the disk is full when the end of a printing is to be put on record', () => {
  /** The job stands as being printed, and the card is in the tray. */
  async function unrecorded(walk: WalkOffice, job: Job): Promise<string | undefined> {
    let isPrinted = false;
    const printer: IssueContext['printer'] = {
      ...walk.printer,
      async job(id) {
        const status = await walk.printer.job(id);
        isPrinted ||= status.ok && status.value.state === 'completed';
        return status;
      },
    };
    const store: IssueContext['store'] = {
      ...walk.store,
      commit: (actor, work) =>
        isPrinted ? fail('storage.full', { path: walk.folder }) : walk.store.commit(actor, work),
    };
    return kindOf(await printJob(on(job), { ...walk.context(), printer, store }));
  }

  test('the officer is told to look at the card, which is unknown once the program starts again', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    expect(await unrecorded(walk, job)).toBe('print.unknownOutcome');
    expect(now(walk, job).state).toBe('printing');
    must(await recoverAtStart(walk.context()));
    expect(now(walk, job).state).toBe('suspended');
  });

  test('or before the next card is printed', async () => {
    const walk = await walkOffice();
    const [job, next] = [await encoded(walk, approval(1)), await encoded(walk, approval(2))];
    await unrecorded(walk, job);
    must(await printJob(on(now(walk, next)), walk.context()));
    expect([now(walk, job).state, now(walk, next).state]).toEqual(['suspended', 'printed']);
  });
});
