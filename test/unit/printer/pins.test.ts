// Who a printer was when it was first used is kept in one file, for every program that prints.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ok } from '../../../shared/result.ts';
import { openPins, type PinnedPrinters } from '../../../electron/adapters/printer/ipp/pins.ts';

const one = 'a'.repeat(64);
const other = 'b'.repeat(64);

function pinsFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-pins-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'printers.json');
}

function opened(path: string): PinnedPrinters {
  const pins = openPins(path);
  if (!pins.ok) throw new Error(pins.error.kind);
  return pins.value;
}

test('two programs keep each what they met: neither writes over the other', () => {
  const path = pinsFile();
  const [window, command] = [opened(path), opened(path)];
  expect(window.acceptCertificate('ipps://one', one)).toBe(true);
  expect(command.device('ipps://two', 'serial:2')).toEqual(ok('serial:2'));
  const next = opened(path);
  expect(next.acceptCertificate('ipps://one', other)).toBe(false);
  expect(next.device('ipps://two', 'serial:9')).toEqual(ok('serial:2'));
});

test('the first certificate and the first device count, whichever program met them', () => {
  const path = pinsFile();
  const [window, command] = [opened(path), opened(path)];
  window.acceptCertificate('ipps://one', one);
  window.device('ipps://one', 'serial:1');
  expect(command.acceptCertificate('ipps://one', other)).toBe(false);
  expect(command.device('ipps://one', 'serial:9')).toEqual(ok('serial:1'));
});

test('what cannot be kept is not trusted, and is not the second time either', () => {
  const path = pinsFile();
  const pins = opened(path);
  mkdirSync(`${path}.new`);
  for (const _time of [1, 2]) {
    expect(pins.acceptCertificate('ipps://one', one)).toBe(false);
    expect(pins.device('ipps://one', 'serial:1')).toMatchObject({ ok: false, error: { kind: 'file.unwritable' } });
  }
  rmSync(`${path}.new`, { recursive: true });
  expect(pins.acceptCertificate('ipps://one', one)).toBe(true);
});

test('an address that is forgotten takes the next one for the first; where none was known nothing is forgotten', () => {
  const pins = opened(pinsFile());
  pins.acceptCertificate('ipps://one', one);
  expect(pins.forget('ipps://one')).toBe(true);
  expect(pins.forget('ipps://one')).toBe(false);
  expect(pins.acceptCertificate('ipps://one', other)).toBe(true);
});
