// Looks at persons through a program that reads beside another: noted, and taken into the log as what they were.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLooks, recordPendingLooks } from '../../electron/app/person-calls.ts';
import { freshFolder, must, opened, optionsFor, signer } from './office.ts';

const officer = { account: 'officer1', role: 'officer' } as const;
const cases = ['0'.repeat(32), '1'.repeat(32)];
const seen = { what: 'queue', view: 'toIssue', cases, total: 2 } as const;

function office() {
  const folder = freshFolder();
  const store = opened(optionsFor(folder, { signer: signer() }));
  const entries = () =>
    store
      .auditEntries({ limit: 20 })
      .filter(({ action }) => action.startsWith('person.'))
      .map(({ actor, action, subject, outcome, detail }) => [actor, action, subject.id, outcome, detail]);
  return { folder, store, entries, notes: join(folder, 'looks.pending') };
}

test('a list is a list with its view, a search one with its cases, and neither its text', () => {
  const { folder, store, entries, notes } = office();
  const looks = createLooks({ folder, store, mode: 'read' });
  expect(must(looks.on(seen, officer, 'rows'))).toBe('rows');
  must(looks.on({ ...seen, text: ' ' }, officer, 'rows'));
  must(looks.on({ ...seen, text: 'ZHENGJIAN' }, officer, 'rows'));
  expect(entries()).toEqual([]);
  expect(readFileSync(notes, 'utf8')).not.toContain('ZHENGJIAN');

  must(recordPendingLooks(folder, store));
  expect(entries().toReversed()).toEqual([
    ['system', 'person.listed', 'officer1', 'unknown', { what: 'queue', view: 'toIssue', count: 2 }],
    ['system', 'person.searched', 'officer1', 'unknown', { what: 'queue', count: 2, cases: cases.join(' ') }],
  ]);
});

test('what is no note says that there was one', () => {
  const { folder, store, entries, notes } = office();
  writeFileSync(notes, 'not a note\n');
  must(recordPendingLooks(folder, store));
  expect(entries()).toEqual([['system', 'person.searched', '?', 'unknown', { what: 'note', count: 0, cases: '' }]]);
});
