/** A batch through the real use cases: what becomes of each card, of the blanks, and of a batch that meets a fault. */

import { expect, test } from 'vitest';
import { createBatches } from '../../electron/app/batches.ts';
import { simulatedPrinterProfile } from '../../electron/adapters/printer/simulated/printer-profile.ts';
import { resolveJob } from '../../electron/core/issue/resolve.ts';
import { hurryCase, openBatch, viewOfBatch } from '../../electron/core/batch/issue-batch.ts';
import { createDeviceLock } from '../../electron/core/issue/device-lock.ts';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { applicationIdSchema } from '../../shared/model/ids.ts';
import { kindOf, must } from './office.ts';
import {
  accepted,
  approval,
  cardsOut,
  encoded,
  ledger,
  now,
  officer1,
  officer2,
  on,
  walkOffice,
} from './walk-office.ts';

test('writes and prints every case, urgent ones first', async () => {
  const walk = await walkOffice();
  const cases = [
    await accepted(walk, approval(1)),
    await accepted(walk, approval(2)),
    await accepted(walk, approval(3, { urgent: true })),
  ];
  const ids = cases.map(({ id }) => id);

  const report = await must(openBatch({ applicationIds: ids }, walk.context())).run();

  expect([report.end, report.failed, report.printed.map(({ id }) => id)]).toEqual([
    'done',
    [],
    [ids[2], ids[0], ids[1]],
  ]);
  expect([cardsOut(walk), ledger(walk)]).toEqual([3, { inTray: 7, inWork: 3 }]);
});

test('goes on behind half a card, which waits to be looked at', async () => {
  const walk = await walkOffice();
  const ids = [(await accepted(walk, approval(1))).id, (await accepted(walk, approval(2))).id];
  walk.printer.setFault('jamBetweenSides');

  const report = await must(openBatch({ applicationIds: ids }, walk.context())).run();

  expect(report).toMatchObject({
    end: 'done',
    printed: [{ id: ids[1] }],
    failed: [{ item: { id: ids[0] }, reason: 'print.evidenceDisagrees' }],
  });
  expect(ledger(walk)).toEqual({ inTray: 8, inWork: 1, suspended: 1 });
});

test('pauses before an empty hopper, and goes on with the card that was written', async () => {
  const walk = await walkOffice();
  const ids = [(await accepted(walk, approval(1))).id, (await accepted(walk, approval(2))).id];
  walk.printer.setFault('hopperEmpty');
  const batch = must(openBatch({ applicationIds: ids }, walk.context()));

  const paused = await batch.run();
  const then = ledger(walk);
  walk.printer.setFault('none');
  const report = await batch.run();

  expect([paused.end, paused.reason, then]).toEqual(['paused', 'printer.notReady', { inTray: 9, inWork: 1 }]);
  expect([report.end, report.printed.map(({ id }) => id), cardsOut(walk)]).toEqual(['done', ids, 2]);
});

test('lets an urgent case in with a reason, which is on record; never one that is done', async () => {
  const walk = await walkOffice();
  const [first, second] = [await accepted(walk, approval(1)), await accepted(walk, approval(2))];
  const batch = must(openBatch({ applicationIds: [first.id] }, walk.context()));

  must(hurryCase(batch, { applicationId: second.id, reason: 'travel' }, walk.context()));
  const report = await batch.run();
  const late = hurryCase(batch, { applicationId: first.id, reason: 'travel' }, walk.context());

  expect(report.printed.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(late).toMatchObject({ ok: false, error: { kind: 'batch.notWaiting' } });
  expect(walk.store.auditEntries({ action: 'batch.hurried', limit: 5 })).toMatchObject([
    { subject: { kind: 'application', id: second.id }, detail: { reason: 'travel' } },
  ]);
});

test('names the person of every card, and the failed card’s job for whoever sets it aside', async () => {
  const walk = await walkOffice();
  const { id, person } = await accepted(walk, approval(1));
  walk.printer.setFault('jamBetweenSides');
  const batch = must(openBatch({ applicationIds: [id] }, walk.context()));

  const before = viewOfBatch(batch, null, walk.context());
  await batch.run();
  const after = viewOfBatch(batch, null, walk.context());

  expect(before.cases).toMatchObject([{ latinName: person.latinName, station: 'waiting', job: null }]);
  expect(after.cases).toMatchObject([
    { station: 'failed', error: { kind: 'print.evidenceDisagrees' }, job: { state: 'suspended' } },
  ]);
});

test('lists a card that only a look at it can prove as one to be looked at, until it was', async () => {
  const walk = await walkOffice();
  const [first, second] = [await accepted(walk, approval(1)), await accepted(walk, approval(2))];
  const printerProfile = { ...simulatedPrinterProfile, evidence: { kind: 'presented' } as const };
  const context = { ...walk.context(), printerProfile };
  const batch = must(openBatch({ applicationIds: [first.id, second.id] }, context));

  const report = await batch.run();
  const stations = () => viewOfBatch(batch, null, context).cases.map(({ station, error }) => [station, error]);
  const before = stations();
  const job = walk.store.jobOf(second.id);
  if (job === undefined) throw new Error('no job');
  must(await resolveJob({ ...on(job), finding: { kind: 'bothSidesPrinted' } }, context));

  expect(report).toMatchObject({
    end: 'done',
    printed: [],
    failed: [],
    toLookAt: [{ id: first.id }, { id: second.id }],
  });
  expect([before, stations()]).toEqual([
    [
      ['toLookAt', null],
      ['toLookAt', null],
    ],
    [
      ['toLookAt', null],
      ['printed', null],
    ],
  ]);
});

test('puts on record what a person does to a batch, and nothing where nothing came of it', async () => {
  const walk = await walkOffice();
  const ids = [(await accepted(walk, approval(1))).id, (await accepted(walk, approval(2))).id];
  const [first, second] = ids;
  if (first === undefined || second === undefined) throw new Error('no cases');
  const context = walk.context();
  const batches = createBatches(() => undefined, createDeviceLock());
  walk.printer.setFault('hopperEmpty');

  const early = batches.pause(context);
  const running = batches.run({ applicationIds: ids }, context);
  must(batches.pause(context));
  must(await running);
  const idle = batches.pause(context);
  const writtenOne = batches.move({ applicationId: first, before: null }, context);
  must(batches.move({ applicationId: second, before: null }, context));
  must(batches.remove({ applicationId: second }, context));
  must(await batches.resume(context));
  must(batches.cancel(context));

  expect([early, idle, writtenOne].map(kindOf)).toEqual(['batch.none', 'batch.none', 'batch.notWaiting']);
  const entries = walk.store.auditEntries({ limit: 500 }).filter(({ action }) => action.startsWith('batch.'));
  expect(entries.map(({ action, detail }) => [action, detail]).toReversed()).toEqual([
    ['batch.begun', { count: 2 }],
    ['batch.paused', {}],
    ['batch.moved', {}],
    ['batch.removed', {}],
    ['batch.resumed', {}],
    ['batch.ended', { count: 0 }],
  ]);
});

test('does not begin, on record or otherwise, with an urgent case that nobody knows', async () => {
  const walk = await walkOffice();
  const { id } = await accepted(walk, approval(1));
  const urgent = { applicationIds: [applicationIdSchema.parse('f'.repeat(32))], reason: 'travel' as const };
  const batches = createBatches(() => undefined, createDeviceLock());
  expect(kindOf(await batches.run({ applicationIds: [id], urgent }, walk.context()))).toBe('notFound');
  expect(walk.store.auditEntries({ action: 'batch.begun', limit: 1 })).toEqual([]);
});

test('keeps the workstation busy between two cards too, until it has paused or is done', async () => {
  const walk = await walkOffice();
  const { id } = await accepted(walk, approval(1));
  const devices = createDeviceLock();
  const seen: boolean[] = [];
  const batches = createBatches(() => seen.push(devices.isBusy()), devices);
  // Its cards are at the devices of the context: what is seen here is the batch itself.
  must(await batches.run({ applicationIds: [id] }, walk.context()));
  expect(seen.slice(0, -1)).not.toContain(false);
  expect(devices.isBusy()).toBe(false);
});

test('makes the cards in the name of whoever lets it go on', async () => {
  const walk = await walkOffice();
  const { id } = await accepted(walk, approval(1));
  const batches = createBatches(() => undefined, createDeviceLock());
  walk.printer.setFault('hopperEmpty');
  must(await batches.run({ applicationIds: [id] }, walk.context(officer1)));
  walk.printer.setFault('none');

  must(await batches.resume(walk.context(officer2)));

  const byOutcome = ({ actor, action, outcome }: AuditEntry): readonly string[] => [actor, action, outcome];
  const prints = walk.store.auditEntries({ action: 'card.print', limit: 9 });
  const encodings = walk.store.auditEntries({ action: 'chip.encode', outcome: 'ok', limit: 9 });
  expect([...encodings, ...prints.toReversed()].map(byOutcome)).toEqual([
    ['officer1', 'chip.encode', 'ok'],
    ['officer2', 'card.print', 'begun'],
    ['officer2', 'card.print', 'ok'],
  ]);
});

test('begins with the cards that lie written, also those of another batch, and leaves none unprinted', async () => {
  const walk = await walkOffice();
  const paused = await accepted(walk, approval(1));
  const fresh = await accepted(walk, approval(2));
  walk.printer.setFault('hopperEmpty');
  await must(openBatch({ applicationIds: [paused.id] }, walk.context())).run();
  walk.printer.setFault('none');

  const report = await must(openBatch({ applicationIds: [fresh.id] }, walk.context())).run();

  expect(report.printed.map(({ id }) => id)).toEqual([paused.id, fresh.id]);
  expect(walk.store.jobsIn(['encoded'])).toEqual([]);
});

test('a second written card gets a numbered slot, and gives it back when it is printed', async () => {
  const walk = await walkOffice();
  const jobs = [await encoded(walk, approval(1)), await encoded(walk, approval(2)), await encoded(walk, approval(3))];
  const ids = [(await accepted(walk, approval(4))).id];

  const slots = jobs.map((job) => now(walk, job).slot);
  const report = await must(openBatch({ applicationIds: ids }, walk.context())).run();

  expect(slots).toEqual([null, 1, 2]);
  expect(report.printed.map(({ id }) => id)).toEqual([...jobs.map(({ applicationId }) => applicationId), ...ids]);
  expect(jobs.map((job) => now(walk, job).slot)).toEqual([null, null, null]);
});

test('a card that comes back unprinted after the next was written leaves that one in a slot', async () => {
  const walk = await walkOffice();
  const ids = [(await accepted(walk, approval(1))).id, (await accepted(walk, approval(2))).id];
  // Writing takes no time here, so the next one is written before the jam shows.
  walk.printer.setFault('jamBeforeFirstSide');

  const paused = await must(openBatch({ applicationIds: ids }, walk.context())).run();

  expect([paused.end, paused.reason]).toEqual(['paused', 'print.failedBeforeFirstSide']);
  const slots = walk.store.jobsIn(['encoded']).map(({ slot }) => slot ?? 0);
  expect(slots.toSorted((one, other) => one - other)).toEqual([0, 1]);
});
