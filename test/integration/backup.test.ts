// A backup taken while work goes on is whole and verifies; a restore checks everything first and loses nothing.

import SqliteDatabase from 'better-sqlite3';
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { restoreBackup } from '../../electron/adapters/sqlite/backup.ts';
import { lockDataFolder } from '../../electron/adapters/sqlite/lock.ts';
import { openStore, type OpenStore, type StoreOptions } from '../../electron/adapters/sqlite/open-store.ts';
import { application, event, file } from './cases.ts';
import { altering, freshFolder, kindOf, must, opened, optionsFor, signer } from './office.ts';

const now = new Date('2026-03-02T18:00:00.000Z');

function withCases(count: number) {
  const options = optionsFor(freshFolder(), { signer: signer() });
  const store = opened(options);
  altering(store, (tx) => {
    for (let number = 1; number <= count; number += 1) file(tx, application(number));
  });
  return { options, store, backupFile: join(freshFolder(), 'backup.db') };
}

/** What a backup holds, read as the store that it would become. */
function contents(backupFile: string, options: StoreOptions): OpenStore {
  const folder = freshFolder();
  must(restoreBackup(backupFile, folder, options, now));
  // The keys of persons are in no backup: they come from the copy of the keys.
  cpSync(join(options.folder, 'keys'), join(folder, 'keys'), { recursive: true });
  return opened({ ...options, folder });
}

describe('a backup', () => {
  test('is one file with everything in it', async () => {
    const { options, store, backupFile } = withCases(50);

    must(await store.backup(backupFile));

    expect(readdirSync(dirname(backupFile))).toEqual(['backup.db']);
    const copy = contents(backupFile, options);
    expect(copy.countApplications()).toEqual(store.countApplications());
    expect(copy.photo(application(7).id)).toEqual(store.photo(application(7).id));
    expect(copy.treeHead()).toEqual(store.treeHead());
  });

  test('taken while transactions go on holds each of them whole or not at all', async () => {
    const { options, store, backupFile } = withCases(2_000);
    const running = store.backup(backupFile);
    for (let number = 2_001; number <= 2_030; number += 1) {
      altering(store, (tx) => file(tx, application(number)));
      // Lets the copy go on between two transactions.
      await new Promise((next) => setImmediate(next));
    }
    must(await running);

    const copy = contents(backupFile, options);

    const cases = copy.countApplications().received;
    // Of each case after the first 2,000, two entries; before them one each, one of their transaction, the checkpoint over
    // so many, and the log's first.
    expect(copy.verifyAudit()).toMatchObject({ size: 2_003 + 2 * (cases - 2_000), problem: null });
    expect(copy.diagnose().filter((finding) => !finding.ok)).toEqual([]);
  });

  test('never overwrites, and says where it cannot write', async () => {
    const { store, backupFile } = withCases(1);
    writeFileSync(backupFile, 'something else');
    expect(kindOf(await store.backup(backupFile))).toBe('storage.exists');
    expect(readFileSync(backupFile, 'utf8')).toBe('something else');
    expect(kindOf(await store.backup(join(freshFolder(), 'no', 'folder', 'b.db')))).toBe('file.unwritable');
  });
});

describe('a restore', () => {
  async function backedUp() {
    const { options, store, backupFile } = withCases(3);
    must(await store.backup(backupFile));
    altering(store, (tx) => file(tx, application(4)));
    return { options, store, backupFile };
  }

  test('brings back what was, and keeps what is under another name', async () => {
    const { options, store, backupFile } = await backedUp();
    store.close();

    const restored = must(restoreBackup(backupFile, options.folder, options, now));

    const kept = join(options.folder, 'starcard.db.before-2026-03-02T18-00-00-000Z');
    expect(restored).toEqual({ size: 5, keptAside: kept, lost: null });
    const old = new SqliteDatabase(kept, { readonly: true });
    expect(old.prepare('SELECT count(*) FROM application').pluck().get()).toBe(4);
    old.close();
    const again = opened(options);
    expect(again.countApplications().received).toBe(3);
    altering(again, (tx) => tx.audit(event('restore')));
    expect(again.verifyAudit().problem).toBeNull();
  });

  test('is refused while the folder is in use', async () => {
    const { options, backupFile } = await backedUp();
    const lock = must(lockDataFolder(options.folder, 'window'));
    expect(kindOf(restoreBackup(backupFile, options.folder, options, now))).toBe('storage.locked');
    lock.release();
  });

  test.each<[string, string, (path: string) => void]>([
    ['a text', 'storage.notData', (path) => writeFileSync(path, 'text '.repeat(2_000))],
    ['one that was cut off', 'storage.damaged', (path) => truncateSync(path, 40_960)],
    [
      'an edited log',
      'audit.edited',
      alter(
        `UPDATE auditEntry SET entry = replace(entry, 'officer1', 'officer2') WHERE sequence = 2`,
        'auditEntryNoUpdate',
      ),
    ],
    ['an altered structure', 'storage.altered', alter('DROP INDEX oneLivingCardPerNumber')],
    ['a newer version', 'storage.newer', alter('PRAGMA user_version = 99')],
  ])('of %s is refused, and everything stays as it was', async (_, kind, spoil) => {
    const { options, store, backupFile } = await backedUp();
    store.close();
    spoil(backupFile);
    const before = readdirSync(options.folder);

    expect(kindOf(restoreBackup(backupFile, options.folder, options, now))).toBe(kind);

    expect(readdirSync(options.folder).filter((name) => !name.startsWith('workstation.'))).toEqual(before);
    expect(opened(options).countApplications().received).toBe(4);
  });

  test('of another workstation’s log, or of no file, is refused', async () => {
    const { options, backupFile } = await backedUp();
    const other = optionsFor(freshFolder());
    expect(kindOf(restoreBackup(backupFile, other.folder, other, now))).toBe('audit.forged');
    expect(kindOf(restoreBackup(join(options.folder, 'none.db'), other.folder, other, now))).toBe('file.unreadable');
    expect(existsSync(join(other.folder, 'starcard.db'))).toBe(false);
  });

  test('works over a database that can no longer be opened', async () => {
    const { options, store, backupFile } = await backedUp();
    store.close();
    const path = join(options.folder, 'starcard.db');
    writeFileSync(path, 'destroyed '.repeat(1_000));
    expect(kindOf(openStore(options))).toBe('storage.notData');

    const { keptAside } = must(restoreBackup(backupFile, options.folder, options, now));

    expect(readFileSync(keptAside ?? '', 'utf8')).toContain('destroyed');
    expect(opened(options).countApplications().received).toBe(3);
  });

  test('leaves the backup itself untouched', async () => {
    const { options, store, backupFile } = await backedUp();
    store.close();
    const copy = join(freshFolder(), 'copy.db');
    copyFileSync(backupFile, copy);
    must(restoreBackup(backupFile, options.folder, options, now));
    expect(readFileSync(backupFile).equals(readFileSync(copy))).toBe(true);
  });
});

/** Runs SQL with a trigger off that would forbid it. */
function alter(sql: string, trigger?: string): (path: string) => void {
  return (path) => {
    const db = new SqliteDatabase(path);
    const restore = db
      .prepare('SELECT sql FROM sqlite_schema WHERE name = ?')
      .pluck()
      .get(trigger ?? '');
    if (trigger !== undefined) db.exec(`DROP TRIGGER ${trigger}`);
    db.exec(sql);
    if (typeof restore === 'string') db.exec(restore);
    db.close();
  };
}
