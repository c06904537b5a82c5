/** Until when the photo of a case may be framed anew. */

import type { Application } from '../../../shared/model/application.ts';
import type { JobId } from '../../../shared/model/ids.ts';
import type { Reader } from '../ports.ts';

/**
 * The job that settled how the photo is framed, null while it may change. Faces that are composed, and the chip that goes
 * with them, hold the portrait as it was then; so does a card of this record, and one that is made again by the same
 * approval is the same card: whoever is to get it has seen the first.
 */
export function settledBy(
  { id, recordHash }: Pick<Application, 'id' | 'recordHash'>,
  reader: Pick<Reader, 'cardsOfApplication' | 'job' | 'jobOf'>,
): JobId | null {
  const newest = reader.jobOf(id);
  if (newest?.recordHash === recordHash && newest.state !== 'cancelled') return newest.id;
  const made = reader.cardsOfApplication(id).map(({ jobId }) => reader.job(jobId));
  return made.find((job) => job?.recordHash === recordHash)?.id ?? null;
}
