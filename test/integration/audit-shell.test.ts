// Thirty ways to edit the database file with the sqlite3 shell alone: each is found, and named by the right sentence. The
// shell knows no key; what the holder of the key does shows only against a checkpoint kept elsewhere, and so do a log that
// was cut off or rolled back with everything in it: the last of these tests hold one.

import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeError } from '../../shared/messages/describe.ts';
import { error } from '../../shared/result.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { leafHash } from '../../electron/core/audit/merkle.ts';
import { openStore } from '../../electron/adapters/sqlite/open-store.ts';
import {
  checkpoints,
  makeModel,
  office,
  options,
  removeModel,
  shell,
  triggers,
  unguarded,
  verdict,
} from './shell-office.ts';

const hasShell = ['/usr/bin/sqlite3', '/usr/local/bin/sqlite3'].some((path) => existsSync(path));

beforeAll(makeModel);
afterAll(removeModel);

const edit = (sequence: number): string =>
  `UPDATE auditEntry SET entry = replace(entry, 'officer1', 'officer2') WHERE sequence = ${sequence};`;

/** SQL for the leaf hash that fits what the entry now says: whoever knows the format can work it out. */
function fitting(folder: string, sequence: number, text: (entry: string) => string): string {
  const entry = text(shell(folder, `SELECT entry FROM auditEntry WHERE sequence = ${sequence};`).trimEnd());
  const leaf = Buffer.from(leafHash(systemDigest, new TextEncoder().encode(entry))).toString('hex');
  return `UPDATE auditEntry SET entry = '${entry.replaceAll("'", "''")}', leafHash = x'${leaf}' WHERE sequence = ${sequence};`;
}

const moved = (from: number, by: number): string =>
  `UPDATE auditEntry SET sequence = -1 - sequence WHERE sequence >= ${from};
   UPDATE auditEntry SET sequence = -1 - sequence + (${by}) WHERE sequence < 0;`;

type Way = readonly [name: string, hand: (folder: string) => void, expected: object];

const ways: readonly Way[] = [
  ['an entry is edited', (f) => unguarded(f, edit(5)), { kind: 'audit.edited', data: { sequence: 5 } }],
  [
    'the first entry is edited',
    (f) => unguarded(f, edit(0).replace('officer1', 'database')),
    { kind: 'audit.edited', data: { sequence: 0 } },
  ],
  ['the newest entry is edited', (f) => unguarded(f, edit(1010)), { kind: 'audit.edited', data: { sequence: 1010 } }],
  [
    'a time is edited',
    (f) =>
      unguarded(f, `UPDATE auditEntry SET entry = replace(entry, '2026-03-02', '2026-03-01') WHERE sequence = 40;`),
    { kind: 'audit.edited', data: { sequence: 40 } },
  ],
  [
    'an entry is edited and its hash made to fit',
    (f) =>
      unguarded(
        f,
        fitting(f, 5, (entry) => entry.replace('officer1', 'officer2')),
      ),
    { kind: 'audit.rewritten', data: { sequence: 5, last: 5, size: 6 } },
  ],
  [
    'an entry of the checkpoint before last is edited and its hash made to fit',
    (f) =>
      unguarded(
        f,
        fitting(f, 500, (entry) => entry.replace('officer1', 'officer2')),
      ),
    { kind: 'audit.rewritten', data: { sequence: 500, last: 500, size: 501 } },
  ],
  [
    'an entry gets a space and a hash that fits',
    (f) =>
      unguarded(
        f,
        fitting(f, 5, (entry) => entry.replace('{"action"', '{ "action"')),
      ),
    { kind: 'audit.malformed', data: { sequence: 5, fault: 'notCanonical' } },
  ],
  [
    'an entry is emptied',
    (f) =>
      unguarded(
        f,
        fitting(f, 5, () => '{"actor":"a","action":"b","outcome":"ok","subject":{"id":"x"}}'),
      ),
    { kind: 'audit.malformed', data: { sequence: 5, fault: 'wrongForm' } },
  ],
  [
    'a leaf hash is changed',
    (f) => unguarded(f, 'UPDATE auditEntry SET leafHash = zeroblob(32) WHERE sequence = 9;'),
    { kind: 'audit.edited', data: { sequence: 9 } },
  ],
  [
    'an entry is removed',
    (f) => unguarded(f, 'DELETE FROM auditEntry WHERE sequence = 5;'),
    { kind: 'audit.removed', data: { sequence: 5 } },
  ],
  [
    'an entry is removed and the others move up',
    (f) => unguarded(f, `DELETE FROM auditEntry WHERE sequence = 5; ${moved(6, -1)}`),
    { kind: 'audit.removed', data: { sequence: 5 } },
  ],
  [
    'a hundred entries are removed',
    (f) => unguarded(f, 'DELETE FROM auditEntry WHERE sequence BETWEEN 200 AND 299;'),
    { kind: 'audit.removed', data: { sequence: 200 } },
  ],
  [
    'an entry is put in between and the others move down',
    (f) =>
      unguarded(
        f,
        `${moved(7, 1)} INSERT INTO auditEntry (sequence, entry, leafHash) SELECT 7, entry, leafHash FROM auditEntry WHERE sequence = 8;`,
      ),
    { kind: 'audit.inserted', data: { sequence: 7 } },
  ],
  [
    'two entries change places',
    (f) =>
      unguarded(
        f,
        `UPDATE auditEntry SET sequence = -1 WHERE sequence = 3; UPDATE auditEntry SET sequence = 3 WHERE sequence = 4; UPDATE auditEntry SET sequence = 4 WHERE sequence = -1;`,
      ),
    { kind: 'audit.reordered', data: { sequence: 3, found: 4 } },
  ],
  [
    'the end is cut off',
    (f) => unguarded(f, 'DELETE FROM auditEntry WHERE sequence >= 1000;'),
    { kind: 'audit.truncated', data: { sequence: 1000 } },
  ],
  [
    'every entry is removed',
    (f) => unguarded(f, 'DELETE FROM auditEntry;'),
    { kind: 'audit.truncated', data: { sequence: 0 } },
  ],
  [
    'an entry is written at the end',
    (f) => {
      const last = Number(shell(f, 'SELECT max(sequence) FROM auditEntry;'));
      const add = `INSERT INTO auditEntry (sequence, entry, leafHash) SELECT sequence + 1, entry, leafHash FROM auditEntry WHERE sequence = ${last};`;
      const numbered = (entry: string): string => entry.replace(`"sequence":${last}`, `"sequence":${last + 1}`);
      unguarded(
        f,
        `${add} ${fitting(f, last, numbered).replace(/WHERE sequence = \d+/, `WHERE sequence = ${last + 1}`)}`,
      );
    },
    { kind: 'audit.unsigned' },
  ],
  [
    'the newest tree head is removed',
    (f) => unguarded(f, 'DELETE FROM auditTreeHead WHERE size = (SELECT max(size) FROM auditTreeHead);'),
    { kind: 'audit.unsigned' },
  ],
  [
    'every tree head is removed',
    (f) => unguarded(f, 'DELETE FROM auditTreeHead;'),
    { kind: 'audit.headsAltered', data: { size: 0 } },
  ],
  [
    'tree heads in the middle are removed',
    (f) => unguarded(f, 'DELETE FROM auditTreeHead WHERE size BETWEEN 100 AND 120;'),
    { kind: 'audit.headsAltered', data: { size: 999 } },
  ],
  [
    'a root hash is changed',
    (f) => unguarded(f, 'UPDATE auditTreeHead SET rootHash = zeroblob(32) WHERE size = 4;'),
    { kind: 'audit.headAltered', data: { sequence: 3, size: 4 } },
  ],
  [
    'one checkpoint is put in place of another',
    (f) =>
      unguarded(
        f,
        'UPDATE auditTreeHead SET checkpoint = (SELECT checkpoint FROM auditTreeHead WHERE size = 3) WHERE size = 4;',
      ),
    { kind: 'audit.headAltered', data: { sequence: 3, size: 4 } },
  ],
  [
    'a checkpoint is signed with a key that is not ours',
    (f) =>
      unguarded(
        f,
        `UPDATE auditTreeHead SET checkpoint = substr(checkpoint, 1, length(checkpoint) - 30) || 'AAAA' || substr(checkpoint, -26) WHERE size = 400;`,
      ),
    { kind: 'audit.forged', data: { sequence: 399, size: 400 } },
  ],
  [
    'a tree head of more entries than there are is put in',
    (f) =>
      unguarded(
        f,
        `INSERT INTO auditTreeHead SELECT size + 7, rootHash, checkpoint FROM auditTreeHead WHERE size = (SELECT max(size) FROM auditTreeHead);`,
      ),
    { kind: 'audit.truncated' },
  ],
  [
    'a stored hash of the tree is changed',
    (f) => unguarded(f, 'UPDATE auditTileHash SET hash = zeroblob(32) WHERE level = 1 AND number = 1;'),
    { kind: 'audit.treeAltered', data: { sequence: 511 } },
  ],
  [
    'a stored hash of the tree is removed',
    (f) => unguarded(f, 'DELETE FROM auditTileHash WHERE level = 1 AND number = 2;'),
    { kind: 'audit.treeAltered', data: { sequence: 767 } },
  ],
  [
    'triggers are dropped',
    (f) => shell(f, 'DROP TRIGGER auditEntryNoUpdate;'),
    { kind: 'storage.altered', data: { what: 'trigger auditEntryNoUpdate -' } },
  ],
  [
    'a trigger is made again to do nothing',
    (f) =>
      shell(
        f,
        `DROP TRIGGER auditEntryNoDelete; CREATE TRIGGER auditEntryNoDelete BEFORE DELETE ON auditEntry BEGIN SELECT 1; END;`,
      ),
    { kind: 'storage.altered', data: { what: 'trigger auditEntryNoDelete ≠' } },
  ],
  [
    'a column is added',
    (f) => shell(f, 'ALTER TABLE auditEntry ADD COLUMN more TEXT;'),
    { kind: 'storage.altered', data: { what: 'table auditEntry ≠' } },
  ],
  [
    'the table is replaced by a view of another',
    (f) => shell(f, `ALTER TABLE auditTileHash RENAME TO hidden; CREATE VIEW auditTileHash AS SELECT * FROM hidden;`),
    { kind: 'storage.altered' },
  ],
  ['the version of the file is changed', (f) => shell(f, 'PRAGMA user_version = 1;'), { kind: 'storage.altered' }],
];

describe.runIf(hasShell)('with the shell, it is found that', () => {
  test('nothing was done when nothing was done', () => {
    expect(verdict(office(true), [checkpoints.early, checkpoints.last])).toBeNull();
  });

  test.each(ways)('%s', (_, hand, expected) => {
    const folder = office();
    hand(folder);
    const problem = verdict(folder);
    expect(problem).toMatchObject(expected);
    expect(describeError(problem ?? error('notFound', { what: '' }), 'en').what.length).toBeGreaterThan(20);
  });

  test('the guards refuse whoever leaves them in place', () => {
    const folder = office();
    for (const sql of [
      'DELETE FROM auditEntry;',
      'UPDATE auditEntry SET leafHash = zeroblob(32);',
      'DELETE FROM auditTreeHead;',
    ]) {
      expect(() => shell(folder, sql)).toThrow('never');
    }
  });
});

describe.runIf(hasShell)('against a checkpoint that was kept elsewhere, it is found that', () => {
  const whole = (size: number): string =>
    `DELETE FROM auditEntry WHERE sequence >= ${size}; DELETE FROM auditTreeHead WHERE size > ${size};
     DELETE FROM auditTileHash WHERE (number + 1) * 256 > ${size};`;

  test('the log was cut off with everything in it; the file beside the database is enough', () => {
    const folder = office(true);
    unguarded(folder, whole(700));
    expect(verdict(folder)).toMatchObject({ kind: 'audit.rolledBack', data: { sequence: 700 } });
    rmSync(join(folder, 'audit.checkpoint'));
    // The limit: without any checkpoint from elsewhere a shorter log is a good log.
    expect(verdict(folder)).toBeNull();
    expect(verdict(folder, [checkpoints.last])).toMatchObject({ kind: 'audit.rolledBack', data: { sequence: 700 } });
  });

  test('an older backup was put back by hand', () => {
    const folder = office(true);
    for (const name of readdirSync(folder).filter((file) => file.startsWith('starcard.db'))) rmSync(join(folder, name));
    copyFileSync(join(folder, 'early.backup'), join(folder, 'starcard.db'));
    expect(verdict(folder)).toMatchObject({ kind: 'audit.rolledBack' });
    const opened = openStore({ ...options, folder });
    expect(opened.ok ? null : opened.error).toMatchObject({ kind: 'audit.rolledBack' });
  });

  test('a write-ahead log with an edit in it was laid beside the database', () => {
    const folder = office(true);
    const other = office();
    const off = triggers.map(({ name }) => `DROP TRIGGER ${name};`).join('\n');
    const on = triggers.map(({ sql }) => `${sql};`).join('\n');
    const copy = `.shell cp '${join(other, 'starcard.db-wal')}' '${join(folder, 'starcard.db-wal')}'`;
    shell(
      other,
      `PRAGMA journal_mode = WAL;\nPRAGMA wal_autocheckpoint = 0;\nBEGIN;\n${off}\n${edit(5)}\n${on}\nCOMMIT;\n${copy}\n`,
    );
    expect(verdict(folder)).toEqual({ kind: 'audit.edited', data: { sequence: 5 } });
  });
});
