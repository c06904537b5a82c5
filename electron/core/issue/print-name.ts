/** The name under which the printer knows a submission: unique, and found again after a crash from durable rows alone. */

import type { AuditEntry } from '../../../shared/model/audit.ts';
import type { JobId } from '../../../shared/model/ids.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Reader } from '../ports.ts';

/** More submissions of one job than this are beyond any office. */
export const manySubmissions = 500;

/** `starcard-<job>-<attempt>`, and `-<n>` behind it when the same card is submitted for the n-th time. */
export function nextPrintName(reader: Reader, job: Job): string {
  const name = `starcard-${job.id}-${job.attempt}`;
  const earlier = begunPrints(reader, job.id).filter((entry) => entry.detail['attempt'] === job.attempt).length;
  return earlier === 0 ? name : `${name}-${earlier + 1}`;
}

/** The name of the newest submission that was begun; null when there was none. */
export function lastPrintName(reader: Reader, jobId: JobId): string | null {
  const newest = begunPrints(reader, jobId).toSorted((a, b) => b.sequence - a.sequence)[0];
  const name = newest?.detail['printName'];
  return typeof name === 'string' ? name : null;
}

function begunPrints(reader: Reader, jobId: JobId): readonly AuditEntry[] {
  return reader.auditEntries({ action: 'card.print', outcome: 'begun', subjectId: jobId, limit: manySubmissions });
}
