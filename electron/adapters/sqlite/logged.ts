/** Conditions of SQL that hold a row to the entry of the act which made it: a row can be forged, an entry cannot. */

/** Whether the log holds a good entry `e` of an act on a subject, and of which `condition` is true. */
export function logged(action: string, subjectId: string, condition = 'TRUE'): string {
  return `EXISTS (SELECT 1 FROM auditEntry AS e WHERE e.subjectId = ${subjectId} AND e.action = '${action}'
    AND e.outcome = 'ok' AND ${condition})`;
}

export const inDetail = (field: string, value: string): string => `e.entry ->> '$.detail.${field}' = ${value}`;

/** Written with the row, in one transaction; a minute is more than the slowest disk takes. */
export const atTheTime = (at: string): string => `abs(julianday(e.entry ->> '$.time') - julianday(${at})) * 1440 <= 1`;
