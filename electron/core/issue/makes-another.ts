/** A finished card that is not, or no longer, what the case is about: its record in force makes another. */

import type { Application } from '../../../shared/model/application.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Card } from '../../../shared/model/stock.ts';
import type { Reader } from '../ports.ts';

/** Whether the card of that job, the newest of the case, is out of the way of another one. */
export function makesAnother(reader: Reader, application: Application, job: Job): boolean {
  const card = reader.cardOfJob(job.id);
  if (card === undefined) return false;
  // Of a record since replaced: revoked at the acceptance of this one, or collected when the next card is handed over.
  const isReplaced = job.recordHash !== application.recordHash;
  return isReplaced || isOurFault(reader, application, card) || wasLostHere(reader, card);
}

/** Our own fault: the faulty one is back. */
function isOurFault(reader: Reader, application: Application, card: Card): boolean {
  if (card.state !== 'returned' && card.state !== 'destroyed') return false;
  const complaint = reader.complaintOf(application.id);
  return complaint?.cardId === card.id && complaint.decision === 'productionFault';
}

/** Two people reported it as missing from the safe; found again, it is destroyed and never handed over. */
function wasLostHere(reader: Reader, card: Card): boolean {
  return reader
    .revocationsOf(card.applicationId)
    .some(({ cardId, reason }) => cardId === card.id && reason === 'lostInOffice');
}
