/** Printers that answer badly, late, as somebody else or not at all: a typed failure each, and the card's state stays honest. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createIppPrinter } from '../../electron/adapters/printer/ipp/ipp-printer.ts';
import { encodeMessage } from '../../electron/adapters/printer/ipp/encode.ts';
import { groupTags, type IppValue } from '../../electron/adapters/printer/ipp/message.ts';
import { openPins } from '../../electron/adapters/printer/ipp/pins.ts';
import { attributes, integer } from '../../electron/adapters/printer/ipp/values.ts';
import { simulatedPrinterProfile } from '../../electron/adapters/printer/simulated/printer-profile.ts';
import { forgetPrinter, identifyPrinter } from '../../electron/core/printing/know-printer.ts';
import type { Actor, CardPrinter } from '../../electron/core/ports.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import type { PrintEvidence } from '../../shared/model/printer-profile.ts';
import {
  printWhole,
  startSmallPrinter,
  type Certificate,
  type Misdeed,
  type SmallPrinter,
} from '../printer/small-printer.ts';
import { until } from '../support/until.ts';
import { patientWaits } from '../printer/waits.ts';
import { freshFolder, kindOf, must } from './office.ts';
import { approval, encoded, ledger, now, on, walkOffice } from './walk-office.ts';

const untouched = { inTray: 9, inWork: 1 };
const suspended = { inTray: 9, suspended: 1 };

async function smallPrinter(certificate?: Certificate, port?: number): Promise<SmallPrinter> {
  const printer = await startSmallPrinter(certificate, port);
  onTestFinished(() => printer.stop().catch(() => undefined));
  return printer;
}

function driverFor(address: string, folder = freshFolder(), evidence?: PrintEvidence): CardPrinter {
  const pins = must(openPins(join(folder, 'printers.json')));
  const profile = evidence === undefined ? simulatedPrinterProfile : { ...simulatedPrinterProfile, evidence };
  return must(createIppPrinter({ address, profile, pins, waits: patientWaits, pollMs: 1 }));
}

/** One that waits for an answer of that kind only as long as a test may. */
function hastyDriverFor(address: string, about: 'answerMs' | 'documentMs'): CardPrinter {
  const pins = must(openPins(join(freshFolder(), 'printers.json')));
  const waits = { ...patientWaits, [about]: 500 };
  return must(createIppPrinter({ address, profile: simulatedPrinterProfile, pins, waits, pollMs: 1 }));
}

/** One collection in another, far too often. */
function nested(depth: number): Uint8Array {
  let value: IppValue = integer(1);
  for (let level = 0; level < depth; level += 1) value = { kind: 'collection', members: attributes(['a', value]) };
  const groups = [{ tag: groupTags.printer, attributes: attributes(['deep', value]) }];
  return encodeMessage({ version: { major: 2, minor: 0 }, code: 0, requestId: 1, groups });
}

const badAnswers: readonly (readonly [name: string, misdeed: Misdeed, kind: string, reason: string])[] = [
  ['garbage', { kind: 'body', body: new Uint8Array(300).fill(0xa5) }, 'printer.badAnswer', 'badVersion'],
  ['nothing', { kind: 'body', body: new Uint8Array(0) }, 'printer.badAnswer', 'truncated'],
  ['half an answer', { kind: 'half' }, 'printer.unanswered', 'connectionLost'],
  ['the answer to another request', { kind: 'foreignId' }, 'printer.badAnswer', 'foreignRequestId'],
  ['endless nesting', { kind: 'body', body: nested(2000) }, 'printer.badAnswer', 'nestedTooDeep'],
  ['100 MB', { kind: 'endless', bytes: 100_000_000 }, 'printer.badAnswer', 'tooLarge'],
  ['a page of HTML', { kind: 'http', status: 200 }, 'printer.badAnswer', 'notIpp'],
  ['HTTP 503', { kind: 'http', status: 503 }, 'printer.badAnswer', 'HTTP 503'],
  ['silence', { kind: 'silent' }, 'printer.unanswered', 'timedOut'],
  ['a connection that ends', { kind: 'dropped' }, 'printer.unanswered', 'connectionLost'],
];

describe.each(badAnswers)('a device that answers with %s', (_name, misdeed, kind, reason) => {
  test('when it is asked what it is, gets no card', async () => {
    const device = await smallPrinter();
    const printer = misdeed.kind === 'silent' ? hastyDriverFor(device.address, 'answerMs') : driverFor(device.address);
    device.misdeeds = { getPrinterAttributes: misdeed };

    expect(await printer.check()).toEqual({ ok: false, error: { kind, data: { reason } } });
    // Whoever gave up early may have done so before the device had read the question.
    await until('the question', () => device.asked.length > 0);
    expect(device.asked).toEqual(['getPrinterAttributes']);
  });

  test('when it is given the card, is asked for the job by its name', async () => {
    const device = await smallPrinter();
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    device.misdeeds = { sendDocument: misdeed };
    const isSilent = misdeed.kind === 'silent';
    const printer = isSilent ? hastyDriverFor(device.address, 'documentMs') : driverFor(device.address);

    const answer = await printJob(on(job), { ...walk.context(), printer });

    // The job stands there without its document until the device gives it up: no side was printed.
    expect([kindOf(answer), now(walk, job).state, ledger(walk)]).toEqual([
      'print.failedBeforeFirstSide',
      'encoded',
      untouched,
    ]);
    expect([...device.jobs.values()].map(({ state, document }) => [state, document])).toEqual([[8, null]]);
  });
});

describe('a lost answer', () => {
  test.each(['createJob', 'sendDocument'] as const)('to %s does not lose the card', async (operation) => {
    const device = await smallPrinter();
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    device.misdeeds = { [operation]: { kind: 'lost' } };

    const answer = await printJob(on(job), { ...walk.context(), printer: driverFor(device.address) });

    const isSent = operation === 'sendDocument';
    expect([kindOf(answer), now(walk, job).state]).toEqual(
      isSent ? ['ok', 'printed'] : ['print.failedBeforeFirstSide', 'encoded'],
    );
    expect([...device.jobs.values()].map(({ state }) => state)).toEqual([isSent ? 9 : 7]);
  });
});

test('a job that disappears from the device leaves the card to be looked at', async () => {
  const device = await smallPrinter();
  const walk = await walkOffice();
  const job = await encoded(walk, approval(1));
  device.print = ({ number }) => device.jobs.delete(number);

  const answer = await printJob(on(job), { ...walk.context(), printer: driverFor(device.address) });

  expect([kindOf(answer), now(walk, job).state, ledger(walk)]).toEqual([
    'print.unknownOutcome',
    'suspended',
    suspended,
  ]);
});

test('a number that the device gave away again is not taken for the card', async () => {
  const device = await smallPrinter();
  const walk = await walkOffice();
  const job = await encoded(walk, approval(1));
  device.print = ({ number }) => {
    const other = { number, name: 'somebody else', document: null, waited: 0, state: 9, impressions: 2 };
    device.jobs.set(number, other);
  };

  const answer = await printJob(on(job), { ...walk.context(), printer: driverFor(device.address) });

  expect([kindOf(answer), now(walk, job).state]).toEqual(['print.unknownOutcome', 'suspended']);
});

describe('by its life counter', () => {
  const evidence = { kind: 'counter', impressionsPerCard: 2 } as const;

  test.each<[string, (device: SmallPrinter) => void, string, string]>([
    ['that counts the card, it is printed', () => undefined, 'ok', 'printed'],
    ['that was reset, nothing is proven', (device) => (device.counter = 2), 'print.unknownOutcome', 'suspended'],
    ['that stands still, nothing is proven', (device) => (device.counter = 100), 'print.unknownOutcome', 'suspended'],
    ['that is gone, nothing is proven', (device) => (device.counter = null), 'print.unknownOutcome', 'suspended'],
  ])('%s', async (_name, after, kind, state) => {
    const device = await smallPrinter();
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    const printer = driverFor(device.address, freshFolder(), evidence);
    device.print = (done) => {
      printWhole(device, done);
      after(device);
    };
    const printerProfile = { ...simulatedPrinterProfile, evidence };

    const answer = await printJob(on(job), { ...walk.context(), printer, printerProfile });

    expect([kindOf(answer), now(walk, job).state]).toEqual([kind, state]);
  });
});

describe('no card is fed to a printer', () => {
  test.each<[string, (device: SmallPrinter) => void, string]>([
    [
      'that is stopped',
      (device) => Object.assign(device, { state: 5, reasons: ['cover-open-error'] }),
      'printer.notReady',
    ],
    ['that holds other paper', (device) => (device.media = 'iso_a4_210x297mm'), 'printer.unfit'],
    [
      'that has another job waiting',
      (device) => device.jobs.set(9, { number: 9, name: 'other', document: null, waited: 0, state: 3, impressions: 0 }),
      'printer.otherJobs',
    ],
    [
      'that refuses such a job',
      (device) => (device.misdeeds = { validateJob: { kind: 'status', status: 0x040b } }),
      'printer.refused',
    ],
  ])('%s', async (_name, make, kind) => {
    const device = await smallPrinter();
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    make(device);

    const answer = await printJob(on(job), { ...walk.context(), printer: driverFor(device.address) });

    expect([kindOf(answer), now(walk, job).state, ledger(walk)]).toEqual([kind, 'encoded', untouched]);
    expect(device.asked).not.toContain('createJob');
  });
});

function newCertificate(name: string): Certificate {
  const folder = freshFolder();
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  spawnSync('openssl', [...words, '-subj', `/CN=${name}`, '-keyout', key, '-out', cert]);
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

describe('over TLS', () => {
  test('the certificate of the first use is kept, and another one gets nothing', async () => {
    const folder = freshFolder();
    const device = await smallPrinter(newCertificate('first'));
    must(await driverFor(device.address, folder).check());
    const port = Number(new URL(device.address).port);
    await device.stop();
    const other = await smallPrinter(newCertificate('second'), port);

    const checked = await driverFor(other.address, folder).check();

    expect([kindOf(checked), other.asked]).toEqual(['printer.certificateChanged', []]);
  });

  test('a printer that was exchanged is met anew once a supervisor forgets the old one, which is on record', async () => {
    const walk = await walkOffice();
    const device = await smallPrinter(newCertificate('first'));
    const { address } = device;
    must(await driverFor(address, walk.folder).check());
    await device.stop();
    await smallPrinter(newCertificate('second'), Number(new URL(address).port));
    const pins = must(openPins(join(walk.folder, 'printers.json')));
    const supervisor: Actor = { account: 'supervisor1', role: 'supervisor' };

    const byOfficer = forgetPrinter({ address }, { ...walk.context(), pins });
    const before = await driverFor(address, walk.folder).check();
    const forgotten = forgetPrinter({ address }, { ...walk.context(supervisor), pins });
    const after = await driverFor(address, walk.folder).check();
    const unknown = forgetPrinter({ address: 'ipps://nowhere/' }, { ...walk.context(supervisor), pins });

    expect([byOfficer, before, forgotten, after, unknown].map(kindOf)).toEqual([
      'access.forbidden',
      'printer.certificateChanged',
      'ok',
      'ok',
      'notFound',
    ]);
    expect(walk.store.auditEntries({ action: 'printer.forgotten', limit: 5 }).toReversed()).toMatchObject([
      { actor: 'supervisor1', outcome: 'begun', detail: { address } },
      { actor: 'supervisor1', outcome: 'ok', detail: { address } },
      { outcome: 'begun' },
      { outcome: 'failed' },
    ]);
  });

  test('a list of known printers that was damaged trusts nobody anew', () => {
    const folder = freshFolder();
    spawnSync('sh', ['-c', `echo '{' > ${join(folder, 'printers.json')}`]);

    expect(kindOf(openPins(join(folder, 'printers.json')))).toBe('file.unreadable');
  });
});

describe('asked to show which one it is', () => {
  test('a printer does so, and one that cannot says so', async () => {
    const walk = await walkOffice();
    const device = await smallPrinter();

    const shown = await identifyPrinter({ ...walk.context(), printer: driverFor(device.address) });
    const simulated = await identifyPrinter(walk.context());

    expect([kindOf(shown), device.asked.at(-1), kindOf(simulated)]).toEqual([
      'ok',
      'identifyPrinter',
      'printer.refused',
    ]);
  });
});

test('a printer that was asked and got no card is left without a line to it', async () => {
  const device = await smallPrinter();
  const driver = driverFor(device.address);
  must(await driver.check());
  const asked = await device.lines();

  await driver.close();

  await until('the line to end', async () => (await device.lines()) === 0);
  expect(asked).toBe(1);
});

test('a card that was cancelled before its first side goes on, and is no reprint', async () => {
  const device = await smallPrinter();
  const walk = await walkOffice();
  const job = await encoded(walk, approval(1));
  device.print = (one) => Object.assign(one, { state: 7, impressions: 0 });
  const context = { ...walk.context(), printer: driverFor(device.address) };

  const cancelled = await printJob(on(job), context);
  const between = now(walk, job);
  device.print = (one) => printWhole(device, one);
  const same = must(await printJob(on(between), context));

  expect([kindOf(cancelled), between.state]).toEqual(['print.failedBeforeFirstSide', 'encoded']);
  expect([same.state, same.attempt, same.blankSerial, ledger(walk)]).toEqual([
    'printed',
    1,
    job.blankSerial,
    untouched,
  ]);
});

test('a printer that gives more reasons than the log takes of them leaves a card to be looked at, on record', async () => {
  const device = await smallPrinter();
  const walk = await walkOffice();
  const job = await encoded(walk, approval(1));
  device.print = (one) => {
    Object.assign(one, { state: 8, impressions: 1 });
    device.reasons = Array.from({ length: 200 }, (_, index) => `com.maker-trouble-${index}`);
  };

  const result = await printJob(on(job), { ...walk.context(), printer: driverFor(device.address) });

  expect([kindOf(result), now(walk, job).state, ledger(walk)]).toEqual([
    'print.evidenceDisagrees',
    'suspended',
    suspended,
  ]);
});
