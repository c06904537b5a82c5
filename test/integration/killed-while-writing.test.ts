/**
 * The program is killed (SIGKILL) while it writes a chip, at points that the card itself tells of. Whoever comes next has the
 * card read, and it is finished as if nothing had happened.
 */

import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { queuePageSchema, type QueueRow } from '../../shared/model/queue.ts';
import { until } from '../support/until.ts';
import { starcard, starcardJson, startStarcard, temporaryFolder } from '../support/command-line.ts';

const folder = temporaryFolder();
const data = join(folder.path, 'office');
const chips = join(data, 'training', 'chips');
let cases: readonly QueueRow[] = [];

/** The program stands still after every change of a card, as long as this file is there. */
const still = join(folder.path, 'still');
const stepping = join(folder.path, 'stepping.mjs');
writeFileSync(
  stepping,
  `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname } from 'node:path';
const rename = fs.renameSync;
const nobody = new Int32Array(new SharedArrayBuffer(4));
fs.renameSync = (from, to) => {
  rename(from, to);
  if (dirname(to) !== ${JSON.stringify(chips)}) return;
  fs.writeFileSync(${JSON.stringify(still)}, '');
  while (fs.existsSync(${JSON.stringify(still)})) Atomics.wait(nobody, 0, 0, 1);
};
syncBuiltinESMExports();`,
);

const cardSchema = z.object({
  applications: z.record(
    z.enum(['master', 'emrtd', 'service']),
    z.object({ lifeCycle: z.string(), files: z.array(z.unknown()), keys: z.array(z.unknown()) }),
  ),
});
type Card = z.infer<typeof cardSchema>['applications'];

beforeAll(async () => {
  const approvals = join(folder.path, 's.approvals');
  await starcardJson(['sample', '--count', '60', '--seed', '11', '--out', approvals]);
  await starcardJson(['import', approvals, '--data', data]);
  const page = queuePageSchema.parse(await starcardJson(['list', '--view', 'toReview', '--data', data]));
  cases = page.rows.filter(({ kind }) => kind === 'firstIssue');
});

afterAll(() => folder.remove());

let lastKilled = '';

/** The card that was not there before, as its file says; null until there is one. */
function newestCard(before: ReadonlySet<string>): Card | null {
  const name = [...namesIn()].find((entry) => entry.endsWith('.json') && !before.has(entry));
  return name === undefined ? null : cardSchema.parse(JSON.parse(readFileSync(join(chips, name), 'utf8'))).applications;
}

function namesIn(): ReadonlySet<string> {
  try {
    return new Set(readdirSync(chips));
  } catch {
    return new Set();
  }
}

test.each<[string, (card: Card) => boolean]>([
  ['the photo is being written', ({ emrtd }) => emrtd.files.length === 2],
  ['a key is loaded', ({ emrtd }) => emrtd.keys.length > 0],
  ['the service application is begun', ({ service }) => service.files.length > 0],
  ['one application is locked', ({ master }) => master.lifeCycle === 'operational'],
])('when %s', async (_, isReached) => {
  const chosen = cases[0];
  if (chosen === undefined) throw new Error('no case left');
  cases = cases.slice(1);
  const { number } = chosen;
  lastKilled = number;
  await starcardJson(['review', number, '--accept', '--acknowledge-warnings', '--data', data]);
  const before = namesIn();

  const child = startStarcard(['issue', number, '--plastic-from-tray', '--data', data], ['--import', stepping]);
  const gone = once(child, 'exit');
  await until('the point', () => {
    if (child.exitCode !== null) throw new Error('the point was never reached');
    if (!existsSync(still)) return false;
    const seen = newestCard(before);
    if (seen !== null && isReached(seen)) return true;
    rmSync(still);
    return false;
  });
  child.kill('SIGKILL');
  await gone;
  rmSync(still);

  // The next program finds the job suspended; its chip is read and written on.
  const resolved = await starcardJson(['resolve', number, '--finding', 'readChip', '--data', data]);

  expect(resolved).toMatchObject({ state: 'encoded', attempt: 1 });
  const states = Object.values(newestCard(before) ?? {}).map(({ lifeCycle }) => lifeCycle);
  expect(states).toEqual(['operational', 'operational', 'operational']);
});

test('and such a card is printed, verified and stored like any other, in a log that verifies', async () => {
  const issue = ['issue', lastKilled, '--plastic-from-tray', '--safe', 'A', '--slot', '1', '--data', data];

  expect(await starcardJson(issue)).toMatchObject({ state: 'inCustody' });
  expect((await starcard(['audit', 'verify', '--data', data])).code).toBe(0);
});
