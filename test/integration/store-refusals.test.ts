// Databases that must not be touched: newer, altered, somebody else's. Each is refused by name and stays as it was.

import SqliteDatabase from 'better-sqlite3';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { migrations } from '../../electron/adapters/sqlite/migrations/all.ts';
import { openStore } from '../../electron/adapters/sqlite/open-store.ts';
import { schemaHash, schemaOf } from '../../electron/adapters/sqlite/schema.ts';
import { freshFolder, kindOf, must, opened, optionsFor } from './office.ts';

describe('a database that is refused stays as it was', () => {
  function refused(spoil: (path: string) => void) {
    const options = optionsFor(freshFolder());
    must(openStore(options)).close();
    const path = join(options.folder, 'starcard.db');
    spoil(path);
    const before = readFileSync(path);
    const result = openStore(options);
    if (result.ok) result.value.close();
    expect(readFileSync(path).equals(before)).toBe(true);
    return result;
  }
  const sql = (statement: string) => (path: string) => {
    const shell = new SqliteDatabase(path);
    shell.exec(statement);
    shell.pragma('journal_mode = DELETE');
    shell.close();
  };

  test.each([
    ['newer', 'PRAGMA user_version = 99', 'storage.newer', { found: 99, known: migrations.length }],
    [
      'altered by a dropped trigger',
      'DROP TRIGGER auditEntryNoUpdate',
      'storage.altered',
      { what: 'trigger auditEntryNoUpdate -' },
    ],
    ['altered by a table', 'CREATE TABLE extra (a)', 'storage.altered', { what: 'table extra +' }],
    [
      'altered by a weakened trigger',
      `DROP TRIGGER recordNoDelete; CREATE TRIGGER recordNoDelete BEFORE DELETE ON record BEGIN SELECT 1; END`,
      'storage.altered',
      { what: 'trigger recordNoDelete ≠' },
    ],
    ['somebody else’s', 'PRAGMA application_id = 7', 'storage.notData', {}],
  ])('%s', (_, statement, kind, data) => {
    const result = refused(sql(statement));
    expect(result.ok ? null : result.error).toMatchObject({ kind, data });
  });

  test('no database at all', () => {
    expect(
      kindOf(refused((path) => writeFileSync(path, 'not a database, only a text of some length'.repeat(50)))),
    ).toBe('storage.notData');
  });

  test('no folder: a writer makes it, a reader does not', () => {
    const folder = join(freshFolder(), 'new', 'data');
    expect(kindOf(openStore(optionsFor(folder, { mode: 'read' })))).toBe('storage.notData');
    expect(existsSync(folder)).toBe(false);
    opened(optionsFor(folder));
    expect(existsSync(join(folder, 'starcard.db'))).toBe(true);
  });

  test('a path that cannot be a folder', () => {
    const plainFile = join(freshFolder(), 'file');
    writeFileSync(plainFile, '');
    expect(kindOf(openStore(optionsFor(join(plainFile, 'data'))))).toBe('storage.unwritable');
  });

  test('a folder in place of the database', () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'starcard.db'));
    expect(kindOf(openStore(optionsFor(folder)))).toBe('storage.unwritable');
  });
});

describe('migrations', () => {
  test('are numbered without a gap, and each leads to the structure that was written down for it', () => {
    const db = new SqliteDatabase(':memory:');
    const reached = migrations.map(({ sql: step, after = '', version }) => {
      db.exec(step + after);
      return { version, hash: schemaHash(schemaOf(db)) };
    });
    expect(reached).toEqual(migrations.map(({ schemaHash: hash }, index) => ({ version: index + 1, hash })));
    db.close();
  });
});
