/** Records from the authority, byte for byte, sealed under the key of their case. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { StoredRecord } from '../../../core/ports.ts';
import { recordSchema } from '../../../../shared/model/approval.ts';
import { applicationIdSchema, sha256Schema, type Sha256 } from '../../../../shared/model/ids.ts';
import { utf8Bytes } from '../../../core/chip/bytes.ts';
import type { PersonVault } from '../../persons/person-vault.ts';
import { cells } from '../cells.ts';
import { bytesSchema, named, oneRow } from './row.ts';

const rowSchema = z.object({
  hash: sha256Schema,
  recordId: z.string(),
  type: z.enum(recordSchema.options.map((option) => option.shape.type.value)),
  sealed: bytesSchema,
  applicationId: applicationIdSchema,
  receivedAt: z.string(),
});

const columns = 'hash, recordId, type, sealed, applicationId, receivedAt';
const decoder = new TextDecoder();

export function recordRows(db: Database, vault: PersonVault) {
  const byHash = db.prepare(`SELECT ${columns} FROM record WHERE hash = ?`);
  const byId = db.prepare(`SELECT ${columns} FROM record WHERE recordId = ?`);
  const ofCase = db.prepare(`SELECT ${columns} FROM record WHERE applicationId = ? ORDER BY receivedAt, rowid`);
  const insert = db.prepare(`INSERT INTO record (${columns}) VALUES (${named(columns)})`);

  /** Empty bytes where the person's key was destroyed: that the record was here stays known. */
  function opened(row: unknown): StoredRecord | undefined {
    const found = oneRow(rowSchema, row);
    if (found === undefined) return undefined;
    const { sealed, ...clear } = found;
    const plain = vault.open(clear.applicationId, cells.record(clear.hash), sealed);
    return { ...clear, jws: plain === null ? '' : decoder.decode(plain) };
  }

  return {
    record: (hash: Sha256): StoredRecord | undefined => opened(byHash.get(hash)),
    recordById: (recordId: string): StoredRecord | undefined => opened(byId.get(recordId)),
    recordsOf: (applicationId: string): readonly StoredRecord[] =>
      ofCase.all(applicationId).flatMap((row) => opened(row) ?? []),
    insertRecord({ jws, ...record }: StoredRecord): void {
      const sealed = vault.seal(record.applicationId, cells.record(record.hash), utf8Bytes(jws));
      insert.run({ ...record, sealed });
    },
  };
}
