// The rules of the model can fail: each is broken by hand in the database file of a played office, and is seen to be broken.

import type { Database } from 'better-sqlite3';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { cells } from '../../electron/adapters/sqlite/cells.ts';
import { invariants, type Rule } from './model/invariants.ts';
import { play } from './model/play.ts';
import { shrunk } from './model/shrink.ts';
import { watch } from './model/watch.ts';
import { freshFolder } from './office.ts';
import { byHand, type openVault } from './resealed.ts';

/** Long enough for cards that left and for days that were closed. */
const [SEED, STEPS] = [9, 600];
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, step) => step);

/** Rule, what of it, and what somebody writes who has dropped every trigger and every constraint. */
const sabotage: readonly (readonly [Rule, string, string])[] = [
  [
    'stock balances',
    'a blank is where its last movement put it',
    `UPDATE blank SET place = 'boxed' WHERE serial = (SELECT min(serial) FROM blank WHERE place = 'inTray')`,
  ],
  ['stock balances', 'the open day adds up', `UPDATE workDay SET opening = opening + 1 WHERE state <> 'closed'`],
  [
    'stock balances',
    'a closed day added up',
    `UPDATE workDay SET balance = json_set(balance, '$.received', 1 + json_extract(balance, '$.received'))
     WHERE state = 'closed'`,
  ],
  [
    'stock balances',
    'a day opens with what the ledger had by then',
    `UPDATE workDay SET opening = opening - 1 WHERE day = (SELECT max(day) FROM workDay)`,
  ],
  ['stock balances', 'the ledger has no gap', `DELETE FROM stockMovement WHERE number = 2`],
  ['no card without approval', 'its record came in for that case', `UPDATE job SET recordHash = '${'0'.repeat(64)}'`],
  [
    'no card without approval',
    'its case was accepted, here or where it came from',
    `UPDATE auditEntry SET entry = replace(entry, 'application.accepted', 'application.returned')`,
  ],
  [
    'no card by one person',
    'who accepted the record did not hand over its card',
    `UPDATE card SET handedOverBy = (SELECT actor FROM auditEntry WHERE action = 'application.accepted'
     AND subjectId = card.applicationId ORDER BY sequence DESC LIMIT 1) WHERE handedOverBy IS NOT NULL`,
  ],
  [
    'no card by one person',
    'who handed over is on record',
    `UPDATE card SET handedOverBy = 'nobody' WHERE handedOverBy IS NOT NULL`,
  ],
  [
    'no card by one person',
    'what two people did, two people did',
    `UPDATE stockMovement SET approvalId = NULL WHERE act = 'received'`,
  ],
  [
    'no blank in two places',
    'a blank in work is in one job',
    `UPDATE blank SET place = 'inWork' WHERE serial = (SELECT min(serial) FROM blank WHERE place = 'inTray')`,
  ],
  [
    'no blank in two places',
    'a blank became one card',
    `UPDATE card SET blankSerial = (SELECT min(blankSerial) FROM card)`,
  ],
  [
    'no blank in two places',
    'a card is where its blank is',
    `UPDATE card SET state = 'returned' WHERE state = 'handedOver'`,
  ],
  ['no blank in two places', 'a slot holds one card', `UPDATE card SET slot = '7' WHERE state = 'handedOver'`],
  [
    'at most one living card a person',
    'of one case one card is in use',
    `INSERT INTO card SELECT * FROM card WHERE state = 'handedOver'`,
  ],
  [
    'at most one living card a person',
    'a number that two cases bear now has one card',
    `UPDATE caseNumber SET digest = 'x', inForce = 1`,
  ],
  [
    'a service by the consent of its holder',
    'asked on its day, for that service of that card, and by two',
    `UPDATE serviceChange SET consentId = NULL`,
  ],
  [
    'old card accounted for',
    'no earlier card of the number is about',
    `UPDATE application SET kind = 'damage';
     UPDATE card SET numberDigest = 'x', state = 'handedOver' WHERE handedOverBy IS NOT NULL`,
  ],
  [
    'old card accounted for',
    'it was collected, and is cut, kept or destroyed',
    `UPDATE application SET kind = 'expiry'; DELETE FROM oldCard`,
  ],
  [
    'old card accounted for',
    'a lost one was revoked, and stays so',
    `UPDATE application SET kind = 'loss'; DELETE FROM revocation`,
  ],
  [
    'accounts are changed by two others',
    'neither of the two is whose account it is',
    `UPDATE accountChange SET account = (SELECT approver FROM spentApproval WHERE id = accountChange.approvalId)
     WHERE approvalId IS NOT NULL`,
  ],
  ['accounts are changed by two others', 'two are left who may', `UPDATE account SET role = 'auditor'`],
  ['log verifies', 'head', `UPDATE auditEntry SET entry = replace(entry, 'officer1', 'officer9')`],
  ['log verifies', 'head', `DELETE FROM auditEntry WHERE sequence = (SELECT max(sequence) FROM auditEntry)`],
  ['an erased person has no key', '', `UPDATE application SET erasureId = '${'e'.repeat(32)}'`],
];

const tables = [
  'card',
  'job',
  'blank',
  'stockMovement',
  'workDay',
  'account',
  'accountChange',
  'application',
  'caseNumber',
  'serviceChange',
] as const;

const cardSchema = z.object({
  id: z.string(),
  applicationId: z.string(),
  revision: z.int(),
  sealed: z.instanceof(Uint8Array),
});

/** The same rows without a constraint or an index: what the database itself would never take can be written. */
function loosen(db: Database, table: string): void {
  db.pragma('foreign_keys = OFF');
  db.exec(`ALTER TABLE ${table} RENAME TO strict_${table}; CREATE TABLE ${table} AS SELECT * FROM strict_${table}`);
}

describe('a rule that is broken by hand is seen to be:', () => {
  const played = mkdtempSync(join(tmpdir(), 'starcard-story-'));
  let isPlayed = false;
  afterAll(() => rmSync(played, { recursive: true, force: true }));

  // In the first test and not before it: the folders of an office belong to a test.
  async function story(): Promise<string> {
    if (isPlayed) return played;
    const failure = await play(SEED, range(STEPS), undefined, ({ offices: [here] }) => {
      here.store.close();
      cpSync(here.folder, played, { recursive: true });
    });
    expect(failure).toBeNull();
    isPlayed = true;
    return played;
  }

  async function brokenBy(hand: (db: Database, vault: ReturnType<typeof openVault>) => void) {
    const folder = freshFolder();
    cpSync(await story(), folder, { recursive: true });
    byHand(folder, (vault, db) => {
      for (const table of tables) loosen(db, table);
      hand(db, vault);
    });
    const looked = watch(folder);
    const broken = looked.look();
    looked.close();
    return broken;
  }

  test('none, where nothing was changed', async () => {
    expect(await brokenBy(() => undefined)).toEqual([]);
  });

  test.each(sabotage)('%s: %s', async (rule, what, sql) => {
    const broken = await brokenBy((db) => {
      const changes = db.prepare('SELECT total_changes()').pluck();
      const before = changes.get();
      db.exec(sql);
      if (changes.get() === before) throw new Error('the story has nothing to break');
    });
    expect(broken.filter((one) => one.rule === rule && one.what.startsWith(what))).not.toEqual([]);
  });

  test('at most one living card a number: sealed so that no digest tells', async () => {
    const broken = await brokenBy((db, vault) => {
      const living = db.prepare(
        `SELECT id, applicationId, revision, sealed FROM card WHERE state = 'handedOver' LIMIT 2`,
      );
      const [one, other] = z.array(cardSchema).parse(living.all());
      if (one === undefined || other === undefined) throw new Error('the story has no two cards');
      const number = vault.open(one.applicationId, cells.card(one.id, one.revision), one.sealed);
      if (number === null) throw new Error('that key was destroyed');
      const sealed = vault.seal(other.applicationId, cells.card(other.id, other.revision), number);
      db.prepare('UPDATE card SET sealed = ? WHERE id = ?').run(sealed, other.id);
    });
    expect(broken.map(({ rule }) => rule)).toEqual(['at most one living card a number']);
  });

  test('at most one living card a person: of two cases that no number connects', async () => {
    const broken = await brokenBy((db, vault) => {
      const living = db.prepare(
        `SELECT a.id, a.id AS applicationId, a.revision, a.sealed FROM card JOIN application AS a ON a.id = card.applicationId
         WHERE card.state = 'handedOver' LIMIT 2`,
      );
      const [one, other] = z.array(cardSchema).parse(living.all());
      if (one === undefined || other === undefined) throw new Error('the story has no two cards');
      const person = vault.open(one.id, cells.application(one.id, one.revision), one.sealed);
      if (person === null) throw new Error('that key was destroyed');
      const sealed = vault.seal(other.id, cells.application(other.id, other.revision), person);
      db.prepare('UPDATE application SET sealed = ? WHERE id = ?').run(sealed, other.id);
    });
    expect(broken.map(({ rule }) => rule)).toEqual(['at most one living card a person']);
  });

  test('every query has somebody who breaks what it looks for', () => {
    const tried = new Set(sabotage.map(([rule, what]) => `${rule}: ${what}`));
    expect(invariants.map(({ rule, what }) => `${rule}: ${what}`).filter((one) => !tried.has(one))).toEqual([]);
  });
});

describe('a story', () => {
  test('is the same each time it is told, up to the last outcome', async () => {
    const told = async (): Promise<readonly string[]> => {
      let heard: readonly string[] = [];
      expect(await play(3, range(120), undefined, (_town, trace) => void (heard = [...trace]))).toBeNull();
      return heard;
    };
    expect(await told()).toEqual(await told());
  });

  test('is shrunk to the steps that it takes', async () => {
    const least = await shrunk(
      range(100),
      async (steps) => [7, 42, 99].every((step) => steps.includes(step)),
      () => true,
    );
    expect(least).toEqual([7, 42, 99]);
  });
});
