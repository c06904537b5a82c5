/** Records from the authority, byte for byte. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { StoredRecord } from '../../../core/ports.ts';
import { recordSchema } from '../../../../shared/model/approval.ts';
import { applicationIdSchema, sha256Schema, type Sha256 } from '../../../../shared/model/ids.ts';
import { named, oneRow } from './row.ts';

const rowSchema = z.object({
  hash: sha256Schema,
  recordId: z.string(),
  type: z.enum(recordSchema.options.map((option) => option.shape.type.value)),
  jws: z.string(),
  applicationId: applicationIdSchema,
  receivedAt: z.string(),
});

const columns = 'hash, recordId, type, jws, applicationId, receivedAt';

export function recordRows(db: Database) {
  const byHash = db.prepare(`SELECT ${columns} FROM record WHERE hash = ?`);
  const byId = db.prepare(`SELECT ${columns} FROM record WHERE recordId = ?`);
  const insert = db.prepare(`INSERT INTO record (${columns}) VALUES (${named(columns)})`);
  return {
    record: (hash: Sha256): StoredRecord | undefined => oneRow(rowSchema, byHash.get(hash)),
    recordById: (recordId: string): StoredRecord | undefined => oneRow(rowSchema, byId.get(recordId)),
    insertRecord: (record: StoredRecord): void => void insert.run(record),
  };
}
