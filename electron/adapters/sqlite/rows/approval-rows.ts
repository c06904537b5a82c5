/** Approvals of second persons that were used up, and the acts that keep no approval in a row of their own. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { SpentApproval } from '../../../core/access/second-person.ts';
import { sha256Schema, type JobId } from '../../../../shared/model/ids.ts';
import { instantSchema } from '../../../../shared/model/time.ts';
import { named, oneRow } from './row.ts';

const columns = 'id, action, subjectId, shown, startedBy, approver, expiresAt, spentAt';

const spentApprovalSchema = z.strictObject({
  id: z.string(),
  action: z.string(),
  subjectId: z.string(),
  shown: sha256Schema,
  startedBy: z.string(),
  approver: z.string(),
  expiresAt: instantSchema,
  spentAt: instantSchema,
});

export function approvalRows(db: Database) {
  const byId = db.prepare(`SELECT ${columns} FROM spentApproval WHERE id = ?`);
  const insert = db.prepare(`INSERT INTO spentApproval (${columns}) VALUES (${named(columns)})`);
  const insertReprint = db.prepare(
    'INSERT INTO reprint (jobId, attempt, approvalId) VALUES (@jobId, @attempt, @approvalId)',
  );

  return {
    spentApproval: (id: string): SpentApproval | undefined => oneRow(spentApprovalSchema, byId.get(id)),
    insertSpentApproval: (approval: SpentApproval): void => void insert.run(approval),
    insertReprint: (reprint: { readonly jobId: JobId; readonly attempt: number; readonly approvalId: string }): void =>
      void insertReprint.run(reprint),
  };
}
