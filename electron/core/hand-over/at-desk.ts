/** The card on the desk: found, still what the record and the log say, and in the hands of somebody who may give it out. */

import { dayInChina } from '../../../shared/card/china-day.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { CardId } from '../../../shared/model/ids.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isAboutRecord } from '../audit/about-record.ts';
import { mirrorsRecord } from '../issue/check-record.ts';
import type { IssueContext } from '../issue/context.ts';
import { mayGoOn } from '../issue/safe-point.ts';
import type { Digest, Reader } from '../ports.ts';
import { livingCardsOf } from '../stock/living-cards.ts';
import { progressOf } from './progress.ts';

export type DeskOfCard = Pick<IssueContext, 'store' | 'actor' | 'clock' | 'digest'>;

export interface CaseAtDesk {
  readonly card: Card;
  readonly job: Job;
  readonly application: Application;
}

/**
 * Fails with `access.samePerson` for the person who accepted the review (no override), `handover.tooEarly` before the
 * first day, `complaint.open`, `card.*` where the card is not ready to leave, `application.*` where its case stopped.
 */
export function findAtDesk(reader: Reader, cardId: CardId, desk: Omit<DeskOfCard, 'store'>): Result<CaseAtDesk> {
  const card = reader.card(cardId);
  const job = card === undefined ? undefined : reader.job(card.jobId);
  if (card === undefined || job === undefined) return fail('notFound', { what: 'card' });
  if (card.state !== 'inCustody') return fail('card.wrongState', { state: card.state, action: 'handOver' });
  const application = mayGoOn(reader, job);
  if (!application.ok) return application;
  const { account } = desk.actor;
  if (wasReviewedBy(reader, application.value, account)) return fail('access.samePerson', { account });
  const unchanged = mirrorsLogAndRecord(reader, card, application.value, desk.digest);
  if (!unchanged.ok) return unchanged;
  if (hasOpenComplaint(reader, card.id)) return fail('complaint.open', {});
  if (startsLater(card, desk.clock.now())) return fail('handover.tooEarly', { from: card.validFrom });
  return ok({ card, job, application: application.value });
}

export function startsLater({ validFrom }: Pick<Card, 'validFrom'>, now: Date): boolean {
  return dayInChina(now) < validFrom;
}

/** The same view for the screen, the use case and the receipt. */
export function progressFor(reader: Reader, card: Card, application: Application, now: Date) {
  const { id, kind } = application;
  return progressOf({
    kind,
    now,
    otherLives: card.state === 'inCustody' && livingCardsOf(reader, application).length > 0,
    steps: reader.handOverSteps(card.id).filter(({ step }) => step === 'signature' || saidYes(reader, card.id, step)),
    oldCard: reader.oldCardOf(id),
    revocation: reader.revocationsOf(id).find(({ reason }) => reason === 'loss'),
  });
}

/**
 * The last look counts: who was recognised and then was not, who agreed and then did not, is asked again. A refusal leaves
 * no row, only its entry.
 */
function saidYes(reader: Reader, subjectId: CardId, step: 'identity' | 'chip' | 'holder'): boolean {
  const [last] = reader.auditEntries({ action: `handover.${step}`, subjectId, limit: 1 });
  return last?.outcome === 'ok';
}

function hasOpenComplaint(reader: Reader, cardId: CardId): boolean {
  return reader.complaint(cardId)?.decision === null;
}

/** What an edited row could hide: a card that left before, or the name, number or dates of somebody else. */
function mirrorsLogAndRecord(reader: Reader, card: Card, application: Application, digest: Digest): Result<void> {
  const [left] = reader.auditEntries({ action: 'card.handedOver', subjectId: card.id, limit: 1 });
  if (left !== undefined) return fail('card.wrongState', { state: 'handedOver', action: 'handOver' });
  const { number, validFrom, validUntil } = application.card;
  if (card.number !== number || card.validFrom !== validFrom || card.validUntil !== validUntil) {
    return fail('application.differsFromRecord', { fields: 'card' });
  }
  return mirrorsRecord(application, { store: reader, digest });
}

/** By the row and by the log: an edited row does not make two people out of one. */
function wasReviewedBy(reader: Reader, application: Application, account: string): boolean {
  if (application.reviewedBy === null || application.reviewedBy === account) return true;
  return reader
    .auditEntries({ action: 'application.accepted', subjectId: application.id, actor: account, limit: 100 })
    .some((entry) => isAboutRecord(reader, entry, application));
}
