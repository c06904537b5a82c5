/** `starcard batch` as an officer uses it: cases in their order, urgent ones first, Ctrl+C between two cards, and on again. */

import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { batchReportSchema } from '../../shared/model/batch.ts';
import { queuePageSchema, type QueueRow } from '../../shared/model/queue.ts';
import { until } from '../support/until.ts';
import { printWhole, startSmallPrinter, type SmallJob } from '../printer/small-printer.ts';
import { starcard, starcardJson, startStarcard, temporaryFolder } from '../support/command-line.ts';

const folder = temporaryFolder();
const data = join(folder.path, 'office');
let cases: readonly QueueRow[] = [];
/** Accepted too, for the tests of what is told. */
let others: QueueRow[] = [];

beforeAll(async () => {
  const approvals = join(folder.path, 's.approvals');
  await starcardJson(['sample', '--count', '30', '--seed', '12', '--out', approvals]);
  await starcardJson(['import', approvals, '--data', data]);
  const page = queuePageSchema.parse(await starcardJson(['list', '--view', 'toReview', '--data', data]));
  const first = page.rows.filter(({ kind }) => kind === 'firstIssue');
  [cases, others] = [first.slice(0, 5), first.slice(5, 9)];
  for (const { number } of [...cases, ...others]) {
    await starcardJson(['review', number, '--accept', '--acknowledge-warnings', '--data', data]);
  }
});
afterAll(() => folder.remove());

test('makes the named cases in their order, urgent ones first and with a reason', async () => {
  const [one, two] = cases;
  if (one === undefined || two === undefined) throw new Error('no cases');

  const words = ['--cases', two.number, '--urgent', one.number, '--reason', 'travel', '--data', data];
  const report = batchReportSchema.parse(await starcardJson(['batch', ...words]));
  const without = await starcard(['batch', '--urgent', one.number, '--data', data]);
  const unknown = await starcard(['batch', '--cases', 'NOBODY', '--data', data]);

  expect([report.end, report.printed, report.failed]).toEqual(['done', [one.id, two.id], []]);
  expect([without.code, unknown.code]).toEqual([2, 1]);
});

test('pauses between two cards on Ctrl+C, and the same words go on, each card printed once', async () => {
  const three = cases.slice(2).map(({ number }) => number);
  const device = await startSmallPrinter();
  onTestFinished(() => device.stop());
  // The first card stays in the machine until the officer has pressed the keys.
  device.print = (job) => (job.state = 5);
  const words = ['batch', '--cases', three.join(','), '--printer', device.address, '--data', data];
  const child = startStarcard([...words, '--json']);
  let told = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (told += text));
  const gone = once(child, 'close');
  const underWay = (): readonly SmallJob[] => [...device.jobs.values()].filter(({ document }) => document !== null);
  await until('a card at the printer', () => underWay().length === 1 || child.exitCode !== null);

  child.kill('SIGINT');
  device.print = (job) => printWhole(device, job);
  for (const job of underWay()) device.print(job);
  await gone;
  const paused = batchReportSchema.parse(JSON.parse(told));
  const rest = batchReportSchema.parse(await starcardJson(words));

  expect([child.exitCode, paused.end, paused.reason]).toEqual([3, 'paused', null]);
  const [first, ...following] = cases.slice(2).map(({ id }) => id);
  expect([paused.printed, rest.end, rest.printed]).toEqual([[first], 'done', following]);
  expect(underWay()).toHaveLength(3);
});

test.each([
  ['en', ': Printed', /The device counted/],
  ['zh', ': 已打印', /\p{Script=Han}/u],
] as const)('tells each card by its case number and what failed in words (%s)', async (lang, printed, words) => {
  const [good, bad] = others.splice(0, 2);
  if (good === undefined || bad === undefined) throw new Error('no cases');
  await starcardJson(['fault', '--printer', 'jamBetweenSides', '--data', data]);

  const paused = await starcard(['batch', '--cases', bad.number, '--data', data, '--lang', lang]);
  await starcardJson(['fault', '--printer', 'none', '--data', data]);
  const done = await starcard(['batch', '--cases', good.number, '--data', data, '--lang', lang]);

  expect([paused.code, done.code]).toEqual([3, 0]);
  expect(paused.stdout).toContain(`${bad.number}: `);
  expect(paused.stdout).toMatch(words);
  expect(paused.stdout + done.stdout).not.toMatch(/\b[0-9a-f]{32}\b|\b(print|printer|job)\.[a-z]+[A-Z]/);
  expect(done.stdout).toContain(`${good.number}${printed}`);
});
