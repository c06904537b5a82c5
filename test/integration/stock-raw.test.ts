/** Stock and day in the hands of somebody who writes straight into the database file: stopped there, or found by diagnose. */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { migrations } from '../../electron/adapters/sqlite/migrations/all.ts';
import { blankPlaces, nextBlank, type BlankEvent } from '../../electron/core/stock/blank-state.ts';
import { handShift } from '../../electron/core/day/shift.ts';
import { receiveBox } from '../../electron/core/stock/receive-box.ts';
import { setAsideBlank } from '../../electron/core/stock/spoilt.ts';
import { stockActSchema } from '../../shared/model/ledger.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../electron/adapters/sqlite/open-store.ts';
import { approve, type Approval, type Question } from '../../electron/core/access/second-person.ts';
import { sha256Schema } from '../../shared/model/ids.ts';
import { freshFolder, must, opened, optionsFor } from './office.ts';
import { second } from './service-office.ts';
import { box, closed, counted, diagnosed, serial, shellOn, stockOffice, type StockOffice } from './stock-office.ts';
import { withoutTriggers } from '../support/hand.ts';
import { officer1 } from './walk-office.ts';

const chain = 'f'.repeat(64);

/** A row of the ledger as somebody would forge it. */
function forge(db: Database, change: Readonly<Record<string, string | number | null>>): () => void {
  return () => {
    const row = {
      number: Number(db.prepare('SELECT max(number) + 1 FROM stockMovement').pluck().get()),
      blankSerial: 'SC-00000001',
      act: 'setAside',
      fromPlace: 'inTray',
      toPlace: 'setAside',
      day: '2026-03-02',
      at: '2026-03-02T08:00:00.000Z',
      actor: 'officer1',
      workstation: 'TRAINING-1',
      jobId: null,
      reason: null,
      approvalId: null,
      auditSequence: 1,
      chain,
      ...change,
    };
    const names = Object.keys(row);
    const sql = `INSERT INTO stockMovement (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`;
    db.prepare(sql).run(row);
  };
}

describe('the database itself refuses', () => {
  test('every change of a blank that no movement makes', async () => {
    const db = shellOn(await stockOffice());
    const sql = (statement: string) => () => db.exec(statement);
    expect(sql(`UPDATE blank SET place = 'destroyed' WHERE serial = 'SC-00000001'`)).toThrow('by a movement only');
    expect(sql(`UPDATE blank SET jobId = 'x' WHERE serial = 'SC-00000001'`)).toThrow('by a movement only');
    expect(sql(`UPDATE blank SET box = 'OTHER' WHERE serial = 'SC-00000001'`)).toThrow('by a movement only');
    expect(
      sql(`INSERT INTO blank (serial, place, box, position, updatedAt) VALUES ('NEW-1', 'inTray', 'NEW', 1, 'now')`),
    ).toThrow('comes in by a movement');
    expect(sql(`UPDATE stockMovement SET act = 'loaded'`)).toThrow('never changed');
    expect(sql('DELETE FROM stockMovement')).toThrow('never deleted');
  });

  test.each([
    ['a way that no blank goes', { act: 'destroyed', toPlace: 'destroyed', fromPlace: 'inTray' }, 'CHECK'],
    [
      'one person destroying',
      { blankSerial: 'SC-00000002', act: 'destroyed', fromPlace: 'setAside', toPlace: 'destroyed' },
      'CHECK',
    ],
    [
      'two people that nobody knows',
      { act: 'lost', toPlace: 'lost', approvalId: 'a'.repeat(32) },
      'needs their approval',
    ],
    [
      'a start where the blank is not',
      { act: 'loaded', fromPlace: 'boxed', toPlace: 'inTray' },
      'starts where the blank is',
    ],
    ['a gap', { number: 99 }, 'one after the other'],
    ['blanks out of nowhere', { blankSerial: 'NEW-1', act: 'setUp', fromPlace: null, toPlace: 'inTray' }, 'CHECK'],
    ['what was never carried over', { act: 'carriedOver', fromPlace: null, toPlace: 'inTray' }, 'carried over'],
    ['an entry that is not there', { auditSequence: 99999 }, 'FOREIGN KEY'],
    ['the tray of another', { act: 'assigned', toPlace: 'inWork', workstation: 'OTHER' }, 'one workstation'],
    [
      'a card outside of an open day',
      { act: 'assigned', toPlace: 'inWork', day: '2026-03-03' },
      'outside of an open day',
    ],
  ])('a movement with %s', async (_what, change, complaint) => {
    const office = await stockOffice();
    must(setAsideBlank({ serial: serial('SC-00000002'), reason: 'damaged' }, office.context()));
    expect(forge(shellOn(office), change)).toThrow(complaint);
  });

  test('a blank out of a box that is closed', async () => {
    const office = await stockOffice();
    must(await receiveBox(box, office.context()));
    const db = shellOn(office);
    const load = forge(db, { blankSerial: box.first, act: 'loaded', fromPlace: 'boxed', toPlace: 'inTray' });
    const open = () =>
      db.exec(`UPDATE blankBox SET openedAt = '2026-03-02T08:00:00.000Z', openedBy = 'officer1' WHERE name = 'BOX-7'`);

    expect(load).toThrow('a box is opened before a blank is taken from it');
    const sound = diagnosed(office);
    open();
    expect([sound, diagnosed(office)]).toEqual([[], ['stockPapers']]);
    load();
    expect(diagnosed(office)).toEqual(['ledger', 'stockPapers']);
    expect(() => db.exec(`UPDATE blankBox SET count = 21 WHERE name = 'BOX-7'`)).toThrow('opened once');
    expect(open).toThrow('opened once');
    expect(() => db.exec(`DELETE FROM blankBox`)).toThrow('never deleted');
  });

  test('a card while a difference is unexplained, and one person explaining it', async () => {
    const office = await stockOffice();
    must(closed(office, { inTray: 9 }));
    const db = shellOn(office);
    db.exec(`INSERT INTO workDay (day, state, openedAt, openedBy, isLate, untested, opening, firstMovement,
      revision) VALUES ('2026-03-03', 'open', '2026-03-03T01:00:00.000Z', 'officer1', 0, 'noTestCard', 10, 99, 1)`);
    expect(forge(db, { act: 'assigned', toPlace: 'inWork', day: '2026-03-03' })).toThrow('difference is unexplained');
    expect(() =>
      db.exec(`UPDATE stockCount SET cause = 'other', explanation = '${'A'.repeat(44)}', explainedBy = 'officer1',
        approvedBy = 'officer2', approvalId = '${'a'.repeat(32)}', explainedAt = 'now' WHERE differs`),
    ).toThrow('by two people');
    expect(() => db.exec(`UPDATE stockCount SET counted = expected`)).toThrow('by two people');
    expect(diagnosed(office)).toContain('days');
  });

  test('a day that was closed to be opened again, and one before it', async () => {
    const office = await stockOffice();
    must(closed(office));
    const db = shellOn(office);
    const reopened = (day: string) => () =>
      db.exec(`INSERT INTO workDay (day, state, openedAt, openedBy, isLate, untested, opening, firstMovement, revision)
        VALUES ('${day}', 'open', '2026-03-02T09:00:00.000Z', 'x', 0, 'noTestCard', 1, 1, 1)`);
    expect(() => db.exec(`UPDATE workDay SET state = 'open', closedAt = NULL, closedBy = NULL`)).toThrow('closed once');
    expect(() => db.exec(`DELETE FROM workDay`)).toThrow('never deleted');
    expect(reopened('2026-03-02')).toThrow('and once');
    expect(reopened('2026-03-01')).toThrow('and once');
  });
});

describe('diagnose finds', () => {
  test.each([
    ['a blank that was moved', `UPDATE blank SET place = 'destroyed' WHERE serial = 'SC-00000003'`, ['stock']],
    ['a row that was rewritten', `UPDATE stockMovement SET at = 'later' WHERE number = 2`, ['ledger']],
    ['rows that were cut off', `DELETE FROM stockMovement WHERE number > 10`, ['ledger', 'stock']],
    ['a day that nobody opened', `UPDATE workDay SET day = '2026-03-09'`, ['days']],
    [
      'a close that was made up',
      `UPDATE workDay SET state = 'closed', closedAt = 'x', closedBy = 'x', balance = '{}'`,
      ['days'],
    ],
  ])('%s', async (_what, statement, checks) => {
    const office = await stockOffice();
    must(setAsideBlank({ serial: serial('SC-00000002'), reason: 'damaged' }, office.context()));
    withoutTriggers(office.walk.folder, (db) => db.exec(statement));
    expect(diagnosed(office).filter((check) => check !== 'foreignKeys')).toEqual(checks);
  });
});

describe('an approval of another act does not serve', () => {
  /** Given by the second person for one act, and written as spent by somebody who has the file. */
  async function spentFor(office: StockOffice, action: Question['action'], subjectId: string): Promise<Approval> {
    const question = { action, subjectId, shown: sha256Schema.parse('5'.repeat(64)) };
    const given = must(await approve(question, officer1, second, office.context()));
    const times = { expiresAt: given.expiresAt.toISOString(), spentAt: '2026-03-02T08:00:00.000Z' };
    const row = { ...given, ...times };
    const names = Object.keys(row);
    shellOn(office)
      .prepare(`INSERT INTO spentApproval (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`)
      .run(row);
    return given;
  }

  test.each([
    [
      'a workstation that blanks may go to',
      'stock.receive',
      (approval: string) =>
        `INSERT INTO stockPeer VALUES ('HERE/OTHER', 'key', '2026-03-02T08:00:00.000Z', '${approval}')`,
    ],
    [
      'a record of destruction',
      'stock.receive',
      (approval: string) => `INSERT INTO destruction VALUES
        (1, '2026-03-02', '2026-03-02T08:00:00.000Z', 'officer1', 'officer2', 'shredded', '${approval}', 1)`,
    ],
    [
      'a shift of another day',
      'day.handShift',
      (approval: string) => `INSERT INTO shiftHandOver (number, day, at, givenBy, takenBy, suspended, note, approvalId)
        VALUES (1, '2026-03-02', '2026-03-02T08:00:00.000Z', 'officer1', 'officer2', 0, '${'A'.repeat(44)}', '${approval}')`,
    ],
    [
      'a transfer',
      'stock.receive',
      (approval: string) => `INSERT INTO stockTransfer VALUES
        ('${'7'.repeat(32)}', 'out', 'HERE/OTHER', 1, '2026-03-02T08:00:00.000Z', 'officer1', '${approval}', 'file')`,
    ],
  ] as const)('for %s, and diagnose finds the row', async (_what, action, sql) => {
    const office = await stockOffice();
    const { id } = await spentFor(office, action, '2026-03-01');
    const sound = diagnosed(office);

    shellOn(office).exec(sql(id));

    expect(sound).toEqual([]);
    expect(diagnosed(office)).toContain('stockPapers');
  });
});

test('two programs on one data folder cannot take one blank', async () => {
  const office = await stockOffice();
  const [one, two] = [shellOn(office), shellOn(office)];
  const taking = { act: 'assigned', toPlace: 'inWork' };
  // The job does not matter here.
  for (const db of [one, two]) db.pragma('foreign_keys = OFF');
  const jobs = ['a', 'b'].map((letter) => letter.repeat(32));

  forge(one, { ...taking, jobId: jobs[0] ?? null })();

  expect(forge(two, { ...taking, jobId: jobs[1] ?? null })).toThrow('starts where the blank is');
});

test('every way of the database is one of the program, and the other way round', () => {
  const db = new SqliteDatabase(':memory:');
  for (const { sql } of migrations) db.exec(sql);
  const table = String(db.prepare(`SELECT sql FROM sqlite_schema WHERE name = 'stockMovement'`).pluck().get());
  db.close();
  const inDatabase = [...table.matchAll(/'(\w+) (\w+) (\w+)'/g)].map(([, act, from, to]) => `${act} ${from} ${to}`);
  const ownActs = new Set(['received', 'setUp', 'carriedOver', 'transferredIn', 'arrived']);
  const events = stockActSchema.options.filter((act): act is Extract<typeof act, BlankEvent> => !ownActs.has(act));
  const inProgram = events.flatMap((event) =>
    blankPlaces.flatMap((place) => {
      const next = nextBlank(place, event);
      return next.ok ? [`${event} ${place} ${next.value}`] : [];
    }),
  );
  expect(inDatabase.filter((way) => !way.startsWith('transferredIn')).toSorted()).toEqual(inProgram.toSorted());
});

test('blanks from before there was a ledger are its first rows, each where it was', () => {
  const options = optionsFor(freshFolder());
  must(openStore(options)).close();
  const db = new SqliteDatabase(join(options.folder, 'starcard.db'));
  const version = migrations.findIndex(({ name }) => name === 'stock ledger and working day');
  const before = new SqliteDatabase(':memory:');
  for (const { sql } of migrations.slice(0, version)) before.exec(sql);
  before.pragma(`application_id = ${Number(db.pragma('application_id', { simple: true }))}`);
  before.pragma(`user_version = ${version}`);
  before.exec(`INSERT INTO blank (serial, place, box, position, reason, updatedAt)
    VALUES ('OLD-1', 'inTray', 'OLD', 0, NULL, '2026-01-01T00:00:00Z'), ('OLD-2', 'setAside', 'OLD', 1, 'chipFault', '2026-01-01T00:00:00Z')`);
  db.close();
  const folder = freshFolder();
  writeFileSync(join(folder, 'starcard.db'), before.serialize());
  before.close();

  const store = opened({ ...options, folder });

  expect(store.movementsOf(serial('OLD-2'))).toMatchObject([
    { act: 'carriedOver', fromPlace: null, toPlace: 'setAside' },
  ]);
  expect(store.envelopes()).toMatchObject([{ number: 1, blankSerial: 'OLD-2', reason: 'chipFault' }]);
  expect(store.diagnose().filter(({ ok }) => !ok)).toEqual([]);
});

test('a shift is handed over by two people: their approval of that act, and each in the place that was theirs', async () => {
  const office = await stockOffice();
  const { boxed, inTray } = counted(office);
  must(await handShift({ count: { boxed, inTray }, countedTwice: false, note: '', second }, office.context()));
  const db = shellOn(office);
  const approvalId = String(db.prepare('SELECT approvalId FROM shiftHandOver').pluck().get());
  const row = (givenBy: string, takenBy: string, approval: string) => () =>
    db.exec(`INSERT INTO shiftHandOver (number, day, at, givenBy, takenBy, suspended, note, approvalId)
      VALUES (2, '2026-03-02', '2026-03-02T09:00:00.000Z', '${givenBy}', '${takenBy}', 0, '${'A'.repeat(44)}', '${approval}')`);

  expect(row('officer1', 'officer2', 'a'.repeat(32))).toThrow('handed over by two people');
  expect(row('officer2', 'officer1', approvalId)).toThrow('handed over by two people');
  expect(row('officer1', 'officer1', approvalId)).toThrow(/CHECK|by two people/);
  expect(row('officer1', 'officer2', approvalId)).toThrow('UNIQUE');
  expect(() => db.exec(`UPDATE shiftHandOver SET takenBy = 'auditor1'`)).toThrow('never changed');
});
