/** Jobs, and the files that were printed and written for them. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { JobFileKind } from '../../../core/ports.ts';
import type { ApplicationId, JobId } from '../../../../shared/model/ids.ts';
import { jobSchema, type Job, type JobState } from '../../../../shared/model/job.ts';
import { offsetsSchema } from '../../../../shared/model/printer-profile.ts';
import type { QueueRows } from './queue-rows.ts';
import { bytesSchema, json, named, oneRow, sole } from './row.ts';

const columns = `id, applicationId, state, suspendedIn, setAsideReason, note, attempt, blankSerial, chipSerial, recordHash,
  pdfHash, sodHash, startedBy, createdAt, updatedAt, revision, slot, printOffsets`;
// A job is closed when it is cancelled or when its card exists (card-rows.ts).
const open = `(@state <> 'cancelled' AND NOT EXISTS (SELECT 1 FROM card WHERE jobId = @id))`;

const rowSchema = jobSchema.extend({ printOffsets: json(offsetsSchema).nullable() });

function stored(job: Job) {
  return { ...job, printOffsets: job.printOffsets === null ? null : JSON.stringify(job.printOffsets) };
}

export function jobRows(db: Database, queue: QueueRows) {
  const byId = db.prepare(`SELECT ${columns} FROM job WHERE id = ?`);
  const newest = db.prepare(`SELECT ${columns} FROM job WHERE applicationId = ? ORDER BY ordinal DESC LIMIT 1`);
  const inStates = db.prepare(
    `SELECT ${columns} FROM job WHERE state IN (SELECT value FROM json_each(?)) ORDER BY createdAt, ordinal`,
  );
  const insert = db.prepare(`INSERT INTO job (${columns}, open) VALUES (${named(columns)}, ${open})`);
  const update = db.prepare(
    `UPDATE job SET (${columns}, open) = (${named(columns)}, ${open}) WHERE id = @id AND revision = @revision - 1`,
  );
  const fileOf = db
    .prepare('SELECT bytes FROM jobFile WHERE jobId = ? AND kind = ? ORDER BY attempt DESC LIMIT 1')
    .pluck();
  const putFile = db.prepare(
    `INSERT INTO jobFile (jobId, kind, attempt, bytes) SELECT id, @kind, attempt, @bytes FROM job WHERE id = @id
     ON CONFLICT DO UPDATE SET bytes = excluded.bytes`,
  );

  return {
    job: (id: JobId): Job | undefined => oneRow(rowSchema, byId.get(id)),
    jobOf: (id: ApplicationId): Job | undefined => oneRow(rowSchema, newest.get(id)),
    jobsIn: (states: readonly JobState[]): readonly Job[] =>
      z.array(rowSchema).parse(inStates.all(JSON.stringify(states))),
    jobFile: (id: JobId, kind: JobFileKind): Uint8Array | undefined => oneRow(bytesSchema, fileOf.get(id, kind)),
    insertJob(job: Job): void {
      insert.run(stored(job));
      queue.refresh(job.applicationId);
    },
    updateJob(job: Job): void {
      sole(update.run(stored(job)).changes, `job ${job.id} at revision ${job.revision}`);
      queue.refresh(job.applicationId);
    },
    /** Replaces the file of the job's present attempt; those of earlier attempts stay. */
    putJobFile(id: JobId, kind: JobFileKind, bytes: Uint8Array): void {
      sole(putFile.run({ id, kind, bytes }).changes, `job ${id}`);
    },
  };
}
