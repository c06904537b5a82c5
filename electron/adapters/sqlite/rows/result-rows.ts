/** Results for the authority, kept until it says that it has them, and after; sealed under the key of their case. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { resultSchema, type IssueResult, type PendingResult } from '../../../../shared/model/results.ts';
import { utf8Bytes } from '../../../core/chip/bytes.ts';
import type { PersonVault } from '../../persons/person-vault.ts';
import { cells } from '../cells.ts';
import { bytesSchema, json } from './row.ts';

const rowsSchema = z.array(
  z.object({ resultId: z.string(), applicationId: z.string(), sealed: bytesSchema, timesExported: z.int() }),
);
const bodySchema = json(resultSchema);
const decoder = new TextDecoder();

export function resultRows(db: Database, vault: PersonVault) {
  const waiting = db.prepare(
    'SELECT resultId, applicationId, sealed, timesExported FROM result WHERE acknowledged = 0 ORDER BY number',
  );
  const ofCase = db.prepare(
    'SELECT resultId, applicationId, sealed, timesExported FROM result WHERE applicationId = ? ORDER BY number',
  );
  const caseOfNumber = db.prepare('SELECT id FROM application WHERE numberDigest = ?').pluck();
  const waitingOf = db.prepare('SELECT count(*) FROM result WHERE applicationId = ? AND acknowledged = 0').pluck();
  const insert = db.prepare('INSERT INTO result (resultId, applicationId, sealed) VALUES (?, ?, ?)');
  const exported = db.prepare('UPDATE result SET timesExported = timesExported + 1 WHERE resultId = ?');
  const acknowledge = db.prepare('UPDATE result SET acknowledged = 1 WHERE resultId = ? AND acknowledged = 0');

  function opened(rows: readonly unknown[]): readonly PendingResult[] {
    return rowsSchema.parse(rows).flatMap(({ resultId, applicationId, sealed, timesExported }) => {
      const plain = vault.open(applicationId, cells.result(resultId), sealed);
      return plain === null ? [] : [{ result: bodySchema.parse(decoder.decode(plain)), timesExported }];
    });
  }

  return {
    /** Oldest first. */
    pendingResults: (): readonly PendingResult[] => opened(waiting.all()),
    resultsOf: (applicationId: string): readonly IssueResult[] =>
      opened(ofCase.all(applicationId)).map(({ result }) => result),
    /** How many of a case the authority has not acknowledged. */
    resultsWaitingFor: (applicationId: string): number => z.int().parse(waitingOf.get(applicationId)),
    insertResult(result: IssueResult): void {
      const number = vault.digest('application', result.applicationNumber);
      const applicationId = z.string().parse(caseOfNumber.get(number));
      const sealed = vault.seal(applicationId, cells.result(result.resultId), utf8Bytes(JSON.stringify(result)));
      insert.run(result.resultId, applicationId, sealed);
    },
    markResultsExported(resultIds: readonly string[]): void {
      for (const id of resultIds) exported.run(id);
    },
    /** How many were waiting until now; ids that are unknown or acknowledged already do not count. */
    acknowledgeResults: (resultIds: readonly string[]): number =>
      resultIds.reduce((count, id) => count + acknowledge.run(id).changes, 0),
  };
}
