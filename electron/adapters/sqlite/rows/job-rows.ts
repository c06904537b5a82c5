/** Jobs, and the files that were printed and written for them. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { JobFileKind } from '../../../core/ports.ts';
import type { ApplicationId, JobId } from '../../../../shared/model/ids.ts';
import { jobSchema, type Job, type JobState } from '../../../../shared/model/job.ts';
import { offsetsSchema } from '../../../../shared/model/printer-profile.ts';
import { utf8Bytes } from '../../../core/chip/bytes.ts';
import type { PersonVault } from '../../persons/person-vault.ts';
import { cells } from '../cells.ts';
import type { QueueRows } from './queue-rows.ts';
import { bytesSchema, json, named, oneRow, sole } from './row.ts';

const attemptSchema = z.object({ applicationId: z.string(), attempt: z.int() });
const fileSchema = attemptSchema.extend({ sealed: bytesSchema });
const decoder = new TextDecoder();

const columns = `id, applicationId, state, suspendedIn, setAsideReason, note, attempt, blankSerial, chipSerial, recordHash,
  pdfHash, sodHash, startedBy, createdAt, updatedAt, revision, slot, printOffsets`;
// A job is closed when it is cancelled or when its card exists (card-rows.ts).
const open = `(@state <> 'cancelled' AND NOT EXISTS (SELECT 1 FROM card WHERE jobId = @id))`;

/** A note lies sealed, in base64: longer than the note, whose own limit was checked before. */
const rowSchema = jobSchema.extend({ note: z.string().nullable(), printOffsets: json(offsetsSchema).nullable() });

export function jobRows(db: Database, queue: QueueRows, vault: PersonVault) {
  const byId = db.prepare(`SELECT ${columns} FROM job WHERE id = ?`);
  const newest = db.prepare(`SELECT ${columns} FROM job WHERE applicationId = ? ORDER BY ordinal DESC LIMIT 1`);
  const inStates = db.prepare(
    `SELECT ${columns} FROM job WHERE state IN (SELECT value FROM json_each(?)) ORDER BY createdAt, ordinal`,
  );
  const insert = db.prepare(`INSERT INTO job (${columns}, open) VALUES (${named(columns)}, ${open})`);
  const update = db.prepare(
    `UPDATE job SET (${columns}, open) = (${named(columns)}, ${open}) WHERE id = @id AND revision = @revision - 1`,
  );
  const fileOf = db.prepare(
    `SELECT jobFile.sealed, jobFile.attempt, job.applicationId FROM jobFile JOIN job ON job.id = jobFile.jobId
     WHERE jobId = ? AND kind = ? ORDER BY jobFile.attempt DESC LIMIT 1`,
  );
  const attemptOf = db.prepare('SELECT applicationId, attempt FROM job WHERE id = ?');
  const putFile = db.prepare(
    `INSERT INTO jobFile (jobId, kind, attempt, sealed) VALUES (@id, @kind, @attempt, @sealed)
     ON CONFLICT DO UPDATE SET sealed = excluded.sealed`,
  );

  /** A note may name a person; nobody reads it once their key is gone. */
  function opened(row: unknown): Job | undefined {
    const job = oneRow(rowSchema, row);
    if (job === undefined || job.note === null) return job;
    const sealed = new Uint8Array(Buffer.from(job.note, 'base64'));
    const plain = vault.open(job.applicationId, cells.note(job.id, job.revision), sealed);
    return { ...job, note: plain === null ? null : decoder.decode(plain) };
  }

  function closed(job: Job) {
    const printOffsets = job.printOffsets === null ? null : JSON.stringify(job.printOffsets);
    if (job.note === null) return { ...job, printOffsets };
    const sealed = vault.seal(job.applicationId, cells.note(job.id, job.revision), utf8Bytes(job.note));
    return { ...job, printOffsets, note: Buffer.from(sealed).toString('base64') };
  }

  return {
    job: (id: JobId): Job | undefined => opened(byId.get(id)),
    jobOf: (id: ApplicationId): Job | undefined => opened(newest.get(id)),
    jobsIn: (states: readonly JobState[]): readonly Job[] =>
      inStates.all(JSON.stringify(states)).flatMap((row) => opened(row) ?? []),
    jobFile(id: JobId, kind: JobFileKind): Uint8Array | undefined {
      const row = oneRow(fileSchema, fileOf.get(id, kind));
      if (row === undefined) return undefined;
      const plain = vault.open(row.applicationId, cells.jobFile(id, kind, row.attempt), row.sealed);
      return plain === null ? undefined : new Uint8Array(plain);
    },
    insertJob(job: Job): void {
      insert.run(closed(job));
      queue.refresh(job.applicationId);
    },
    updateJob(job: Job): void {
      sole(update.run(closed(job)).changes, `job ${job.id} at revision ${job.revision}`);
      queue.refresh(job.applicationId);
    },
    /** Replaces the file of the job's present attempt; those of earlier attempts stay. */
    putJobFile(id: JobId, kind: JobFileKind, bytes: Uint8Array): void {
      const job = oneRow(attemptSchema, attemptOf.get(id));
      if (job === undefined) throw new Error(`no such job: ${id}`);
      const { applicationId, attempt } = job;
      const sealed = vault.seal(applicationId, cells.jobFile(id, kind, attempt), bytes);
      putFile.run({ id, kind, attempt, sealed });
    },
  };
}
