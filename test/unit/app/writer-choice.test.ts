/** Which writer a word means, and that a word without meaning is never another writer. */

import { expect, test } from 'vitest';
import { parseWriterChoice, writerOfDesk } from '../../../electron/app/writer-choice.ts';
import { fail, ok } from '../../../shared/result.ts';

test('a writer is simulated, a reader by name, or a USB writer by serial number', () => {
  expect(parseWriterChoice('simulated')).toEqual(ok({ kind: 'simulated' }));
  expect(parseWriterChoice('pcsc:Virtual PCD 00 00')).toEqual(ok({ kind: 'pcsc', reader: 'Virtual PCD 00 00' }));
  expect(parseWriterChoice('hid:SN-1')).toEqual(ok({ kind: 'hid', serial: 'SN-1' }));
  expect(parseWriterChoice('hid')).toEqual(ok({ kind: 'hid', serial: null }));
  const usage = fail('usage', { problem: '--writer simulated|pcsc:NAME|hid[:SERIAL]' });
  for (const text of ['', 'pcsc:', 'usb', 'hid:']) expect(parseWriterChoice(text)).toEqual(usage);
});

test('a preference that cannot be understood names a reader that nobody finds', () => {
  expect(writerOfDesk('simulated')).toEqual({ kind: 'simulated' });
  expect(writerOfDesk('pcscVirtual')).toEqual({ kind: 'pcsc', reader: 'pcscVirtual' });
});
