/** The self-test of the writer: test cards only, each step on record, and a fault of writer or card is its finding. */

import { expect, test } from 'vitest';
import { selfTest } from '../../electron/core/device/self-test.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import type { BlankSerial } from '../../shared/model/ids.ts';
import { kindOf, must } from './office.ts';
import { approval, composed, encoded, ledger, on, walkOffice, type WalkOffice } from './walk-office.ts';

function topOf(walk: WalkOffice): BlankSerial {
  const [top] = walk.store.tray(1);
  if (top === undefined) throw new Error('the tray is empty');
  return top.serial;
}

function entries(walk: WalkOffice, blank: BlankSerial): readonly string[] {
  const found = walk.store.auditEntries({ limit: 50, subjectId: blank });
  return found.toReversed().map(({ action, outcome }) => `${action} ${outcome}`);
}

test('a blank becomes a test card for good, and serves again and again', async () => {
  const walk = await walkOffice();
  const blank = topOf(walk);
  const context = walk.context();
  expect(kindOf(await selfTest({ blank, takes: false }, context))).toBe('selfTest.notTestCard');

  expect(must(await selfTest({ blank, takes: true }, context)).bytes).toBe(4096);
  expect(must(await selfTest({ blank, takes: false }, context)).bytes).toBe(4096);

  expect(ledger(walk)).toEqual({ inTray: 9, test: 1 });
  expect(entries(walk, blank)).toEqual([
    'stock.moved ok',
    'device.selfTest begun',
    'stock.moved ok',
    'blank.takenForTest ok',
    'blank.bound ok',
    'device.selfTest ok',
    'device.selfTest begun',
    'device.selfTest ok',
  ]);
  // The next card takes the next blank.
  const job = must(await encodeJob(on(await composed(walk, approval(1))), context));
  expect(job.blankSerial === blank).toBe(false);
});

test('a card in work or finished is never written to', async () => {
  const walk = await walkOffice();
  const job = await encoded(walk, approval(1));
  if (job.blankSerial === null) throw new Error('no blank');
  const answers = [false, true].map((takes) =>
    selfTest({ blank: job.blankSerial ?? topOf(walk), takes }, walk.context()),
  );
  expect((await Promise.all(answers)).map(kindOf)).toEqual(['selfTest.notTestCard', 'job.busy']);
  expect(kindOf(await selfTest({ blank: job.blankSerial, takes: true }, walk.context()))).toBe('stock.wrongPlace');
});

test.each([
  ['tearDuringWrite', 'writer.unanswered'],
  ['noCard', 'writer.noCard'],
  ['foreignCard', 'selfTest.finishedCard'],
  ['corruptFile', 'chip.readBackDiffers'],
] as const)('with %s it finds %s, and says so in the log', async (fault, finding) => {
  const walk = await walkOffice();
  const blank = topOf(walk);
  walk.writer.setFault(fault);
  expect(kindOf(await selfTest({ blank, takes: true }, walk.context()))).toBe(finding);
  expect(entries(walk, blank).at(-1)).toBe('device.selfTest failed');
});
