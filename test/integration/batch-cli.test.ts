/** `starcard batch` as an officer uses it: cases in their order, urgent ones first, Ctrl+C between two cards, and on again. */

import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batchReportSchema } from '../../shared/model/batch.ts';
import { queuePageSchema, type QueueRow } from '../../shared/model/queue.ts';
import { until } from '../printer/processes.ts';
import { starcard, starcardJson, startStarcard, temporaryFolder } from '../support/command-line.ts';

const folder = temporaryFolder();
const data = join(folder.path, 'office');
let cases: readonly QueueRow[] = [];

/** Names of the device's jobs, in the order in which it got them. */
function jobsAtPrinter(): readonly string[] {
  const jobs = join(data, 'training', 'printer', 'jobs');
  return existsSync(jobs) ? readdirSync(jobs).filter((name) => name.endsWith('.json')) : [];
}

beforeAll(async () => {
  const approvals = join(folder.path, 's.approvals');
  await starcardJson(['sample', '--count', '30', '--seed', '12', '--out', approvals]);
  await starcardJson(['import', approvals, '--data', data]);
  const page = queuePageSchema.parse(await starcardJson(['list', '--view', 'toReview', '--data', data]));
  cases = page.rows.filter(({ kind }) => kind === 'firstIssue').slice(0, 5);
  for (const { number } of cases) {
    await starcardJson(['review', number, '--accept', '--acknowledge-warnings', '--data', data]);
  }
}, 120_000);
afterAll(() => folder.remove());

test('makes the named cases in their order, urgent ones first and with a reason', { timeout: 120_000 }, async () => {
  const [one, two] = cases;
  if (one === undefined || two === undefined) throw new Error('no cases');

  const words = ['--cases', two.number, '--urgent', one.number, '--reason', 'travel', '--data', data];
  const report = batchReportSchema.parse(await starcardJson(['batch', ...words]));
  const without = await starcard(['batch', '--urgent', one.number, '--data', data]);
  const unknown = await starcard(['batch', '--cases', 'NOBODY', '--data', data]);

  expect([report.end, report.printed, report.failed]).toEqual(['done', [one.id, two.id], []]);
  expect([without.code, unknown.code]).toEqual([2, 1]);
});

test(
  'pauses between two cards on Ctrl+C, and the same words go on, each card printed once',
  { timeout: 120_000 },
  async () => {
    const three = cases.slice(2).map(({ number }) => number);
    const words = ['batch', '--cases', three.join(','), '--data', data, '--json'];
    const child = startStarcard(words);
    let told = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (told += text));
    const gone = once(child, 'close');
    await until('a card at the printer', () => jobsAtPrinter().length === 3, 60_000);

    child.kill('SIGINT');
    await gone;
    const paused = batchReportSchema.parse(JSON.parse(told));
    const rest = batchReportSchema.parse(await starcardJson(words.slice(0, -1)));

    expect([child.exitCode, paused.end, paused.reason]).toEqual([3, 'paused', null]);
    const printed = [...paused.printed, ...rest.printed];
    expect([rest.end, printed]).toEqual(['done', cases.slice(2).map(({ id }) => id)]);
    expect(jobsAtPrinter()).toHaveLength(5);
  },
);
