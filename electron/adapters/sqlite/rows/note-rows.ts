/** Texts of review notes: their digests are in the log, they themselves may be deleted when their time is over. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { utf8Bytes } from '../../../core/chip/bytes.ts';
import type { ReviewNote } from '../../../core/ports.ts';
import { OFFICE, type PersonVault } from '../../persons/person-vault.ts';
import { cells } from '../cells.ts';
import { bytesSchema } from './row.ts';

const rowSchema = z.object({ id: z.string(), sequence: z.int(), salt: bytesSchema, sealed: bytesSchema });

export function noteRows(db: Database, vault: PersonVault) {
  const ofEntry = db.prepare('SELECT id, sequence, salt, sealed FROM auditNote WHERE sequence = ?');
  const insert = db.prepare(
    'INSERT INTO auditNote (id, sequence, salt, sealed) VALUES (@id, @sequence, @salt, @sealed)',
  );
  const cosigned = db.prepare('INSERT OR IGNORE INTO auditCosignature (size, witness, checkpoint) VALUES (?, ?, ?)');
  const newest = db.prepare('SELECT checkpoint FROM auditCosignature ORDER BY size DESC, witness').pluck();

  function opened(row: unknown): ReviewNote {
    const { sealed, ...note } = rowSchema.parse(row);
    const plain = vault.open(OFFICE, cells.reviewNote(note.id), sealed);
    return { ...note, text: new TextDecoder().decode(plain ?? new Uint8Array()) };
  }

  return {
    reviewNotes: (sequence: number): readonly ReviewNote[] => ofEntry.all(sequence).map(opened),
    /** Checkpoints that witnesses cosigned, newest first. */
    cosignedCheckpoints: (): readonly string[] => z.array(z.string()).parse(newest.all()),
    insertReviewNote({ text, ...note }: ReviewNote): void {
      insert.run({ ...note, sealed: vault.seal(OFFICE, cells.reviewNote(note.id), utf8Bytes(text)) });
    },
    insertCosignature: (size: number, witness: string, checkpoint: string): void =>
      void cosigned.run(size, witness, checkpoint),
  };
}
