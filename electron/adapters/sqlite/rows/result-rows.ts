/** Results for the authority, kept until it says that it has them, and after. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { resultSchema, type IssueResult, type PendingResult } from '../../../../shared/model/results.ts';
import { json } from './row.ts';

const rowSchema = z.object({ body: json(resultSchema), timesExported: z.int() });

export function resultRows(db: Database) {
  const waiting = db.prepare('SELECT body, timesExported FROM result WHERE acknowledged = 0 ORDER BY number');
  const insert = db.prepare('INSERT INTO result (resultId, body) VALUES (?, ?)');
  const exported = db.prepare('UPDATE result SET timesExported = timesExported + 1 WHERE resultId = ?');
  const acknowledge = db.prepare('UPDATE result SET acknowledged = 1 WHERE resultId = ? AND acknowledged = 0');

  return {
    /** Oldest first. */
    pendingResults(): readonly PendingResult[] {
      return z
        .array(rowSchema)
        .parse(waiting.all())
        .map(({ body, timesExported }) => ({ result: body, timesExported }));
    },
    insertResult: (result: IssueResult): void => void insert.run(result.resultId, JSON.stringify(result)),
    markResultsExported(resultIds: readonly string[]): void {
      for (const id of resultIds) exported.run(id);
    },
    /** How many were waiting until now; ids that are unknown or acknowledged already do not count. */
    acknowledgeResults: (resultIds: readonly string[]): number =>
      resultIds.reduce((count, id) => count + acknowledge.run(id).changes, 0),
  };
}
