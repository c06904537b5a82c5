/** A batch through the real use cases: what becomes of each card, of the blanks, and of a batch that meets a fault. */

import { expect, test } from 'vitest';
import { openBatch } from '../../electron/core/batch/issue-batch.ts';
import { must } from './office.ts';
import { accepted, approval, cardsOut, ledger, walkOffice } from './walk-office.ts';

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
