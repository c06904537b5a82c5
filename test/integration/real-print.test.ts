/** Cards through a real print stack: what arrives at the device is what was composed, front first, at the size of the card. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createIppPrinter } from '../../electron/adapters/printer/ipp/ipp-printer.ts';
import { openPins } from '../../electron/adapters/printer/ipp/pins.ts';
import { simulatedPrinterProfile } from '../../electron/adapters/printer/simulated/printer-profile.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { pageTexts } from '../../electron/adapters/raster/rasterise.ts';
import type { CardPrinter } from '../../electron/core/ports.ts';
import { until } from '../support/until.ts';
import { stackNames, startStack, type Stack } from '../printer/stacks.ts';
import { startVirtualPrinter } from '../printer/virtual-printer.ts';
import { tool } from '../support/outside-tools.ts';
import { freshFolder, kindOf, must } from './office.ts';
import { approval, encoded, ledger, now, on, walkOffice } from './walk-office.ts';

describe.each(stackNames)('through %s', (name) => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack(name);
  });
  afterAll(() => stack.stop());

  test('a card arrives byte for byte as it was composed, front first, at the size of ID-1', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    const composed = walk.store.jobFile(job.id, 'card.pdf') ?? new Uint8Array(0);

    const printed = must(await printJob(on(job), { ...walk.context(), printer: stack.open() }));

    const jobName = `starcard-${job.id}-1`;
    const arrived = stack.device.arrived(jobName) ?? new Uint8Array(0);
    const [front = '', back = ''] = await pageTexts(arrived);
    const file = join(freshFolder(), 'arrived.pdf');
    writeFileSync(file, arrived);
    expect(Buffer.compare(arrived, composed)).toBe(0);
    expect([front.includes('PRZYKŁADOWA'), back.includes('PERMANENT RESIDENT')]).toEqual([true, true]);
    expect(tool('pdfinfo', file)).toMatch(/Pages: +2\n[^]*Page size: +242\.646 x 153\.014 pts/);
    expect([printed.state, stack.device.cardsOut(), ledger(walk)]).toEqual([
      'printed',
      [jobName],
      { inTray: 9, inWork: 1 },
    ]);
  });

  test('a printer of another serial number under the same address is refused, and the card is not fed', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(2));
    must(await stack.open().check());
    await stack.device.losePower();
    stack.device.setSerial('VCP-0002');
    await stack.device.start();

    const refused = await printJob(on(job), { ...walk.context(), printer: stack.open() });

    stack.device.setSerial('VCP-0001');
    await stack.device.losePower();
    await stack.device.start();
    expect([kindOf(refused), now(walk, job).state, stack.device.arrived(`starcard-${job.id}-1`)]).toEqual([
      'printer.otherDevice',
      'encoded',
      null,
    ]);
  });
});

test('a queue that would try again after a failure is refused: it might print the card twice', async () => {
  const stack = await startStack('CUPS');
  try {
    stack.cups?.setOption('printer-error-policy=retry-job');

    const checked = await stack.open().check();

    expect(checked).toMatchObject({
      error: { kind: 'printer.unfit', data: { lack: 'printer-error-policy=abort-job' } },
    });
  } finally {
    await stack.stop();
  }
});

test('a real printer over TLS is known by its certificate from the first use on', async () => {
  const folder = freshFolder();
  const device = await startVirtualPrinter(join(folder, 'device'));
  try {
    const address = device.address.replace('ipp:', 'ipps:');
    const file = join(folder, 'printers.json');
    const open = (): CardPrinter =>
      must(createIppPrinter({ address, profile: simulatedPrinterProfile, pins: must(openPins(file)), pollMs: 50 }));
    const pdf = new TextEncoder().encode('%PDF of a card');

    const printer = open();
    must(await printer.check());
    must(await printer.submit('starcard-a-1', pdf));
    await until('the card', () => device.cardsOut().length === 1);
    const known: unknown = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify(known).replace(/"certificate":"[0-9a-f]{8}/, '"certificate":"00000000'));

    expect(device.arrived('starcard-a-1')).toEqual(pdf);
    expect(known).toMatchObject({ [address]: { certificate: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(kindOf(await open().check())).toBe('printer.certificateChanged');
  } finally {
    await device.stop();
  }
});
