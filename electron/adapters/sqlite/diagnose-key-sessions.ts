/** Keys that a hand opened, or opened again: sessions and the entries of two people, side by side. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { inDetail, logged, withoutRow } from './logged.ts';

export interface KeySessionFinding {
  readonly check: 'keySessions';
  readonly ok: boolean;
  readonly note: string;
}

/** Rows that no entry knows, or that are open although an entry closed them, and entries without their row. */
const wrong = `
  SELECT (SELECT count(*) FROM keySession AS s WHERE NOT ${logged(
    'keys.opened',
    's.day',
    `e.actor = s.openedBy AND ${inDetail('approval', 's.approvalId')} AND ${inDetail('approvedBy', 's.approvedBy')}`,
  )}
    OR (s.closedBy IS NOT (SELECT e.actor FROM auditEntry AS e WHERE e.action = 'keys.closed' AND e.outcome = 'ok'
        AND ${inDetail('approval', 's.approvalId')})))
  + (${withoutRow('keys.opened', `keySession AS row WHERE ${inDetail('approval', 'row.approvalId')}`)})`;

export function diagnoseKeySessions(db: Database): readonly KeySessionFinding[] {
  const found = z.int().parse(db.prepare(wrong).pluck().get());
  return [
    { check: 'keySessions', ok: found === 0, note: `${found} openings of the keys that are not as the log has them` },
  ];
}
