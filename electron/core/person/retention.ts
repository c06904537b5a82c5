/** How long a person's data is kept, by how the case ended: what counts is told here, how many years by the profile. */

import type { Application } from '../../../shared/model/application.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Card } from '../../../shared/model/stock.ts';

/** Whoever used a card may ask after its last day; of plastic that never left an audit may; without a card, the authority. */
export type RetentionKind = keyof Profile['retention'];

/** What of a case decides; newest job and card, as the queue sees them. */
interface CaseEnd {
  readonly application: Pick<Application, 'receivedAt' | 'reviewedAt' | 'expiresAt'>;
  readonly card: Pick<Card, 'state' | 'validUntil' | 'finishedAt' | 'handedOverAt'> | undefined;
  readonly job: Pick<Job, 'updatedAt' | 'state'> | undefined;
}

/** Until when (UTC instant) the data of the case is kept, and by which row. */
export function keptUntil(
  { application, card, job }: CaseEnd,
  retention: Profile['retention'],
): { readonly kind: RetentionKind; readonly until: string } {
  const kept = (kind: RetentionKind, from: string) => ({ kind, until: yearsAfter(from, retention[kind]) });
  if (card !== undefined && card.handedOverAt !== null) return kept('cardIssued', `${card.validUntil}T24:00:00Z`);
  if (card !== undefined) return kept('cardNeverLeft', card.finishedAt);
  const ends = [application.expiresAt, application.reviewedAt ?? application.receivedAt, job?.updatedAt ?? ''];
  return kept('noCard', ends.toSorted(byTime).at(-1) ?? application.receivedAt);
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
