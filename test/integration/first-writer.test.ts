// The first USB writer that a workstation meets is its own from then on, and the log says which and since when.

import { expect, test } from 'vitest';
import { changeSettings, keepFirstWriter, type Settable } from '../../electron/app/on-record.ts';
import { readSettings, writeSettings } from '../../electron/app/settings.ts';
import type { WriterChoice } from '../../electron/app/writer-choice.ts';
import type { OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { officer } from './cases.ts';
import { freshFolder, kindOf, must, opened, optionsFor } from './office.ts';

const anyWriter: WriterChoice = { kind: 'hid', serial: null };

interface Place extends Settable {
  readonly store: OpenStore;
}

function placeFor(mode: Place['mode'] = 'write'): Place {
  const folder = freshFolder();
  must(writeSettings(folder, { writer: 'hid' }));
  return { folder, mode, store: opened(optionsFor(folder)), profile: { workstation: 'WS-1' } };
}

function onRecord({ store }: Place): readonly object[] {
  return store.auditEntries({ action: 'setting.changed', limit: 10 }).map(({ actor, subject, detail }) => ({
    actor,
    subject: subject.id,
    ...detail,
  }));
}

test('the first one is kept and put on record, once', () => {
  const place = placeFor();
  for (const serial of [undefined, null, 'SN-1', 'SN-1']) {
    must(keepFirstWriter(place, anyWriter, serial === undefined ? {} : { serial }));
  }
  expect(readSettings(place.folder).writer).toBe('hid:SN-1');
  expect(onRecord(place)).toEqual([{ actor: 'system', subject: 'WS-1', setting: 'writer', value: 'hid:SN-1' }]);
});

test('another one does not take its place', () => {
  const place = placeFor();
  for (const serial of ['SN-1', 'SN-2']) must(keepFirstWriter(place, anyWriter, { serial }));
  expect(readSettings(place.folder).writer).toBe('hid:SN-1');
  expect(onRecord(place)).toHaveLength(1);
});

test.each<[string, WriterChoice]>([
  ['a reader of PC/SC', { kind: 'pcsc', reader: 'Reader 1' }],
  ['a writer that was named', { kind: 'hid', serial: 'SN-7' }],
  ['the simulated one', { kind: 'simulated' }],
])('%s changes nothing', (_, choice) => {
  const place = placeFor();
  must(keepFirstWriter(place, choice, { serial: 'SN-1' }));
  expect([readSettings(place.folder).writer, onRecord(place)]).toEqual(['hid', []]);
});

test('where it cannot be put on record it is not kept either', () => {
  const place = placeFor();
  const store = opened(optionsFor(place.folder, { mode: 'read' }));
  expect(kindOf(keepFirstWriter({ ...place, store }, anyWriter, { serial: 'SN-1' }))).toBe('storage.unwritable');
  expect(readSettings(place.folder).writer).toBe('hid');
});

test('a change of what the workstation does is on record; in which language somebody reads the screen is not', () => {
  const place = placeFor();
  must(changeSettings(place, officer, { language: 'en' }));
  must(changeSettings(place, officer, { printer: 'ipp://printer' }));
  expect(readSettings(place.folder)).toMatchObject({ language: 'en', printer: 'ipp://printer' });
  expect(onRecord(place)).toMatchObject([{ setting: 'printer', value: 'ipp://printer' }]);
});
