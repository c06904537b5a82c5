/**
 * The program is killed (SIGKILL) at every request that a card takes, while the printer does not answer that one. Whatever
 * the device has by then: the job says so or asks for the card to be looked at, and in the end one card is printed, once.
 */

import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Operation } from '../../electron/adapters/printer/ipp/operations.ts';
import { batchReportSchema } from '../../shared/model/batch.ts';
import { queuePageSchema, type QueueRow } from '../../shared/model/queue.ts';
import { until } from '../support/until.ts';
import { startSmallPrinter, type SmallPrinter } from '../printer/small-printer.ts';
import { starcard, starcardJson, startStarcard, temporaryFolder } from '../support/command-line.ts';

const jobSchema = z.object({ state: z.string() });
const folder = temporaryFolder();
const data = join(folder.path, 'office');
let device: SmallPrinter;
let cases: readonly QueueRow[] = [];

beforeAll(async () => {
  device = await startSmallPrinter();
  const approvals = join(folder.path, 's.approvals');
  await starcardJson(['sample', '--count', '40', '--seed', '12', '--out', approvals]);
  await starcardJson(['import', approvals, '--data', data]);
  const page = queuePageSchema.parse(await starcardJson(['list', '--view', 'toReview', '--data', data]));
  cases = page.rows.filter(({ kind }) => kind === 'firstIssue');
});
afterAll(async () => {
  await device.stop();
  folder.remove();
});

/** What the printer leaves without an answer, and what the card then is by the officer's eyes. */
const points: readonly (readonly [at: Operation, truth: 'untouched' | 'blank' | 'printed'])[] = [
  ['getPrinterAttributes', 'untouched'],
  ['validateJob', 'untouched'],
  ['getJobs', 'untouched'],
  ['createJob', 'blank'],
  ['sendDocument', 'blank'],
  ['getJobAttributes', 'printed'],
];

test.each(points)('while %s is not answered', async (at, truth) => {
  const [chosen, ...others] = cases;
  if (chosen === undefined) throw new Error('no case left');
  cases = others;
  const { number, id } = chosen;
  await starcardJson(['review', number, '--accept', '--acknowledge-warnings', '--data', data]);
  device.jobs.clear();
  device.asked.length = 0;
  device.misdeeds = { [at]: { kind: 'silent' } };
  const words = ['batch', '--cases', number, '--printer', device.address, '--data', data];
  const printings = (): number => [...device.jobs.values()].filter(({ document }) => document !== null).length;

  const child = startStarcard(words);
  const gone = once(child, 'exit');
  await until('the request', () => device.asked.at(-1) === at);
  child.kill('SIGKILL');
  await gone;
  device.misdeeds = {};

  const looked = truth === 'untouched' ? 'nothing to look at' : await lookAt(number, truth, at);
  const report = batchReportSchema.parse(await starcardJson(words));

  expect(looked).toBe({ untouched: 'nothing to look at', blank: 'encoded', printed: 'printed' }[truth]);
  expect([report.end, report.printed]).toEqual(['done', truth === 'printed' ? [] : [id]]);
  expect(printings()).toBe(1);
});

/** The state of the job after an officer looked at the card; not before the device has given up what it waits for. */
async function lookAt(number: string, truth: 'blank' | 'printed', at: Operation): Promise<string> {
  const finding = truth === 'printed' ? 'bothSidesPrinted' : 'noSidePrinted';
  const words = ['resolve', number, '--finding', finding, '--printer', device.address, '--data', data];
  const early = at === 'sendDocument' ? await starcard([...words, '--lang', 'en']) : null;
  if (early !== null && !early.stderr.includes('still works on')) return early.stderr;
  // RFC 8011 section 5.4.31: a job that gets no document is given up by the device.
  for (const job of device.jobs.values()) if (job.document === null) job.state = 8;
  return jobSchema.parse(await starcardJson(words)).state;
}
