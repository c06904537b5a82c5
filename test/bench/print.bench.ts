/**
 * `npm run bench -- print`: handing a card over to a real IPP printer as the driver does it, against a bare Print-Job of the
 * same file, and against both with every question that is asked of the printer before a card is fed.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { composeFaces } from '../../electron/core/issue/compose-faces.ts';
import { encodeMessage } from '../../electron/adapters/printer/ipp/encode.ts';
import { createIppPrinter } from '../../electron/adapters/printer/ipp/ipp-printer.ts';
import { groupTags } from '../../electron/adapters/printer/ipp/message.ts';
import { operations } from '../../electron/adapters/printer/ipp/operations.ts';
import { openPins } from '../../electron/adapters/printer/ipp/pins.ts';
import { attributes, keyword, mimeType, name, uri } from '../../electron/adapters/printer/ipp/values.ts';
import { simulatedPrinterProfile } from '../../electron/adapters/printer/simulated/printer-profile.ts';
import type { Result } from '../../shared/result.ts';
import { startVirtualPrinter, type VirtualPrinter } from '../printer/virtual-printer.ts';
import { press, sampleCards, standInSeal, value } from '../support/sample-cards.ts';
import { until } from '../support/until.ts';
import { bench, median, type Figure } from './harness.ts';

const MOST_TIMES_BARE = 1.2;
const WARM_UP = 3;

await bench('print', async (isQuick) => {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-bench-'));
  const pdf = await composedCard();
  const device = await startVirtualPrinter(join(folder, 'device'));
  try {
    return await measure(pdf, device, folder, isQuick ? 1 : 25);
  } finally {
    await device.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function measure(
  pdf: Uint8Array,
  { address, isIdle }: VirtualPrinter,
  folder: string,
  rounds: number,
): Promise<readonly Figure[]> {
  const pins = value(openPins(join(folder, 'printers.json')));
  const printer = value(createIppPrinter({ address, profile: simulatedPrinterProfile, pins, pollMs: 20 }));
  const times = { driver: [] as number[], bare: [] as number[], check: [] as number[] };
  // The first rounds warm up: code is compiled, Validate-Job is asked once.
  for (let round = 1 - WARM_UP; round <= rounds; round += 1) {
    const order = ['driver', 'bare'] as const;
    for (const which of round % 2 === 0 ? order : order.toReversed()) {
      await atRest(printer, isIdle);
      const checkedAt = performance.now();
      value(await printer.check());
      const startedAt = performance.now();
      if (which === 'driver') value(await printer.submit(`bench-driver-${round}`, pdf));
      else await bareOnce(address, `bench-bare-${round}`, pdf);
      const endedAt = performance.now();
      if (round <= 0) continue;
      times[which].push(endedAt - startedAt);
      times.check.push(startedAt - checkedAt);
    }
  }
  const [driver, bare] = [median(times.driver), median(times.bare)];
  return [
    { name: `a bare Print-Job of ${pdf.length} bytes`, value: bare, unit: 'ms' },
    { name: 'the same card handed over by the driver', value: driver, unit: 'ms' },
    { name: 'what is asked before a card is fed', value: median(times.check), unit: 'ms' },
    { name: 'handing over to a bare Print-Job', value: driver / bare, unit: 'x', atMost: MOST_TIMES_BARE },
  ];
}

/** No job of the round before is in the way of this one. */
async function atRest(printer: { check(): Promise<Result<unknown>> }, isIdle: () => boolean): Promise<void> {
  await until('the printer to be free', async () => isIdle() && (await printer.check()).ok);
  await pause(20);
}

async function composedCard(): Promise<Uint8Array> {
  const desk = await press();
  const [card] = await sampleCards(1, desk, standInSeal);
  if (card === undefined) throw new Error('no card');
  return value(await composeFaces(card.content, desk.context));
}

/** As short as it can be written: one request, its answer read to the end. */
function bareOnce(address: string, jobName: string, pdf: Uint8Array): Promise<void> {
  const { hostname, port, pathname } = new URL(address);
  const head = encodeMessage({
    version: { major: 2, minor: 0 },
    code: operations.printJob,
    requestId: 1,
    groups: [
      {
        tag: groupTags.operation,
        attributes: attributes(
          ['attributes-charset', { kind: 'charset', value: 'utf-8' }],
          ['attributes-natural-language', { kind: 'naturalLanguage', value: 'en' }],
          ['printer-uri', uri(address)],
          ['requesting-user-name', name('bench')],
          ['job-name', name(jobName)],
          ['document-format', mimeType('application/pdf')],
        ),
      },
      {
        tag: groupTags.job,
        attributes: attributes(
          ['media', keyword('oe_card-cr80_53.98x85.6mm')],
          ['sides', keyword('two-sided-short-edge')],
        ),
      },
    ],
  });
  const headers = { 'Content-Type': 'application/ipp', 'Content-Length': head.length + pdf.length };
  return new Promise((resolve, reject) => {
    const asked = request({ method: 'POST', host: hostname, port, path: pathname, headers, agent: false }, (answer) => {
      answer.once('error', reject).once('end', resolve).resume();
    });
    asked.once('error', reject);
    asked.cork();
    asked.write(head);
    asked.write(pdf);
    asked.uncork();
    asked.end();
  });
}
