/** The training printer is a device of its own: it takes time, counts what it does, and outlives the app. */

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createSimulatedPrinter,
  type SimulatedPrinter,
} from '../../../electron/adapters/printer/simulated/simulated-printer.ts';
import type { PrintJobStatus } from '../../../electron/core/ports.ts';
import type { Result } from '../../../shared/result.ts';

const face = new TextEncoder().encode('%PDF of one card');
const otherFace = new TextEncoder().encode('%PDF of another card');
const timing = { feedMs: 100, sideMs: 1000, turnMs: 100, ejectMs: 100 };
const printed: PrintJobStatus = { state: 'completed', impressionsCompleted: 2, reasons: [] };

/** A printer on a clock that is set by hand; `again` is the same device, seen by a program that was started anew. */
function office(): { printer: SimulatedPrinter; clock: { now: number }; folder: string; again(): SimulatedPrinter } {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-printer-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clock = { now: 1_000_000 };
  const open = (): SimulatedPrinter => createSimulatedPrinter({ folder, speed: timing, now: () => clock.now });
  return { printer: open(), clock, folder, again: open };
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('a job on the training printer', () => {
  test('goes through its states in device time and leaves the card in the tray', async () => {
    const { printer, clock, folder } = office();
    const id = value(await printer.submit('starcard-a-1', face));

    const seen: PrintJobStatus[] = [];
    for (const elapsed of [0, 1100, 2200, 2300]) {
      clock.now = 1_000_000 + elapsed;
      seen.push(value(await printer.job(id)));
    }

    expect(seen).toEqual([
      { state: 'processing', impressionsCompleted: 0, reasons: [] },
      { state: 'processing', impressionsCompleted: 1, reasons: [] },
      { state: 'processing', impressionsCompleted: 2, reasons: [] },
      printed,
    ]);
    expect(printer.cardInTray()).toEqual({ jobName: 'starcard-a-1', pdf: face });
    expect(readdirSync(join(folder, 'tray'))).toEqual(['000001-starcard-a-1.pdf']);
  });

  test('goes on while no program watches it, and is found again by its name', async () => {
    const { printer, clock, again } = office();
    await printer.submit('starcard-a-1', face);
    clock.now += 60_000;

    const later = again();
    const found = value(await later.findByName('starcard-a-1'));

    expect(found).not.toBeNull();
    expect(value(await later.job(found ?? ''))).toEqual(printed);
    expect(value(await later.findByName('starcard-b-1'))).toBeNull();
    expect([later.impressionCounter(), later.cardInTray()?.jobName]).toEqual([2, 'starcard-a-1']);
  });

  test('waits for the one before it', async () => {
    const { printer, clock } = office();
    await printer.submit('starcard-a-1', face);
    const second = value(await printer.submit('starcard-b-1', otherFace));

    const before = value(await printer.job(second));
    clock.now += 2300 + 1100;

    expect([before.state, value(await printer.job(second))]).toEqual([
      'pending',
      { state: 'processing', impressionsCompleted: 1, reasons: [] },
    ]);
  });

  test('cancelled before it is fed prints nothing; cancelled later prints on, and says cancelled all the same', async () => {
    const { printer, clock } = office();
    const early = value(await printer.submit('starcard-a-1', face));
    await printer.cancel(early);
    clock.now += 10;
    const late = value(await printer.submit('starcard-b-1', otherFace));
    clock.now += 500;
    await printer.cancel(late);
    clock.now += 60_000;

    const reasons = ['job-canceled-by-user'];
    expect([value(await printer.job(early)), value(await printer.job(late))]).toEqual([
      { state: 'canceled', impressionsCompleted: 0, reasons },
      { state: 'canceled', impressionsCompleted: 2, reasons },
    ]);
  });
});

describe('a fault of the training printer', () => {
  async function printWith(fault: Parameters<SimulatedPrinter['setFault']>[0]) {
    const { printer, clock } = office();
    printer.setFault(fault);
    const submitted = await printer.submit('starcard-a-1', face);
    clock.now += 60_000;
    const id = value(await printer.findByName('starcard-a-1'));
    return { printer, clock, submitted, status: value(await printer.job(id ?? '')) };
  }

  test('an empty hopper feeds nothing, and lasts until it is filled', async () => {
    const { printer, status } = await printWith('hopperEmpty');
    const empty = await printer.status();
    printer.setFault('none');

    expect(status).toEqual({ state: 'aborted', impressionsCompleted: 0, reasons: ['media-empty'] });
    expect([empty.state, empty.reasons, empty.cardsInHopper]).toEqual(['stopped', ['media-empty'], 0]);
    expect((await printer.status()).state).toBe('idle');
  });

  test('a jam before the first side leaves no impression, one between the sides leaves one; the next card is good', async () => {
    const before = await printWith('jamBeforeFirstSide');
    const between = await printWith('jamBetweenSides');
    const next = value(await between.printer.submit('starcard-a-1-2', face));
    between.clock.now += 60_000;

    expect([before.status, between.status]).toEqual([
      { state: 'aborted', impressionsCompleted: 0, reasons: ['media-jam'] },
      { state: 'aborted', impressionsCompleted: 1, reasons: ['media-jam'] },
    ]);
    expect([before.printer.cardInTray(), before.printer.impressionCounter()]).toEqual([null, 0]);
    expect(value(await between.printer.job(next))).toEqual(printed);
  });

  test('after a jam the card is inside, and the one before it is not taken for it', async () => {
    const { printer, clock } = office();
    await printer.submit('starcard-a-1', face);
    clock.now += 60_000;
    printer.setFault('jamBetweenSides');
    await printer.submit('starcard-b-1', otherFace);
    clock.now += 60_000;

    expect(printer.cardInTray()).toBeNull();
  });

  test('a lost answer says failure, and prints', async () => {
    const { printer, submitted, status } = await printWith('losesAnswer');

    expect(submitted.ok).toBe(false);
    expect([status, printer.cardInTray()?.pdf]).toEqual([printed, face]);
  });

  test('a swap reports success, and another card lies in the tray', async () => {
    const { printer, clock } = office();
    await printer.submit('starcard-a-1', face);
    clock.now += 60_000;
    printer.setFault('swapsCards');
    await printer.submit('starcard-b-1', otherFace);
    clock.now += 60_000;

    expect(printer.cardInTray()).toEqual({ jobName: 'starcard-b-1', pdf: face });
  });

  test('a swap with an empty tray brings a stranger’s card', async () => {
    const { printer, status } = await printWith('swapsCards');

    expect(status).toEqual(printed);
    expect(printer.cardInTray()?.pdf).not.toEqual(face);
  });
});

test('waiting for a change ends with the change', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-printer-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const printer = createSimulatedPrinter({ folder, speed: { feedMs: 1, sideMs: 2, turnMs: 1, ejectMs: 1 } });
  const id = value(await printer.submit('starcard-a-1', face));

  let status = value(await printer.job(id));
  while (status.state === 'pending' || status.state === 'processing') {
    await printer.waitForChange(id);
    status = value(await printer.job(id));
  }

  expect(status).toEqual(printed);
});

test('a program that only looks on leaves no folder behind', async () => {
  const { printer, folder } = office();

  await printer.status();
  printer.cardInTray();

  expect(readdirSync(folder)).toEqual([]);
});
