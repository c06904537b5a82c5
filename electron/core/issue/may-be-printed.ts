/** Whether a new card in place of one that was set aside is a reprint: then two such cards may lie about. */

import type { AuditEntry } from '../../../shared/model/audit.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Reader } from '../ports.ts';
import { manySubmissions } from './print-name.ts';

/**
 * True unless the evidence of the printer proves zero sides for every submission of the job's present card. An officer's
 * own word that a card is blank lets the same card go on, and proves nothing for another one.
 */
export function mayBePrinted(reader: Reader, job: Pick<Job, 'id' | 'attempt'>): boolean {
  const ofCard = ({ detail }: AuditEntry): boolean => detail['attempt'] === job.attempt;
  const prints = reader.auditEntries({ action: 'card.print', subjectId: job.id, limit: 2 * manySubmissions });
  const begun = prints.filter((entry) => entry.outcome === 'begun' && ofCard(entry));
  const proven = new Set(
    prints.filter((entry) => entry.outcome === 'failed' && ofCard(entry)).map(({ detail }) => detail['printName']),
  );
  return begun.some(({ detail }) => !proven.has(detail['printName']));
}
