/** Changes of the profile as rows, newest by their serial. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { sha256Schema } from '../../../../shared/model/ids.ts';
import { instantSchema } from '../../../../shared/model/time.ts';
import type { ProfileChange, ProfileWriter } from '../../../core/profile/ports.ts';
import { named, oneRow } from './row.ts';

const columns = 'serial, jws, digest, changedBy, approvedBy, approvalId, changedAt';

const changeSchema = z.strictObject({
  serial: z.int(),
  jws: z.string(),
  digest: sha256Schema,
  changedBy: z.string(),
  approvedBy: z.string(),
  approvalId: z.string(),
  changedAt: instantSchema,
});

export function profileRows(db: Database): ProfileWriter {
  const newest = db.prepare(`SELECT ${columns} FROM profileChange ORDER BY serial DESC LIMIT 1`);
  const insert = db.prepare(`INSERT INTO profileChange (${columns}) VALUES (${named(columns)})`);
  return {
    newestProfileChange: (): ProfileChange | undefined => oneRow(changeSchema, newest.get()),
    insertProfileChange: (change) => void insert.run(change),
  };
}
