/** Conditions of SQL that hold a row to the entry of the act which made it: a row can be forged, an entry cannot. */

import { ONE_ACT_MS } from '../../core/audit/one-act.ts';

/** Whether the log holds a good entry `e` of an act on a subject, and of which `condition` is true. */
export function logged(action: string, subjectId: string, condition = 'TRUE'): string {
  return `EXISTS (SELECT 1 FROM auditEntry AS e WHERE e.subjectId = ${subjectId} AND e.action = '${action}'
    AND e.outcome = 'ok' AND ${condition})`;
}

export const inDetail = (field: string, value: string): string => `e.entry ->> '$.detail.${field}' = ${value}`;

/** Written with the row. */
export const atTheTime = (at: string): string =>
  `abs(julianday(e.entry ->> '$.time') - julianday(${at})) * 86400000 <= ${ONE_ACT_MS}`;

/** The other way: counts the good entries of an act whose row is gone. `row`: table and condition, by `row` and `e`. */
export function withoutRow(action: string, row: string): string {
  return entriesWithout(`e.action = '${action}' AND e.outcome = 'ok'`, row);
}

/** The same for entries of any kind. */
export function entriesWithout(condition: string, row: string): string {
  return `SELECT count(*) FROM auditEntry AS e WHERE ${condition} AND NOT EXISTS (SELECT 1 FROM ${row})`;
}
