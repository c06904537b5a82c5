// What is on file about persons cannot be read from the folder, nor carried from one row to another.

import SqliteDatabase from 'better-sqlite3';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../electron/adapters/sqlite/open-store.ts';
import { databasePath } from '../../electron/adapters/sqlite/connection.ts';
import { createDispatch, type Handlers } from '../../electron/app/dispatch.ts';
import { openApplication } from '../../electron/core/review/open-application.ts';
import { ok } from '../../shared/result.ts';
import { application, blank, card, compose, file, job, keep } from './cases.ts';
import { altering, freshFolder, kindOf, must, opened, optionsFor, signer, withBlanks } from './office.ts';
import { handedOver } from './hand-over-steps.ts';
import { intoTheClear } from './in-the-clear.ts';
import { byHand, edited, resealed } from './resealed.ts';
import { cells } from '../../electron/adapters/sqlite/cells.ts';
import { approval, idOf, signed, stored, walkOffice } from './walk-office.ts';

/** Every file of the folder but what the training devices themselves hold: their plastic and chips show a person. */
function everyByte(folder: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(folder, 'printer')) && !path.startsWith(join(folder, 'chips')))
    .map((path) => ({ name: path.slice(folder.length + 1), bytes: readFileSync(path) }));
}

function filesWith(folder: string, words: readonly string[]): readonly string[] {
  return everyByte(folder).flatMap(({ name, bytes }) =>
    words.filter((word) => bytes.includes(word)).map((word) => `${name}: ${word}`),
  );
}

describe('a data folder', () => {
  test('tells nobody’s name or number, from the record that came in to the receipt', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    const made = await stored(walk, record);
    must(await handedOver(walk, made));
    walk.store.queue({ view: 'all', text: 'zaneta', offset: 0, limit: 5 });
    const { person, card: printed, applicationNumber } = record;
    // The record as it came in is base64url; so are its parts, wherever they begin.
    const name = Buffer.from(`"latinName":"${person.latinName}`);
    const inJws = [0, 1, 2].map((shift) => name.subarray(shift).toString('base64url').slice(0, -3));
    const names = [person.latinName, 'ZANETA', 'zaneta', person.chineseName ?? ''];
    const numbers = [person.passport.number, person.birthDate, printed.number, applicationNumber];
    const words = [...names, ...numbers, ...inJws];

    expect(filesWith(walk.folder, words)).toEqual([]);
    // The test can fail: the store itself does know them.
    expect(walk.store.applicationByNumber(applicationNumber)?.person).toEqual(person);
    expect(signed(record).jws).toContain(inJws.find((part) => signed(record).jws.includes(part)));
  });

  test('of an earlier version is sealed when it is opened, free pages and all, and reads as before', () => {
    const options = optionsFor(freshFolder(), { signer: signer() });
    const filed = Array.from({ length: 40 }, (_, number) => application(number + 1));
    const store = must(openStore(options));
    const made = job(1, application(1), { blankSerial: blank(1).serial, state: 'verified', note: 'asked for SMITH' });
    withBlanks(store);
    altering(store, (tx) => {
      for (const one of filed) file(tx, one);
      compose(tx, made);
      tx.putJobFile(made.id, 'card.pdf', Buffer.from('faces of KOWALSKA1'));
      keep(tx, card(1, application(1), made, blank(1)));
    });
    const head = store.treeHead();
    const salted = store.salted(application(3).id, application(3).recordHash);
    store.close();
    intoTheClear(options.folder);
    expect(filesWith(options.folder, ['KOWALSKA7', 'EP000007', 'asked for SMITH'])).toHaveLength(3);

    const upgraded = opened(options);

    expect(filed.map(({ id }) => upgraded.application(id))).toEqual(filed);
    expect(upgraded.job(made.id)?.note).toBe('asked for SMITH');
    expect(Buffer.from(upgraded.jobFile(made.id, 'card.pdf') ?? '').toString()).toBe('faces of KOWALSKA1');
    expect(upgraded.cards({ text: 'kowalska1,', limit: 5 }).map(({ number }) => number)).toEqual([
      application(1).card.number,
    ]);
    expect(upgraded.salted(application(3).id, application(3).recordHash)).toBe(salted);
    expect(upgraded.treeHead()).toEqual(head);
    expect(upgraded.diagnose().filter((finding) => !finding.ok)).toEqual([]);
    const words = filed.slice(0, 4).flatMap(({ person, number }) => [person.latinName, person.passport.number, number]);
    expect(filesWith(options.folder, [...words, 'SMITH', 'faces of'])).toEqual([]);
  });

  test('whose keys are gone is not opened, and no new ones are made', () => {
    const options = optionsFor(freshFolder());
    const store = must(openStore(options));
    altering(store, (tx) => file(tx, application(1)));
    store.close();
    const other = optionsFor(freshFolder());
    must(openStore(other)).close();
    byHand(options.folder, (_, db) => void db.exec(`UPDATE personVault SET ring = '${'0'.repeat(32)}'`));

    expect(kindOf(openStore(options))).toBe('storage.keysMissing');
    expect(kindOf(openStore({ ...other, personMaster: new Uint8Array(32) }))).toBe('ok');
  });
});

describe('a sealed value', () => {
  function office() {
    const options = optionsFor(freshFolder(), { signer: signer() });
    const store = opened(options);
    const from = [1, 2].map((number) =>
      job(number, application(number), { blankSerial: blank(number).serial, state: 'verified' }),
    );
    withBlanks(store);
    altering(store, (tx) => {
      for (const number of [1, 2]) file(tx, application(number));
      for (const one of from) {
        compose(tx, one);
        tx.putJobFile(one.id, 'card.pdf', Buffer.from('faces'));
        tx.putJobFile(one.id, 'chip.json', Buffer.from('{}'));
      }
      for (const [index, one] of from.entries())
        keep(tx, card(index + 1, application(index + 1), one, blank(index + 1)));
    });
    altering(store, (tx) => tx.updateApplication(application(1, { revision: 2, urgent: true })));
    return { options, store };
  }
  const swap = (table: string, of: string) =>
    `UPDATE ${table} SET sealed = (SELECT sealed FROM ${table} WHERE ${of} ORDER BY rowid DESC LIMIT 1) WHERE rowid = 1`;
  const exchanges: readonly (readonly [string, string])[] = [
    ['of another person', swap('application', 'rowid = 2')],
    ['of another person’s photo', swap('photo', 'rowid = 2')],
    ['of another person’s record', swap('record', 'rowid = 2')],
    ['of another person’s card', swap('card', 'rowid = 2')],
    ['of another file of the same job', swap('jobFile', `rowid = 2`)],
    ['of another column', `UPDATE card SET sealed = (SELECT sealed FROM application WHERE rowid = 1) WHERE rowid = 1`],
    [
      'with one bit changed',
      `UPDATE photo SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || iif(substr(sealed, -1) = x'00', x'01', x'00') AS BLOB) WHERE rowid = 1`,
    ],
    ['whose row says another revision', `UPDATE application SET revision = 1 WHERE rowid = 1`],
    ['whose number is another one’s', `UPDATE card SET numberDigest = 'x' WHERE rowid = 1`],
  ];

  test.each(exchanges)('%s does not open, and diagnose names it', (_, sql) => {
    const { options, store } = office();
    expect(store.diagnose().filter((finding) => !finding.ok)).toEqual([]);

    byHand(options.folder, (_vault, db) => void db.exec(sql));

    const found = store.diagnose().filter((finding) => !finding.ok);
    expect(found.map(({ check }) => check)).toContain('persons');
    expect(found[0]?.note).toMatch(/^1 values do not open: \w+ [0-9a-f]+/);
    expect(found[0]?.note).not.toMatch(/KOWALSKA|EP0000/);
  });

  test('of an earlier revision does not open in a later one: a row is rolled back as a whole or not at all', () => {
    const { options, store } = office();
    const former = edited((value: object) => ({ ...value, reason: 'put back' }));
    byHand(
      options.folder,
      resealed(
        'application',
        (row) => ({ person: String(row['id']), cell: cells.application(String(row['id']), 1) }),
        former,
        'revision = 1',
      ),
    );
    expect(store.application(application(2).id)?.reason).toBe('put back');
    byHand(options.folder, (_, db) => void db.exec('UPDATE application SET revision = 3 WHERE rowid = 2'));
    expect(() => store.application(application(2).id)).toThrow('does not open');
  });

  test('that does not open is refused by name through the contract, and the queue shows the others', async () => {
    const walk = await walkOffice();
    await walk.take(signed(approval(1)), signed(approval(2)));
    byHand(walk.folder, (_, db) => void db.exec(swap('application', 'rowid = 2')));
    const handlers = {
      'application.open': (input: Parameters<typeof openApplication>[0]) => openApplication(input, walk.context()),
    } as unknown as Handlers;
    const gate = { permit: () => ok(undefined), mayChange: ok(undefined), logSize: () => 0 };
    const log = { bug: () => 'bug', write: () => undefined } as never;

    const refused = await createDispatch(handlers, gate, log).call('application.open', {
      applicationId: walk.store.queue({ view: 'all', offset: 0, limit: 5 }).rows[0]?.id ?? '',
    });

    expect(kindOf(refused)).toBe('storage.sealBroken');
    const { rows } = walk.store.queue({ view: 'all', offset: 0, limit: 5 });
    expect(rows.map(({ latinName }) => latinName)).toEqual(['⚠', approval(2).person.latinName]);
    expect(idOf(walk, approval(2))).toBe(rows[1]?.id);
  });

  const plain = `CAST('{"name":"KOWALSKA, ANNA MARIA"}' AS BLOB)`;
  const tables = ['application', 'photo', 'record', 'jobFile', 'card'];
  test.each([
    ...tables.map((table) => `UPDATE ${table} SET sealed = ${plain}`),
    `INSERT INTO result (resultId, applicationId, sealed) VALUES ('r', '${application(1).id}', ${plain})`,
  ])('is never written in the clear: %s', (sql) => {
    const { options } = office();
    const shell = new SqliteDatabase(databasePath(options.folder));
    expect(() => shell.exec(sql)).toThrow(/rows are (sealed|never changed)/);
    shell.close();
  });
});
