/**
 * What has to be true of an office after every step, asked of the database file itself and not of the program: each rule
 * answers the rows that break it.
 */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import {
  appendLeaf,
  emptyFrontier,
  leafHash,
  rootOf,
  toHex,
  type Frontier,
} from '../../../electron/core/audit/merkle.ts';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { openVault } from '../resealed.ts';

const textsSchema = z.array(z.string());

/** Rows that break the rule, in words. */
type Invariant = (file: Database, folder: string) => readonly string[];

function rows(sql: string): Invariant {
  return (file) => textsSchema.parse(file.prepare(sql).pluck().all());
}

const inOffice = `('boxed', 'inTray', 'inWork', 'suspended', 'setAside', 'finished', 'test', 'returned')`;
const accepted = `SELECT 1 FROM auditEntry WHERE subjectId = card.applicationId AND action = 'application.accepted'`;

export const invariants: Readonly<Record<string, Invariant>> = {
  'every blank is where its last movement put it': rows(`
    SELECT serial || ' in ' || place FROM blank AS b
    WHERE place IS NOT (SELECT toPlace FROM stockMovement WHERE blankSerial = b.serial ORDER BY number DESC LIMIT 1)`),

  'the day adds up': rows(`
    SELECT 'opening ' || d.opening || ', came ' || came || ', left ' || gone || ', there ' || there FROM workDay AS d
    JOIN (SELECT
      (SELECT count(*) FROM blank WHERE place IN ${inOffice}) AS there,
      (SELECT count(*) FROM stockMovement AS m JOIN workDay AS o ON m.number >= o.firstMovement
        WHERE o.state <> 'closed' AND coalesce(m.fromPlace, 'outside') NOT IN ${inOffice} AND m.toPlace IN ${inOffice}) AS came,
      (SELECT count(*) FROM stockMovement AS m JOIN workDay AS o ON m.number >= o.firstMovement
        WHERE o.state <> 'closed' AND m.fromPlace IN ${inOffice} AND m.toPlace NOT IN ${inOffice}) AS gone)
    WHERE d.state <> 'closed' AND d.opening + came - gone <> there`),

  'the ledger has no gap': rows(`
    SELECT 'number ' || number FROM (SELECT number, row_number() OVER (ORDER BY number) AS place FROM stockMovement)
    WHERE number <> place`),

  'no card without an approval': rows(`
    SELECT card.id FROM card JOIN job ON job.id = card.jobId
    WHERE NOT EXISTS (SELECT 1 FROM record WHERE hash = job.recordHash AND applicationId = card.applicationId
        AND type IN ('approval', 'replacement'))
      OR NOT EXISTS (${accepted})`),

  'no card by one person': rows(`
    SELECT card.id FROM card JOIN auditEntry AS departure ON departure.subjectId = card.id AND departure.action = 'card.handedOver'
    WHERE departure.actor = card.handedOverBy AND card.handedOverBy = (SELECT actor FROM auditEntry
      -- Of the record in force when it left: an earlier record was another matter.
      WHERE subjectId = card.applicationId AND action = 'application.accepted' AND sequence < departure.sequence
      ORDER BY sequence DESC LIMIT 1)
    UNION ALL
    SELECT card.id FROM card WHERE handedOverBy IS NOT NULL AND NOT EXISTS (SELECT 1 FROM auditEntry
      WHERE subjectId = card.id AND action = 'card.handedOver' AND actor = card.handedOverBy)`),

  'no blank in two places': rows(`
    SELECT serial FROM blank WHERE place IN ('inWork', 'suspended')
      AND 1 <> (SELECT count(*) FROM job WHERE job.blankSerial = blank.serial AND job.open = 1)
    UNION ALL
    SELECT serial FROM blank WHERE place IN ('boxed', 'inTray', 'test')
      AND EXISTS (SELECT 1 FROM job WHERE job.blankSerial = blank.serial AND job.open = 1 AND job.state <> 'composed')
    UNION ALL
    SELECT blankSerial FROM card GROUP BY blankSerial HAVING count(*) > 1
    UNION ALL
    SELECT card.blankSerial FROM card JOIN blank ON blank.serial = card.blankSerial
    WHERE (card.state = 'handedOver' AND blank.place <> 'handedOver')
      -- A lost card is revoked where it is: its plastic is not in the office.
      OR (blank.place = 'handedOver' AND card.state NOT IN ('handedOver', 'revoked'))`),

  'at most one living card of a number': (file, folder) => {
    // By the numbers themselves and not by their digests, which the program could have mistaken.
    const vault = openVault(folder);
    const rowsOf = file.prepare(
      `SELECT id, applicationId, revision, sealed FROM card WHERE state = 'handedOver' ORDER BY ordinal`,
    );
    const living = new Map<string, string[]>();
    for (const row of rowsOf.all()) {
      const { id, applicationId, revision, sealed } = cardSchema.parse(row);
      const cell = { table: 'card', column: 'sealed', row: id, revision };
      const plain = vault.open(applicationId, cell, sealed);
      const number = plain === null ? id : new TextDecoder().decode(plain);
      living.set(number, [...(living.get(number) ?? []), id]);
    }
    vault.close();
    return [...living.values()].filter((ids) => ids.length > 1).map((ids) => ids.join(' and '));
  },

  'the old card is accounted for': rows(`
    SELECT card.id FROM card JOIN application ON application.id = card.applicationId
    WHERE card.state = 'handedOver' AND application.kind <> 'firstIssue' AND EXISTS (
      SELECT 1 FROM card AS old WHERE old.numberDigest = card.numberDigest AND old.ordinal < card.ordinal
        AND old.state IN ('handedOver', 'inCustody', 'dispatched'))`),

  'a card of two people’s acts has both': rows(`
    SELECT id FROM spentApproval WHERE startedBy = approver
    UNION ALL
    SELECT m.act || ' ' || m.blankSerial FROM stockMovement AS m
    WHERE m.act IN ('received', 'destroyed', 'lost', 'found') AND m.approvalId IS NULL`),

  'each case has a key, and each erased case none': (file, folder) => {
    const vault = openVault(folder);
    const cases = file.prepare('SELECT id, erasureId IS NOT NULL AS erased FROM application').all();
    const wrong = cases.flatMap((row) => {
      const { id, erased } = z.object({ id: z.string(), erased: z.int() }).parse(row);
      return vault.isDestroyed(id) === (erased === 1) ? [] : [id];
    });
    vault.close();
    return wrong;
  },
};

const cardSchema = z.object({
  id: z.string(),
  applicationId: z.string(),
  revision: z.int(),
  sealed: z.instanceof(Uint8Array),
});

/** Every broken rule with what breaks it. */
export function broken(file: Database, folder: string): readonly string[] {
  return Object.entries(invariants).flatMap(([name, holds]) => holds(file, folder).map((row) => `${name}: ${row}`));
}

const entriesSchema = z.array(z.instanceof(Uint8Array));
const headSchema = z.object({ size: z.int(), rootHash: z.instanceof(Uint8Array) });

/** Follows the log entry by entry: after each step its newest head is the tree over the bytes that are there. */
export function logFollower() {
  let frontier: Frontier = emptyFrontier;
  return (file: Database): readonly string[] => {
    const added = file
      .prepare('SELECT CAST(entry AS BLOB) FROM auditEntry WHERE sequence >= ? ORDER BY sequence')
      .pluck();
    for (const entry of entriesSchema.parse(added.all(frontier.size))) {
      frontier = appendLeaf(systemDigest, frontier, leafHash(systemDigest, new Uint8Array(entry))).frontier;
    }
    const head = file.prepare('SELECT size, rootHash FROM auditTreeHead ORDER BY size DESC LIMIT 1').get();
    const { size, rootHash } = headSchema.parse(head);
    const isGood = size === frontier.size && toHex(rootOf(systemDigest, frontier)) === toHex(new Uint8Array(rootHash));
    return isGood ? [] : [`the log verifies: head of ${size} over ${frontier.size} entries`];
  };
}
