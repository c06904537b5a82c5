/** How long a person's data is kept, by how the case ended: what counts is told here, how many years by the profile. */

import type { Application } from '../../../shared/model/application.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Card } from '../../../shared/model/stock.ts';
import type { Reader } from '../ports.ts';

/** Whoever used a card may ask after its last day; of plastic that never left an audit may; without a card, the authority. */
export type RetentionKind = keyof Profile['retention'];

/** What of a case decides: every card of it, and the newest job, which may have made none. */
interface CaseEnd {
  readonly application: Pick<Application, 'receivedAt' | 'reviewedAt' | 'expiresAt'>;
  readonly cards: readonly (Pick<Card, 'jobId' | 'validUntil' | 'finishedAt' | 'handedOverAt'> & {
    /** Sent to another office, also where it was revoked since, and not back. */
    readonly isSent: boolean;
  })[];
  readonly job: Pick<Job, 'id' | 'updatedAt'> | undefined;
}

export function endOfCase(
  reader: Pick<Reader, 'blank' | 'cardsOfApplication' | 'jobOf'>,
  application: Application,
): CaseEnd {
  const cards = reader.cardsOfApplication(application.id).map((card) => {
    return { ...card, isSent: reader.blank(card.blankSerial)?.place === 'transferred' };
  });
  return { application, cards, job: reader.jobOf(application.id) };
}

interface Kept {
  readonly kind: RetentionKind;
  /** UTC instant. */
  readonly until: string;
}

/** Until when the data of the case is kept, and by which row: by the one that keeps it longest. */
export function keptUntil({ application, cards, job }: CaseEnd, retention: Profile['retention']): Kept {
  const kept = (kind: RetentionKind, from: string): Kept => ({ kind, until: yearsAfter(from, retention[kind]) });
  const ends = [application.expiresAt, application.reviewedAt ?? application.receivedAt, job?.updatedAt ?? ''];
  const withoutCard = kept('noCard', ends.toSorted(byTime).at(-1) ?? application.receivedAt);
  const byCards = cards.map((card) =>
    // What went to another office was meant to leave, and may have.
    card.handedOverAt !== null || card.isSent
      ? kept('cardIssued', `${card.validUntil}T24:00:00Z`)
      : kept('cardNeverLeft', card.finishedAt),
  );
  const ended = job !== undefined && cards.some(({ jobId }) => jobId === job.id);
  return longest(ended ? byCards : [...byCards, withoutCard]);
}

/** Of one person's cases, at least one, that which keeps all of them. */
export function longest(all: readonly Kept[]): Kept {
  return all.reduce((one, other) => (byTime(one.until, other.until) > 0 ? one : other));
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
