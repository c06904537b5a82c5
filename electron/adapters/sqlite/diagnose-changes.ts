/**
 * Changes of accounts, sessions and shifts against the signed log, in both directions: a row that nobody is on record for,
 * and a row that the log has and the file no longer. A change that changes nothing is a forged right all the same.
 */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { accountEntries } from '../../core/access/account-entries.ts';

export interface ChangesFinding {
  readonly check: 'accountChanges' | 'sessions';
  readonly ok: boolean;
  readonly note: string;
}

/** The first start makes accounts by no approval, as the training set-up does by no row. */
const entryCase = Object.entries(accountEntries)
  .map(([act, action]) => `WHEN '${act}' THEN '${action}'`)
  .join(' ');

/** By what right, in one line that two can be compared by; of each account in their order. */
const changes = `
  SELECT account, json_array(CASE act ${entryCase} END, changedBy, approvalId, codeId, proofId) AS said
  FROM accountChange WHERE act <> 'firstStart' ORDER BY account, revision`;
const loggedChanges = `
  SELECT subjectId AS account, json_array(action, actor, entry ->> '$.detail.approval', entry ->> '$.detail.sealedCode',
    entry ->> '$.detail.proof') AS said
  FROM auditEntry WHERE outcome = 'ok' AND action IN (${Object.values(accountEntries)
    .map((action) => `'${action}'`)
    .join()})
    AND (action <> 'account.created' OR entry ->> '$.detail.approval' IS NOT NULL)
  ORDER BY subjectId, sequence`;
/** Two are made by each, and never one. */
const firstStarts = `
  SELECT abs((SELECT count(*) FROM accountChange WHERE act = 'firstStart')
    - 2 * (SELECT count(*) FROM auditEntry WHERE action = 'code.used' AND outcome = 'ok' AND subjectId = 'firstStart'))`;

const saidSchema = z.array(z.object({ account: z.string(), said: z.string() }));

// Versions before shifts had sign-ins without a row; whoever signs in first afterwards begins a shift too.
const since = `(SELECT min(sequence) - 1 FROM auditEntry WHERE action = 'shift.started')`;

const entriesOf = (...actions: readonly string[]): string => `FROM auditEntry AS e WHERE e.subjectId = a.name
  AND e.action IN (${actions.map((action) => `'${action}'`).join()}) AND e.outcome = 'ok' AND e.sequence >= ${since}`;

/** Accounts whose sessions or shifts are not those of the log: more, fewer, or open although they ended. */
const otherSessions = `
  SELECT count(*) FROM account AS a WHERE
    (SELECT count(*) FROM session WHERE account = a.name) <> (SELECT count(*) ${entriesOf('session.signedIn')})
    OR EXISTS (SELECT 1 FROM session WHERE account = a.name AND endedAt IS NULL) <> ifnull(
      (SELECT e.action = 'session.signedIn'
        ${entriesOf('session.signedIn', 'session.signedOut', 'session.ended')} ORDER BY e.sequence DESC LIMIT 1), FALSE)
    OR (SELECT count(*) FROM shift WHERE account = a.name) <> (SELECT count(*) ${entriesOf('shift.started')})
    OR (SELECT count(*) FROM shift WHERE account = a.name AND endedAt IS NOT NULL)
      <> (SELECT count(*) ${entriesOf('shift.ended')})`;

export function diagnoseChanges(db: Database): readonly ChangesFinding[] {
  const count = (sql: string): number => z.int().parse(db.prepare(sql).pluck().get());
  const [rows, log] = [saidOf(db, changes), saidOf(db, loggedChanges)];
  const accounts = new Set([...rows.keys(), ...log.keys()]);
  const other = [...accounts].filter((name) => rows.get(name)?.join() !== log.get(name)?.join()).length;
  const changed = other + count(firstStarts);
  const sessions = count(otherSessions);
  return [
    { check: 'accountChanges', ok: changed === 0, note: `${changed} accounts with changes that are not the log’s` },
    {
      check: 'sessions',
      ok: sessions === 0,
      note: `${sessions} accounts with sessions or shifts that are not the log’s`,
    },
  ];
}

function saidOf(db: Database, sql: string): ReadonlyMap<string, readonly string[]> {
  const said = new Map<string, string[]>();
  for (const row of saidSchema.parse(db.prepare(sql).all())) {
    const before = said.get(row.account);
    if (before === undefined) said.set(row.account, [row.said]);
    else before.push(row.said);
  }
  return said;
}
