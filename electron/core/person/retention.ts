/** How long a person's data is kept, by how the case ended, with the reason for every row. */

import type { Application } from '../../../shared/model/application.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Card } from '../../../shared/model/stock.ts';

export type RetentionKind = 'cardIssued' | 'cardNeverLeft' | 'noCard';

interface Retention {
  readonly years: number;
  readonly reason: string;
}

export const retention: Readonly<Record<RetentionKind, Retention>> = {
  cardIssued: {
    years: 5,
    reason: 'Whoever used the card, or had it refused, may ask for five years after its last day.',
  },
  cardNeverLeft: { years: 2, reason: 'What became of the plastic may be asked at the yearly audit and at the next.' },
  noCard: { years: 1, reason: 'The authority may send a replacement; after a year it sends a new approval.' },
};

/** What of a case decides; newest job and card, as the queue sees them. */
export interface CaseEnd {
  readonly application: Pick<Application, 'receivedAt' | 'reviewedAt' | 'expiresAt'>;
  readonly card: Pick<Card, 'state' | 'validUntil' | 'finishedAt' | 'handedOverAt'> | undefined;
  readonly job: Pick<Job, 'updatedAt' | 'state'> | undefined;
}

/** Until when (UTC instant) the data of the case is kept, and by which row. */
export function keptUntil({ application, card, job }: CaseEnd): {
  readonly kind: RetentionKind;
  readonly until: string;
} {
  // What went to another office was meant to leave, and may have.
  if (card !== undefined && (card.handedOverAt !== null || card.state === 'dispatched'))
    return { kind: 'cardIssued', until: yearsAfter(`${card.validUntil}T24:00:00Z`, retention.cardIssued.years) };
  if (card !== undefined)
    return { kind: 'cardNeverLeft', until: yearsAfter(card.finishedAt, retention.cardNeverLeft.years) };
  const ends = [application.expiresAt, application.reviewedAt ?? application.receivedAt, job?.updatedAt ?? ''];
  return {
    kind: 'noCard',
    until: yearsAfter(ends.toSorted(byTime).at(-1) ?? application.receivedAt, retention.noCard.years),
  };
}

function byTime(one: string, other: string): number {
  return (Date.parse(one) || 0) - (Date.parse(other) || 0);
}

/** A last day of February becomes the first of March where the year has none. */
function yearsAfter(instant: string, years: number): string {
  const time = new Date(instant);
  time.setUTCFullYear(time.getUTCFullYear() + years);
  return time.toISOString();
}
