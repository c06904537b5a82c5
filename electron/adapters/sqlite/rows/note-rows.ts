/** Texts of review notes: their digests are in the log, they themselves may be deleted when their time is over. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { ReviewNote } from '../../../core/ports.ts';
import { bytesSchema } from './row.ts';

const noteSchema = z.array(z.object({ id: z.string(), sequence: z.int(), salt: bytesSchema, text: z.string() }));

export function noteRows(db: Database) {
  const ofEntry = db.prepare('SELECT id, sequence, salt, text FROM auditNote WHERE sequence = ?');
  const insert = db.prepare('INSERT INTO auditNote (id, sequence, salt, text) VALUES (@id, @sequence, @salt, @text)');
  const cosigned = db.prepare('INSERT OR IGNORE INTO auditCosignature (size, witness, checkpoint) VALUES (?, ?, ?)');
  const newest = db.prepare('SELECT checkpoint FROM auditCosignature ORDER BY size DESC, witness').pluck();
  return {
    reviewNotes: (sequence: number): readonly ReviewNote[] => noteSchema.parse(ofEntry.all(sequence)),
    /** Checkpoints that witnesses cosigned, newest first. */
    cosignedCheckpoints: (): readonly string[] => z.array(z.string()).parse(newest.all()),
    insertReviewNote: (note: ReviewNote): void => void insert.run(note),
    insertCosignature: (size: number, witness: string, checkpoint: string): void =>
      void cosigned.run(size, witness, checkpoint),
  };
}
