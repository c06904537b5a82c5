/** A verified card goes into the safe: from now on it is somebody's, and waits for them. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Application } from '../../../shared/model/application.ts';
import { cardIdSchema } from '../../../shared/model/ids.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { DeskContext } from '../issue/context.ts';
import { findJob } from '../issue/move-job.ts';
import { mayGoOn } from '../issue/safe-point.ts';
import type { Transaction } from '../ports.ts';
import { issuedResult } from '../results/make-result.ts';
import { livingCards } from './living-cards.ts';

/**
 * The card, `inCustody`; the authority hears `issued`. Fails with `card.slotTaken`, `card.livingAlready`,
 * `job.wrongState`, and where the application may no longer go on.
 */
export function storeCard(input: ParsedInput<'card.store'>, context: DeskContext): Result<Card> {
  const permitted = requirePermission(context.actor, 'card.store');
  if (!permitted.ok) return permitted;
  return context.store.commit(context.actor, (tx) => store(tx, input, context));
}

function store(tx: Transaction, input: ParsedInput<'card.store'>, context: DeskContext): Result<Card> {
  const job = findJob(tx, input);
  if (!job.ok) return job;
  if (job.value.state !== 'verified' || tx.cardOfJob(job.value.id) !== undefined) {
    return fail('job.wrongState', { state: job.value.state, action: 'store' });
  }
  if (!isVerifiedInLog(tx, job.value)) return fail('job.wrongState', { state: 'unverified', action: 'store' });
  const application = mayGoOn(tx, job.value);
  if (!application.ok) return application;
  const free = mayWait(tx, application.value, input);
  if (!free.ok) return free;
  const card = makeCard(job.value, application.value, input, context);
  if (!card.ok) return card;
  const { sodHash, pdfHash } = job.value;
  if (sodHash === null) return fail('notFound', { what: 'chipImage' });
  tx.insertCard(card.value);
  tx.insertResult(issuedResult({ ...context, application: application.value }, card.value, { sodHash, pdfHash }));
  tx.audit({
    action: 'card.stored',
    subject: { kind: 'card', id: card.value.id },
    outcome: 'ok',
    detail: { job: job.value.id, blank: card.value.blankSerial, safe: input.safe, slot: input.slot },
  });
  return card;
}

/** An edited row is no inspection: the signed log says whether this blank was looked at and found good. */
function isVerifiedInLog(tx: Transaction, job: Job): boolean {
  return tx
    .auditEntries({ action: 'card.verify', subjectId: job.id, limit: 100 })
    .some(
      ({ outcome, detail }) =>
        outcome === 'ok' && detail['blank'] === job.blankSerial && detail['attempt'] === job.attempt,
    );
}

/** One finished card of a number waits at a time; a first card does not follow another (docs/adr/0050). */
function mayWait(tx: Transaction, application: Application, place: ParsedInput<'card.store'>): Result<void> {
  if (tx.waitingCard(application.card.number) !== undefined) return fail('card.livingAlready', {});
  // One of this very case is collected when this one is handed over: its record was replaced.
  const { id, card } = application;
  const lives = livingCards(tx, card.number).some(({ applicationId }) => applicationId !== id);
  if (lives && application.kind === 'firstIssue') return fail('card.livingAlready', {});
  const taken = tx.cardInSlot(place.safe, place.slot) !== undefined;
  return taken ? fail('card.slotTaken', { safe: place.safe, slot: place.slot }) : ok(undefined);
}

function makeCard(
  job: Job,
  application: Application,
  place: ParsedInput<'card.store'>,
  { random, clock }: DeskContext,
): Result<Card> {
  if (job.blankSerial === null || job.chipSerial === null) return fail('notFound', { what: 'blank' });
  return ok({
    id: cardIdSchema.parse(random.id()),
    applicationId: application.id,
    jobId: job.id,
    number: application.card.number,
    blankSerial: job.blankSerial,
    chipSerial: job.chipSerial,
    validFrom: application.card.validFrom,
    validUntil: application.card.validUntil,
    state: 'inCustody',
    safe: place.safe,
    slot: place.slot,
    finishedAt: clock.now().toISOString(),
    handedOverAt: null,
    handedOverBy: null,
    revision: 1,
  });
}
