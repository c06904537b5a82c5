/** Keys that a hand opened, or opened again: sessions and the entries of two people, side by side. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';

export interface KeySessionFinding {
  readonly check: 'keySessions';
  readonly ok: boolean;
  readonly note: string;
}

/** Rows that no entry knows, or that are open although an entry closed them, and entries without their row. */
const wrong = `
  SELECT (SELECT count(*) FROM keySession AS s WHERE NOT EXISTS (
      SELECT 1 FROM auditEntry AS e WHERE e.action = 'keys.opened' AND e.outcome = 'ok' AND e.subjectId = s.day
        AND e.actor = s.openedBy AND e.entry ->> '$.detail.approval' = s.approvalId
        AND e.entry ->> '$.detail.approvedBy' = s.approvedBy)
    OR (s.closedBy IS NOT (SELECT e.actor FROM auditEntry AS e WHERE e.action = 'keys.closed' AND e.outcome = 'ok'
        AND e.entry ->> '$.detail.approval' = s.approvalId)))
  + (SELECT count(*) FROM auditEntry AS e WHERE e.action = 'keys.opened' AND e.outcome = 'ok'
      AND e.entry ->> '$.detail.approval' NOT IN (SELECT approvalId FROM keySession))`;

export function diagnoseKeySessions(db: Database): readonly KeySessionFinding[] {
  const found = z.int().parse(db.prepare(wrong).pluck().get());
  return [
    { check: 'keySessions', ok: found === 0, note: `${found} openings of the keys that are not as the log has them` },
  ];
}
