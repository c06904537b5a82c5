/** A printer that counts nothing: the finished card itself is the evidence, read as this card's by its chip. */

import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createIppPrinter } from '../../electron/adapters/printer/ipp/ipp-printer.ts';
import { openPins } from '../../electron/adapters/printer/ipp/pins.ts';
import { simulatedPrinterProfile } from '../../electron/adapters/printer/simulated/printer-profile.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { resolveJob } from '../../electron/core/issue/resolve.ts';
import { startSmallPrinter } from '../printer/small-printer.ts';
import { freshFolder, kindOf, must } from './office.ts';
import { approval, encoded, ledger, now, on, walkOffice } from './walk-office.ts';

test('a card is printed when it is presented, and another card in its place is refused', async () => {
  const device = await startSmallPrinter();
  onTestFinished(() => device.stop());
  device.print = (job) => Object.assign(job, { state: 9, impressions: null });
  const walk = await walkOffice();
  const job = await encoded(walk, approval(1));
  const pins = must(openPins(join(freshFolder(), 'printers.json')));
  const printerProfile = { ...simulatedPrinterProfile, evidence: { kind: 'presented' } as const };
  const printer = must(createIppPrinter({ address: device.address, profile: printerProfile, pins, pollMs: 1 }));
  const context = { ...walk.context(), printer, printerProfile };
  const finding = { kind: 'bothSidesPrinted' } as const;

  const asked = await printJob(on(job), context);
  const before = ledger(walk);
  walk.writer.setFault('foreignCard');
  const other = await resolveJob({ ...on(now(walk, job)), finding }, context);
  const stateThen = now(walk, job).state;
  walk.writer.setFault('none');
  const own = must(await resolveJob({ ...on(now(walk, job)), finding }, context));

  expect([kindOf(asked), now(walk, job).note, before]).toEqual([
    'print.unknownOutcome',
    null,
    { inTray: 9, suspended: 1 },
  ]);
  expect([kindOf(other), stateThen, own.state, ledger(walk)]).toEqual([
    'stock.otherChip',
    'suspended',
    'printed',
    { inTray: 9, inWork: 1 },
  ]);
});
