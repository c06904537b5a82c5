// Somebody with the database file and all of its tools, but without the key: each way to change the log is found by name.

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyExportFolder } from '../../electron/app/cli/verify-export-folder.ts';
import { openStore } from '../../electron/adapters/sqlite/open-store.ts';
import { ORIGIN } from './cases.ts';
import { freshFolder, handClock, kindOf, must, opened, optionsFor, signer } from './office.ts';
import { edited, entryText, headOf, history, put, renumbered, resign, tampered } from './tampering.ts';

describe('without the key, it is found that', () => {
  test('nothing was done when nothing was done', () => {
    expect(tampered(() => undefined).problem).toBeNull();
  });

  test.each<[string, (db: Database) => void, object]>([
    [
      'an entry was edited',
      (db) => db.prepare('UPDATE auditEntry SET entry = ? WHERE sequence = 5').run(edited(entryText(db, 5))),
      { kind: 'audit.edited', data: { sequence: 5 } },
    ],
    [
      'an entry was edited and its hash made to fit',
      (db) => put(db, 5, edited(entryText(db, 5))),
      { kind: 'audit.rewritten', data: { sequence: 5, last: 5, size: 6 } },
    ],
    [
      'one of several entries of a transaction was edited and its hash made to fit',
      (db) => put(db, 7, edited(entryText(db, 7))),
      { kind: 'audit.rewritten', data: { sequence: 6, last: 8, size: 9 } },
    ],
    [
      'a hash was changed',
      (db) => db.exec('UPDATE auditEntry SET leafHash = zeroblob(32) WHERE sequence = 4'),
      { kind: 'audit.edited', data: { sequence: 4 } },
    ],
    [
      'an entry was spelled in another way and its hash made to fit',
      (db) => put(db, 3, entryText(db, 3).replace('{"action"', '{ "action"')),
      { kind: 'audit.malformed', data: { sequence: 3, fault: 'notCanonical' } },
    ],
    [
      'an entry was removed',
      (db) => db.exec('DELETE FROM auditEntry WHERE sequence = 5'),
      { kind: 'audit.removed', data: { sequence: 5 } },
    ],
    [
      'the first entry was removed',
      (db) => db.exec('DELETE FROM auditEntry WHERE sequence = 0'),
      { kind: 'audit.removed', data: { sequence: 0 } },
    ],
    [
      'an entry was removed and the others moved up',
      (db) => {
        db.exec('DELETE FROM auditEntry WHERE sequence = 5');
        for (let sequence = 6; sequence <= 12; sequence += 1) {
          db.exec(`UPDATE auditEntry SET sequence = ${sequence - 1} WHERE sequence = ${sequence}`);
        }
      },
      { kind: 'audit.removed', data: { sequence: 5 } },
    ],
    [
      'an entry was removed, the others moved up and renumbered with hashes that fit',
      (db) => {
        const texts = [6, 7, 8, 9, 10, 11, 12].map((sequence) => entryText(db, sequence));
        db.exec('DELETE FROM auditEntry WHERE sequence >= 5');
        for (const [index, text] of texts.entries()) put(db, 5 + index, renumbered(text, 5 + index));
      },
      { kind: 'audit.rewritten', data: { sequence: 5, last: 5, size: 6 } },
    ],
    [
      'an entry was inserted and the others moved down',
      (db) => {
        for (let sequence = 12; sequence >= 5; sequence -= 1) {
          db.exec(`UPDATE auditEntry SET sequence = ${sequence + 1} WHERE sequence = ${sequence}`);
        }
        put(db, 5, edited(entryText(db, 6)));
      },
      { kind: 'audit.rewritten', data: { sequence: 5, last: 5, size: 6 } },
    ],
    [
      'an entry was inserted among those of one transaction',
      (db) => {
        for (let sequence = 12; sequence >= 7; sequence -= 1) {
          db.exec(`UPDATE auditEntry SET sequence = ${sequence + 1} WHERE sequence = ${sequence}`);
        }
        put(db, 7, edited(entryText(db, 8)));
      },
      { kind: 'audit.inserted', data: { sequence: 7 } },
    ],
    [
      'two entries changed places',
      (db) => {
        const [third, fourth] = [entryText(db, 3), entryText(db, 4)];
        put(db, 3, fourth);
        put(db, 4, third);
      },
      { kind: 'audit.reordered', data: { sequence: 3, found: 4 } },
    ],
    [
      'the end was cut off',
      (db) => db.exec('DELETE FROM auditEntry WHERE sequence >= 11'),
      { kind: 'audit.truncated', data: { sequence: 11, size: 13 } },
    ],
    [
      'everything was cut off',
      (db) => db.exec('DELETE FROM auditEntry'),
      { kind: 'audit.truncated', data: { sequence: 0, size: 13 } },
    ],
    [
      'an entry was appended',
      (db) => put(db, 13, renumbered(entryText(db, 12), 13)),
      { kind: 'audit.unsigned', data: { sequence: 13, last: 13 } },
    ],
    [
      'an entry was appended with a tree head of somebody else',
      (db) => {
        put(db, 13, renumbered(entryText(db, 12), 13));
        resign(db, [14]);
      },
      { kind: 'audit.forged', data: { sequence: 13, size: 14, name: ORIGIN } },
    ],
    [
      'the newest tree head was removed',
      (db) => db.exec('DELETE FROM auditTreeHead WHERE size = 13'),
      { kind: 'audit.unsigned', data: { sequence: 12, last: 12 } },
    ],
    [
      'every tree head was removed',
      (db) => db.exec('DELETE FROM auditTreeHead'),
      { kind: 'audit.unsigned', data: { sequence: 0, last: 12 } },
    ],
    [
      'a root hash was changed',
      (db) => db.exec('UPDATE auditTreeHead SET rootHash = zeroblob(32) WHERE size = 4'),
      { kind: 'audit.headAltered', data: { sequence: 3, size: 4 } },
    ],
    [
      'a checkpoint was put in place of another',
      (db) => db.prepare('UPDATE auditTreeHead SET checkpoint = ? WHERE size = 4').run(headOf(db, 3)),
      { kind: 'audit.headAltered', data: { sequence: 3, size: 4 } },
    ],
    [
      'a signature was broken',
      (db) =>
        db
          .prepare('UPDATE auditTreeHead SET checkpoint = ? WHERE size = 4')
          .run(String(headOf(db, 4)).replace(/(.{20})....(.{4}\n)$/, '$1AAAA$2')),
      { kind: 'audit.forged', data: { sequence: 3, size: 4, name: ORIGIN } },
    ],
    [
      'an entry was edited and every head signed anew by somebody else',
      (db) => {
        put(db, 5, edited(entryText(db, 5)));
        resign(db, [6, 9, 10, 11, 12, 13]);
      },
      { kind: 'audit.forged', data: { sequence: 5, size: 6, name: ORIGIN } },
    ],
    [
      'the whole log was replaced by that of another workstation',
      (db) => {
        const other = optionsFor(freshFolder());
        const store = must(openStore(other));
        history(store);
        store.close();
        db.exec(`ATTACH '${join(other.folder, 'starcard.db')}' AS other`);
        for (const table of ['auditTreeHead', 'auditEntry']) db.exec(`DELETE FROM main.${table}`);
        db.exec(
          'INSERT INTO main.auditEntry (sequence, entry, leafHash) SELECT sequence, entry, leafHash FROM other.auditEntry',
        );
        db.exec('INSERT INTO main.auditTreeHead SELECT * FROM other.auditTreeHead');
        db.exec('DETACH other');
      },
      { kind: 'audit.forged', data: { sequence: 0, size: 1, name: ORIGIN } },
    ],
  ])('%s', (_, hand, expected) => {
    expect(tampered(hand).problem).toEqual(expected);
  });

  test.each([
    ['changed', 'UPDATE auditTileHash SET hash = zeroblob(32)', 255],
    ['removed', 'DELETE FROM auditTileHash', 255],
    ['added', 'INSERT INTO auditTileHash VALUES (1, 1, zeroblob(32))', 299],
  ])('a stored tree hash was %s', (_, sql, sequence) => {
    expect(tampered((db) => db.exec(sql), 296).problem).toMatchObject({
      kind: 'audit.treeAltered',
      data: { sequence },
    });
  });

  test('triggers were dropped: the database is not even opened', () => {
    const options = optionsFor(freshFolder());
    must(openStore(options)).close();
    const db = new SqliteDatabase(join(options.folder, 'starcard.db'));
    db.exec('DROP TRIGGER auditEntryNoDelete');
    db.close();
    const refused = openStore({ ...options, mode: 'read' });
    expect(refused.ok ? null : refused.error).toEqual({
      kind: 'storage.altered',
      data: { what: 'trigger auditEntryNoDelete -' },
    });
  });
});

describe('a checkpoint that was kept elsewhere shows', () => {
  test('a log that was rolled back with everything in it', () => {
    const { reader, checkpoint, problem } = tampered((db) => {
      db.exec('DELETE FROM auditEntry WHERE sequence >= 11');
      db.exec('DELETE FROM auditTreeHead WHERE size > 11');
    });
    expect(problem).toBeNull();
    expect(reader.verifyAudit([checkpoint]).problem).toEqual({
      kind: 'audit.rolledBack',
      data: { sequence: 11, size: 13 },
    });
  });

  test('a log that the holder of the key wrote anew', () => {
    const options = optionsFor(freshFolder(), { signer: signer() });
    const store = opened(options);
    history(store);
    const rewritten = opened({ ...options, folder: freshFolder(), clock: handClock('2026-03-02T09:00:00.000Z') });
    history(rewritten, 12);
    const checkpoint = store.treeHead()?.checkpoint ?? '';
    expect(rewritten.verifyAudit().problem).toBeNull();
    expect(rewritten.verifyAudit([checkpoint]).problem).toEqual({
      kind: 'audit.forked',
      data: { sequence: 0, size: 13 },
    });
    expect(store.verifyAudit([checkpoint]).problem).toBeNull();
  });

  test('nothing when it is another log’s', () => {
    const stranger = opened(optionsFor(freshFolder()));
    const { reader } = tampered(() => undefined);
    expect(reader.verifyAudit([stranger.treeHead()?.checkpoint ?? '']).problem).toMatchObject({
      kind: 'audit.foreignCheckpoint',
    });
  });
});

describe('the workstation does not put its signature under', () => {
  test('a tail that it did not sign', () => {
    const { options } = tampered((db) => put(db, 13, renumbered(entryText(db, 12), 13)));
    expect(kindOf(openStore(options))).toBe('audit.tailAltered');
  });

  test('a newest entry that was edited', () => {
    const { options } = tampered((db) => put(db, 12, edited(entryText(db, 12))));
    expect(kindOf(openStore(options))).toBe('audit.tailAltered');
  });

  test('a log of another key', () => {
    const { options } = tampered(() => undefined);
    expect(kindOf(openStore({ ...options, signer: signer() }))).toBe('audit.otherKey');
  });
});

describe('an export', () => {
  test('of several tiles verifies with the key alone, and only into an empty folder', () => {
    const store = opened(optionsFor(freshFolder()));
    history(store, 600);
    const folder = join(freshFolder(), 'export');

    expect(must(store.exportAudit(folder))).toEqual({ size: 603 });

    const { problem, size, rootHash } = store.verifyAudit();
    expect(problem).toBeNull();
    expect(must(verifyExportFolder(folder, store.verifierKey))).toEqual({
      size,
      rootHash: Buffer.from(rootHash).toString('hex'),
    });
    expect(kindOf(store.exportAudit(folder))).toBe('storage.exists');
    expect(kindOf(verifyExportFolder(folder, 'no key'))).toBe('audit.noKey');
  });
});
