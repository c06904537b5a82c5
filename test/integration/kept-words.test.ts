// What cases are found by is kept sealed beside the keys until the next sign-in, and ends with the keys.

import SqliteDatabase from 'better-sqlite3';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyRingPath } from '../../electron/adapters/persons/person-vault.ts';
import type { OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import type { Application } from '../../shared/model/application.ts';
import { application, file } from './cases.ts';
import { altering, freshFolder, must, opened, optionsFor } from './office.ts';

/** One more than a page and a chunk hold together, so that what stands at their edges is asked for too. */
const CASES = 1200;

function named(n: number): Application {
  const letters = [...n.toString(26)].map((digit) => String.fromCharCode(65 + Number.parseInt(digit, 26))).join('');
  return application(n, {
    person: { ...application(n).person, latinName: `QUILL${letters}X, ANNA` },
    urgent: n % 7 === 0,
  });
}

function office(cases = CASES) {
  const options = optionsFor(freshFolder());
  const store = opened(options);
  altering(store, (tx) => {
    for (let n = 1; n <= cases; n += 1) file(tx, named(n));
  });
  return { options, store };
}

const foundBy = (store: OpenStore, text: string) => store.queue({ view: 'all', text, offset: 0, limit: 5 });
const nameOf = (n: number): string => `${named(n).person.latinName.split(',')[0] ?? ''},`;

function pages(folder: string): readonly { readonly page: number; readonly sealed: Buffer }[] {
  const ring = new SqliteDatabase(keyRingPath(folder), { readonly: true });
  const rows = ring.prepare('SELECT page, sealed FROM wordPage ORDER BY page').all();
  ring.close();
  return rows as { page: number; sealed: Buffer }[];
}

describe('kept words', () => {
  test('find every case after the next sign-in, each once and in its order', () => {
    const { options, store } = office();
    store.openIndex();
    const all = store.queue({ view: 'all', text: 'quill', offset: 0, limit: 5000 });
    store.closeIndex();
    expect(pages(options.folder).map(({ page }) => page)).toEqual([0, 1, 2]);

    store.openIndex();

    expect(store.queue({ view: 'all', text: 'quill', offset: 0, limit: 5000 })).toEqual(all);
    expect(all.total).toBe(CASES);
    expect(all.rows.map(({ id }) => id)).toEqual(
      store.queue({ view: 'all', offset: 0, limit: 5000 }).rows.map(({ id }) => id),
    );
    for (const n of [1, 511, 512, 513, 1024, CASES]) expect(foundBy(store, nameOf(n)).rows[0]?.id).toBe(named(n).id);
    expect(foundBy(store, 'nobody').total).toBe(0);
  });

  test('are not believed for a row that became another one', () => {
    const { options, store } = office(20);
    store.openIndex();
    store.closeIndex();
    const person = { ...named(3).person, latinName: 'RENAMED, ANNA' };
    altering(store, (tx) => tx.updateApplication(application(3, { person, revision: 2 })));
    // What the page still says of it must not be found.
    expect(foundBy(store, 'renamed').rows.map(({ id }) => id)).toEqual([named(3).id]);
    expect(foundBy(store, nameOf(3)).total).toBe(0);
    store.close();
    const again = opened(options);
    expect(foundBy(again, 'renamed').total).toBe(1);
  });

  test('that were damaged, exchanged or taken away only cost time', () => {
    const { options, store } = office();
    store.openIndex();
    store.close();
    const ring = new SqliteDatabase(keyRingPath(options.folder));
    ring.exec(`UPDATE wordPage SET sealed = (SELECT sealed FROM wordPage WHERE page = 1) WHERE page = 0;
      UPDATE wordPage SET sealed = x'00' WHERE page = 1; DELETE FROM wordPage WHERE page = 2`);
    ring.close();
    const again = opened(options);
    for (const n of [1, 600, CASES]) expect(foundBy(again, nameOf(n)).rows[0]?.id).toBe(named(n).id);
    expect(pages(options.folder)).toHaveLength(3);
  });

  test('hold no name that could be read, and no backup and no copy of the keys has them', async () => {
    const { options, store } = office(30);
    store.openIndex();
    store.closeIndex();
    const [backup, copy] = [join(freshFolder(), 'backup.db'), join(freshFolder(), 'keys.db')];
    must(await store.backup(backup));
    must(store.personKeys.copyTo(copy));
    const files = readdirSync(options.folder, { recursive: true, withFileTypes: true });
    const paths = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const path of [...paths, backup, copy]) {
      const bytes = readFileSync(path).toString('latin1').toUpperCase();
      expect([path, bytes.includes('QUILL')]).toEqual([path, false]);
    }
    const sealed = pages(options.folder)[0]?.sealed ?? Buffer.alloc(0);
    expect(sealed.length).toBeGreaterThan(1000);
    expect([backup, copy].map((path) => readFileSync(path).includes(sealed.subarray(1, 40)))).toEqual([false, false]);
  });

  test('of an erased person leave with the key, and the others stay found', () => {
    const { options, store } = office(40);
    store.openIndex();
    store.closeIndex();
    const before = pages(options.folder)[0]?.sealed.subarray(1, 40) ?? Buffer.alloc(1);
    must(store.personKeys.destroy([named(5).id], 'e'.repeat(32)));
    expect(pages(options.folder)).toEqual([]);
    expect(readFileSync(keyRingPath(options.folder)).includes(before)).toBe(false);
    expect(foundBy(store, nameOf(5)).total).toBe(0);
    expect(foundBy(store, nameOf(6)).total).toBe(1);
    const kept = pages(options.folder)[0]?.sealed;
    must(store.personKeys.destroy([named(6).id], 'f'.repeat(32)));
    // Somebody is signed in: the page is there again at once, without them.
    expect(pages(options.folder)).toHaveLength(1);
    expect(pages(options.folder)[0]?.sealed).not.toEqual(kept);
  });
});
