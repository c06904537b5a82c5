/**
 * The process that writes a chip is killed (SIGKILL) at every command of a personalisation, as it is sent and as it was
 * answered. Whoever opens the office next finds the job suspended, has the card read, and ends with the very card that an
 * undisturbed run makes.
 */

import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCard } from '../../electron/adapters/writer/simulated/card-file.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { recoverAtStart } from '../../electron/core/issue/recover.ts';
import { resolveJob } from '../../electron/core/issue/resolve.ts';
import type { Job } from '../../shared/model/job.ts';
import { fail } from '../../shared/result.ts';
import { contentOf } from '../unit/chip/memory-writer.ts';
import { beside } from './beside.ts';
import { freshFolder, must } from './office.ts';
import { approval, composed, on, walkOffice } from './walk-office.ts';

/** As many as there are processors to count on. */
const AT_ONCE = 2;

/** The folder as it stands when the job is on record as `encoding` and nothing has gone to the card. */
async function aboutToWrite(): Promise<string> {
  const walk = await walkOffice();
  const job = await composed(walk, approval(1));
  const folder = freshFolder();
  const writer = {
    ...walk.writer,
    open: async () => {
      cpSync(walk.folder, folder, { recursive: true });
      return fail('writer.noCard', {});
    },
  };
  await encodeJob(on(job), { ...walk.context(), writer });
  return folder;
}

interface Killed {
  readonly folder: string;
  readonly last: readonly (string | undefined)[];
}

/** What the child said before it was gone; it works on a copy. */
async function killedAt(point: string, prepared: string): Promise<Killed> {
  const folder = freshFolder();
  cpSync(prepared, folder, { recursive: true });
  const child = await beside(['write', folder, point]);
  return { folder, last: [await child.line(), await child.line()] };
}

/** The next program on that folder: what it finds, and what reading the chip makes of it. */
async function resumed(folder: string): Promise<{ readonly found: Job['state']; readonly end: Job['state'] }> {
  const walk = await walkOffice(folder);
  const [found] = must(await recoverAtStart(walk.context()));
  if (found === undefined) throw new Error('no job was under way');
  const end = must(await resolveJob({ ...on(found), finding: { kind: 'readChip' } }, walk.context()));
  walk.store.close();
  return { found: found.state, end: end.state };
}

function cardIn(folder: string): string {
  const chips = join(folder, 'chips');
  const only = readdirSync(chips).find((name) => name.endsWith('.json')) ?? '';
  const card = must(loadCard(join(chips, only)));
  if (card === null) throw new Error('no such card');
  return contentOf(card);
}

test.each(['sent', 'answered'])('killed as a command is %s', async (when) => {
  const prepared = await aboutToWrite();
  const undisturbed = await killedAt('never', prepared);
  const [, commands] = /^encoded (\d+)$/.exec(undisturbed.last[0] ?? '') ?? [];
  const finished = cardIn(undisturbed.folder);
  const endings: unknown[] = [];

  for (let index = 0; index < Number(commands); index += AT_ONCE) {
    const points = Array.from({ length: AT_ONCE }, (_, next) => `${when}@${index + next}`);
    const killed = await Promise.all(points.map((point) => killedAt(point, prepared)));
    for (const { folder, last } of killed) {
      if (last[0] !== 'killed') continue;
      endings.push({ ...(await resumed(folder)), last: last[1], isSame: cardIn(folder) === finished });
    }
  }

  expect(endings.length).toBe(Number(commands));
  expect(endings.length).toBeGreaterThan(50);
  expect(new Set(endings.map((ending) => JSON.stringify(ending)))).toEqual(
    new Set([JSON.stringify({ found: 'suspended', end: 'encoded', isSame: true })]),
  );
});
