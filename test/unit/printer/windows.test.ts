/** The Windows spooler through PowerShell, against answers as its cmdlets are documented to give; no Windows was asked. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { simulatedPrinterProfile } from '../../../electron/adapters/printer/simulated/printer-profile.ts';
import type { RunScript } from '../../../electron/adapters/printer/windows/powershell.ts';
import { scripts, type ScriptName } from '../../../electron/adapters/printer/windows/scripts.ts';
import { createWindowsPrinter } from '../../../electron/adapters/printer/windows/windows-printer.ts';
import { fail, ok } from '../../../shared/result.ts';

const queue = "Card 'printer' $1";
const idle = { Name: queue, DriverName: 'Card', PortName: 'USB001', JobCount: 0, Status: 'Normal' };

interface Recorded {
  readonly asked: { readonly name: ScriptName; readonly with: Readonly<Record<string, string | number>> }[];
  readonly printer: ReturnType<typeof createWindowsPrinter>;
  readonly seen: { file: string; bytes: Uint8Array | null };
}

function spooler(
  answers: Partial<Record<ScriptName, unknown>>,
  evidence: 'presented' | 'impressions' = 'presented',
): Recorded {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-windows-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const asked: Recorded['asked'][number][] = [];
  const seen: Recorded['seen'] = { file: '', bytes: null };
  const run: RunScript = async (name, words) => {
    asked.push({ name, with: words });
    if (name === 'send') {
      seen.file = String(words['file']);
      seen.bytes = new Uint8Array(readFileSync(seen.file));
    }
    const answer = answers[name];
    return answer === undefined ? fail('printer.unanswered', { reason: 'PowerShell 1' }) : ok(answer);
  };
  const kind = evidence === 'presented' ? { kind: evidence } : { kind: evidence, impressionsPerCard: 2 };
  const profile = { ...simulatedPrinterProfile, evidence: kind };
  return { asked, seen, printer: createWindowsPrinter({ queue, profile, folder, run, pollMs: 1 }) };
}

describe('the printer', () => {
  test.each([
    ['Normal', 'idle', []],
    ['Printing, TonerLow', 'processing', ['marker-supply-low']],
    ['PaperJam, Error', 'stopped', ['media-jam', 'other']],
    ['PaperOut', 'stopped', ['media-empty']],
    ['DoorOpen', 'stopped', ['cover-open']],
    ['Offline', 'stopped', ['offline']],
  ])('%s is %s', async (status, state, reasons) => {
    const { printer } = spooler({ printer: { ...idle, Status: status } });

    expect(await printer.status()).toMatchObject({ name: queue, driver: 'windows', state, reasons });
  });

  test('that PowerShell cannot find is absent', async () => {
    expect(await spooler({}).printer.status()).toMatchObject({ state: 'absent', reasons: ['printer.unanswered'] });
  });

  test('gets no card while another job waits, or where somebody believes its counts', async () => {
    const busy = await spooler({ printer: { ...idle, JobCount: 2 } }).printer.check();
    const counting = await spooler({ printer: idle }, 'impressions').printer.check();

    expect([busy, counting]).toMatchObject([
      { error: { kind: 'printer.otherJobs', data: { count: 2 } } },
      { error: { kind: 'printer.unfit', data: { lack: 'evidence=presented' } } },
    ]);
  });
});

describe('a card', () => {
  test('goes to the spooler byte for byte, under its name, and leaves no file behind', async () => {
    const { printer, asked, seen } = spooler({ send: { job: 7 } });
    const pdf = new TextEncoder().encode('%PDF of a card');

    const submitted = await printer.submit('starcard-a-1', pdf);

    expect([submitted, seen.bytes, existsSync(seen.file)]).toEqual([ok('7'), pdf, false]);
    expect(asked).toEqual([{ name: 'send', with: { queue, name: 'starcard-a-1', file: seen.file } }]);
  });

  test('whose answer was lost is found by its name', async () => {
    const jobs = [
      { Id: 3, DocumentName: 'other', Status: 'Normal' },
      { Id: 7, DocumentName: 'starcard-a-1', Status: 'Printing' },
    ];
    const { printer } = spooler({ jobs });

    expect([
      await printer.submit('starcard-a-1', new Uint8Array(1)),
      await printer.findByName('starcard-a-1'),
      await printer.findByName('starcard-b-1'),
    ]).toMatchObject([{ error: { kind: 'printer.unanswered' } }, { value: '7' }, { value: null }]);
  });

  test.each([
    ['Spooling', 'pending'],
    ['Printing', 'processing'],
    ['Printing, Error, PaperOut', 'processing'],
    ['Printed, Retained', 'completed'],
    ['Deleting', 'canceled'],
  ])('that is %s is %s, and no side of it is proven', async (status, state) => {
    const { printer } = spooler({ printer: idle, jobs: [{ Id: 7, DocumentName: 'starcard-a-1', Status: status }] });

    expect(await printer.job('7')).toMatchObject({ value: { state, impressionsCompleted: null } });
  });

  test('that the spooler has forgotten has left it, and no side of it is proven', async () => {
    expect(await spooler({ jobs: [] }).printer.job('7')).toEqual(
      ok({ state: 'completed', impressionsCompleted: null, reasons: [] }),
    );
  });

  test('is taken back by its number', async () => {
    const { printer, asked } = spooler({ remove: {} });

    await printer.cancel('7');

    expect(asked).toEqual([{ name: 'remove', with: { queue, job: 7 } }]);
  });
});

test('a card whose sending was answered with nonsense may be in the device all the same', async () => {
  const run: RunScript = async () => fail('printer.badAnswer', { reason: 'notJson' });
  const folder = mkdtempSync(join(tmpdir(), 'starcard-windows-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const printer = createWindowsPrinter({ queue, profile: simulatedPrinterProfile, folder, run });

  expect(await printer.submit('starcard-a-1', new Uint8Array(1))).toEqual(
    fail('printer.unanswered', { reason: 'notJson' }),
  );
});

test('an answer that is none is a typed failure', async () => {
  const { printer } = spooler({ printer: { Name: 5 }, jobs: 'x', send: {} });

  expect([await printer.check(), await printer.job('7'), await printer.submit('a', new Uint8Array(1))]).toMatchObject([
    { error: { kind: 'printer.badAnswer' } },
    { error: { kind: 'printer.badAnswer' } },
    { error: { kind: 'printer.unanswered' } },
  ]);
});

test('no name is ever part of a script', () => {
  expect(Object.values(scripts).filter((script) => !script.includes('$asked.queue'))).toEqual([]);
});
