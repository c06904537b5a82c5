/**
 * A card of a case that this office had a card of before: made again by the same desk, after a fault or of a record that was
 * replaced. The earlier one is out of the way of this one, or is collected when this one is handed over.
 */

import type { Application } from '../../../shared/model/application.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ContentRecord } from '../intake/check-approval.ts';
import { madeOf } from '../issue/made-of.ts';
import type { IssueContext } from '../issue/context.ts';
import type { Reader, Transaction } from '../ports.ts';
import { revokeAll } from '../stock/revoke.ts';
import { settleOpen } from './come-back.ts';
import type { DispatchPaper } from './dispatch.ts';
import { wayHere } from './way.ts';

export interface KnownCase {
  readonly application: Application;
  /** Its cards that went back by the way on which the next one came: whoever sends that has dealt with them. */
  readonly sentBack: readonly Card[];
}

/**
 * The case as it stands here, null where it is new. Fails with `intake.conflict` where it was received here, or stands on a
 * record that is neither the one of the paper nor older, with `application.notAccepted` where it was stopped here, with
 * `job.alreadyOpen` while a card of it is made here, with `person.erased`.
 */
export function knownCase(reader: Reader, paper: DispatchPaper, record: ContentRecord): Result<KnownCase | null> {
  const { applicationNumber } = record;
  const { id } = paper.application;
  const erasure = reader.erasureOfCase(id) ?? null;
  if (erasure !== null) return fail('person.erased', { erasure });
  const [application, sameId] = [reader.applicationByNumber(applicationNumber), reader.application(id)];
  if (application === undefined && sameId === undefined) return ok(null);
  if (application === undefined || application.id !== id || wayHere(reader, id).length === 0)
    return fail('intake.conflict', { applicationNumber });
  if (application.recordHash !== paper.job.recordHash && !isReplacedBy(reader, application, record))
    return fail('intake.conflict', { applicationNumber });
  const { state } = application;
  if (state !== 'accepted') return fail('application.notAccepted', { state });
  const job = reader.jobOf(id);
  const isInWork = job !== undefined && job.state !== 'cancelled' && reader.cardOfJob(job.id) === undefined;
  if (isInWork) return fail('job.alreadyOpen', { job: job.id });
  return ok({ application, sentBack: reader.cardsOfApplication(id).filter((card) => wentBack(reader, card, paper)) });
}

/** The one that this office has, or one that came after it and was replaced in its turn. */
function isReplacedBy(reader: Reader, { recordHash }: Application, record: ContentRecord): boolean {
  if (record.type !== 'replacement') return false;
  const issuedAt = madeOf(reader, recordHash)?.issuedAt;
  return record.replaces === recordHash || (issuedAt !== undefined && issuedAt < record.issuedAt);
}

function wentBack(reader: Reader, { id, state }: Card, { from, via = [] }: DispatchPaper): boolean {
  const [sent] = reader.auditEntries({ action: 'card.dispatched', subjectId: id, limit: 1 });
  return state === 'dispatched' && [...via, from].some(({ office }) => office === sent?.detail['office']);
}

/** It arrived there, whether or not that was noted here, and nobody is to use it. */
export function endSentBack(
  tx: Transaction,
  { application, sentBack }: KnownCase,
  context: Pick<IssueContext, 'actor' | 'clock' | 'random' | 'profile'>,
): Result<void> {
  for (const card of sentBack) settleOpen(tx, card, 'received', context.actor.account, context.clock.now());
  return revokeAll(tx, sentBack, application, 'superseded', context);
}
