/**
 * The program is killed (SIGKILL) while a real print stack prints, at points that the device itself tells of. Whoever comes
 * next finds the job on the device by its name, looks at the card, and no card is printed twice.
 */

import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { queuePageSchema, type QueueRow } from '../../shared/model/queue.ts';
import { until } from '../support/until.ts';
import { stackNames, startStack, type Stack } from '../printer/stacks.ts';
import type { Mishap } from '../printer/virtual-printer.ts';
import { starcard, starcardJson, startStarcard, temporaryFolder } from '../support/command-line.ts';

const jobSchema = z.object({ state: z.string() });

/** Where the device is held until the program is gone, and what the officer then sees on the card. */
const points: readonly (readonly [name: string, fault: Mishap, isReached: (stack: Stack) => boolean, sides: 0 | 2])[] =
  [
    ['the device has the card and stands still', 'hopperEmpty', ({ device }) => device.arrivals().length === 1, 2],
    ['side 1 is printed', 'heldBetween', ({ device }) => device.sides().length === 1, 2],
    ['side 2 is printed', 'heldAfter', ({ device }) => device.sides().length === 2, 2],
    ['the card lies in the tray', 'heldInTray', ({ device }) => device.cardsOut().length === 1, 2],
    ['the card jams before its first side', 'jamLater', ({ device }) => device.arrivals().length === 1, 0],
  ];

describe.each(stackNames)('through %s, when', (name) => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'office');
  let stack: Stack;
  let cases: readonly QueueRow[] = [];

  beforeAll(async () => {
    stack = await startStack(name);
    const approvals = join(folder.path, 's.approvals');
    await starcardJson(['sample', '--count', '40', '--seed', '12', '--out', approvals]);
    await starcardJson(['import', approvals, '--data', data]);
    writeFileSync(join(data, 'settings.json'), JSON.stringify({ printer: stack.word }));
    const page = queuePageSchema.parse(await starcardJson(['list', '--view', 'toReview', '--data', data]));
    cases = page.rows.filter(({ kind }) => kind === 'firstIssue');
  });
  afterAll(async () => {
    await stack.stop();
    folder.remove();
  });
  beforeEach(() => stack.device.clear());

  test.each(points)('%s', async (_point, fault, isReached, sides) => {
    const chosen = cases[0];
    if (chosen === undefined) throw new Error('no case left');
    cases = cases.slice(1);
    const { number } = chosen;
    await starcardJson(['review', number, '--accept', '--acknowledge-warnings', '--data', data]);
    stack.device.setFault(fault);

    const child = startStarcard(['issue', number, '--data', data]);
    const gone = once(child, 'exit');
    await until('the point', () => isReached(stack) || child.exitCode !== null);
    child.kill('SIGKILL');
    await gone;
    expect(existsSync(join(data, 'starcard.db'))).toBe(true);

    // While the device is not done, nobody can say that the card is blank.
    const early = fault === 'hopperEmpty' ? await resolve(number, 'noSidePrinted') : null;
    stack.device.setFault('none');
    await stack.comeToRest();
    const resolved = await resolve(number, sides === 2 ? 'bothSidesPrinted' : 'noSidePrinted');

    expect(early?.stderr ?? 'still works on').toContain('still works on');
    expect(jobSchema.parse(JSON.parse(resolved.stdout))).toMatchObject({
      state: sides === 2 ? 'printed' : 'encoded',
    });
    expect([stack.device.sides().length, stack.device.cardsOut().length]).toEqual([sides, sides / 2]);
  });

  function resolve(number: string, finding: string) {
    return starcard(['resolve', number, '--finding', finding, '--data', data, '--json', '--lang', 'en']);
  }
});
