/** What a printer's last word proves: every state with every count. */

import { expect, test } from 'vitest';
import { judgePrint } from '../../../electron/core/issue/print-evidence.ts';
import type { PrintJobStatus } from '../../../electron/core/ports.ts';

const states = ['pending', 'processing', 'completed', 'canceled', 'aborted', 'unknown'] as const;
const counts = [null, 0, 1, 2] as const;

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

function verdict(state: PrintJobStatus['state'], impressionsCompleted: number | null): string {
  return judgePrint({ state, impressionsCompleted, reasons: [] }).kind;
}
