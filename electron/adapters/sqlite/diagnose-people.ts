/**
 * What was written about people straight into the database: rows that the signed log knows nothing of. An entry cannot be
 * forged without the log's key; a row can.
 */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { twoPersonActions } from '../../core/access/permissions.ts';

export interface PeopleFinding {
  readonly check: 'approvals';
  readonly ok: boolean;
  readonly note: string;
}

const spentSchema = z.array(z.string());

/** Everything that an approval states, in one line that two can be compared by. */
const spentApprovals = `SELECT json_array(id, approver, action, subjectId, shown, startedBy) FROM spentApproval`;
const givenApprovals = `
  SELECT json_array(entry ->> '$.detail.approval', actor, entry ->> '$.detail.action', entry ->> '$.detail.subject',
    entry ->> '$.detail.shown', entry ->> '$.detail.startedBy')
  FROM auditEntry WHERE action = 'approval.given' AND outcome = 'ok'`;

export function diagnosePeople(db: Database): readonly PeopleFinding[] {
  const texts = (sql: string): readonly string[] => spentSchema.parse(db.prepare(sql).pluck().all());
  const given = new Set(texts(givenApprovals));
  const forged = texts(spentApprovals).filter((spent) => !given.has(spent)).length;
  const listed = texts('SELECT action FROM twoPersonAction ORDER BY action').join();
  const known = listed === twoPersonActions.toSorted().join();
  return [
    {
      check: 'approvals',
      ok: forged === 0 && known,
      note: known ? `${forged} approvals that nobody gave` : `acts of two people in the database: ${listed}`,
    },
  ];
}
