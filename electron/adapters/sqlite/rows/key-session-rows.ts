/** On which working days the keys that sign cards were open, and by whom. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { instantSchema } from '../../../../shared/model/time.ts';
import type { KeySession, KeySessionWriter } from '../../../core/keys/ports.ts';
import { named, oneRow, sole } from './row.ts';

const columns = 'approvalId, day, openedBy, approvedBy, openedAt';

const sessionSchema = z.strictObject({
  approvalId: z.string(),
  day: z.string(),
  openedBy: z.string(),
  approvedBy: z.string(),
  openedAt: instantSchema,
});

export function keySessionRows(db: Database): KeySessionWriter {
  const open = db.prepare(`SELECT ${columns} FROM keySession WHERE day = ? AND closedAt IS NULL`);
  const insert = db.prepare(`INSERT INTO keySession (${columns}) VALUES (${named(columns)})`);
  const close = db.prepare(
    'UPDATE keySession SET closedBy = ?, closedAt = ? WHERE approvalId = ? AND closedAt IS NULL',
  );
  return {
    openKeySession: (day): KeySession | undefined => oneRow(sessionSchema, open.get(day)),
    insertKeySession: (session) => void insert.run(session),
    closeKeySession: (approvalId, closedBy, closedAt) =>
      sole(close.run(closedBy, closedAt, approvalId).changes, `key session ${approvalId}`),
  };
}
