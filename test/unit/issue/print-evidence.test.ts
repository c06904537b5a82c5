/** What a printer's last word proves: every state with every count. */

import { expect, test } from 'vitest';
import { judgePrint } from '../../../electron/core/issue/print-evidence.ts';
import type { PrintJobStatus } from '../../../electron/core/ports.ts';

const states = ['pending', 'processing', 'completed', 'canceled', 'aborted', 'unknown'] as const;
const counts = [null, 0, 1, 2] as const;
const noReading = { before: null, after: null };

test('only two counted sides are a printed card, only none counted is an unprinted one', () => {
  const verdicts = states.map((state) => [state, ...counts.map((count) => verdict(state, count))]);

  //                     no count    0                 1          2
  expect(verdicts).toEqual([
    ['pending', 'running', 'running', 'running', 'running'],
    ['processing', 'running', 'running', 'running', 'running'],
    ['completed', 'unknown', 'unknown', 'unknown', 'printed'],
    ['canceled', 'unknown', 'nothingPrinted', 'unknown', 'printed'],
    ['aborted', 'unknown', 'nothingPrinted', 'unknown', 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
  ]);
});

test('the life counter of the device proves as much, unless it was reset or cannot be read', () => {
  const counter = { kind: 'counter', impressionsPerCard: 2 } as const;
  const readings = [
    { before: 100, after: 102 },
    { before: 100, after: 101 },
    { before: 100, after: 100 },
    { before: 100, after: 2 },
    { before: null, after: 2 },
    { before: 100, after: null },
  ];
  const judged = (state: PrintJobStatus['state']): readonly string[] =>
    readings.map((reading) => judgePrint({ state, impressionsCompleted: 2, reasons: [] }, counter, reading).kind);

  expect([judged('completed'), judged('canceled')]).toEqual([
    ['printed', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
    ['printed', 'unknown', 'nothingPrinted', 'unknown', 'unknown', 'unknown'],
  ]);
});

test('a device that counts plates as impressions has printed a card when all of them are counted', () => {
  const evidence = { kind: 'impressions', impressionsPerCard: 4 } as const;
  const kinds = [2, 4].map(
    (count) => judgePrint({ state: 'completed', impressionsCompleted: count, reasons: [] }, evidence, noReading).kind,
  );

  expect(kinds).toEqual(['unknown', 'printed']);
});

test('where the finished card itself is the evidence, nothing that the device says is', () => {
  const kinds = states.flatMap((state) =>
    counts.map((count) =>
      judgePrint({ state, impressionsCompleted: count, reasons: [] }, { kind: 'presented' }, noReading),
    ),
  );

  expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(['running', 'unknown']));
});

function verdict(state: PrintJobStatus['state'], impressionsCompleted: number | null): string {
  const evidence = { kind: 'impressions', impressionsPerCard: 2 } as const;
  return judgePrint({ state, impressionsCompleted, reasons: [] }, evidence, noReading).kind;
}
