/** Brings the list of a begun change into the chip, through lost answers, and settles it by what the chip then says. */

import { error, type AppError, type Result } from '../../../shared/result.ts';
import { bytesEqual } from '../chip/bytes.ts';
import { defaultProfile } from '../chip/personalisation-profile.ts';
import { reopen, type CardSession } from './card-session.ts';
import type { ServiceContext } from './context.ts';
import { recordUnknown, settleChange } from './journal.ts';
import { readList, writeList } from './list-file.ts';
import type { ServiceChange } from './service-change.ts';

/** What one attempt saw. `lost`: an answer is missing; `refused`: the card said no. */
type Attempt =
  { readonly kind: 'written' } | { readonly kind: 'lost' } | { readonly kind: 'refused'; readonly error: AppError };

/**
 * Writes, reads back, and commits the outcome. Writing the same list again harms nothing, so after a lost answer it is
 * read first and written again where it is not there. Fails with `service.unknownOutcome` where contact does not come
 * back, with the card's own refusal otherwise; the row then stays open.
 */
export async function writeChange(
  change: ServiceChange,
  session: CardSession,
  context: ServiceContext,
): Promise<Result<void>> {
  let attempt = await writeOnce(change, session, context);
  for (let again = 0; attempt.kind === 'lost' && again < defaultProfile.reconnects; again += 1) {
    const back = await reopen(session.card, context);
    if (back.ok) attempt = await readOrWrite(change, back.value, context);
    else if (back.error.kind === 'answered') attempt = { kind: 'refused', error: back.error.error };
  }
  switch (attempt.kind) {
    case 'written':
      return settleChange(change, 'done', context);
    case 'lost':
      return unsettled(change, error('service.unknownOutcome', {}), context);
    case 'refused':
      return unsettled(change, whileWriting(attempt.error), context);
  }
}

async function readOrWrite(change: ServiceChange, session: CardSession, context: ServiceContext): Promise<Attempt> {
  const found = await readList(session.channel);
  if (found.ok && bytesEqual(found.value, change.list)) return { kind: 'written' };
  return writeOnce(change, session, context);
}

async function writeOnce(change: ServiceChange, session: CardSession, context: ServiceContext): Promise<Attempt> {
  const { jobId } = session.card;
  const written = await writeList(session.channel, change.list, (progress) => context.onProgress(jobId, progress));
  if (!written.ok) return attemptOf(written.error);
  context.onProgress(jobId, { step: 'readBack', done: 0, total: change.list.length, unit: 'bytes' });
  const found = await readList(session.channel);
  if (!found.ok) return attemptOf(found.error);
  if (bytesEqual(found.value, change.list)) return { kind: 'written' };
  return { kind: 'refused', error: error('chip.readBackDiffers', { file: 'EF.SERVICES' }) };
}

function attemptOf(failure: { readonly kind: 'unanswered' | 'answered'; readonly error: AppError }): Attempt {
  return failure.kind === 'unanswered' ? { kind: 'lost' } : { kind: 'refused', error: failure.error };
}

/** What the card said of itself stays; a bare refusal is told as what it means for the list. */
function whileWriting(reason: AppError): AppError {
  const isBare = reason.kind === 'chip.refusedCommand' || reason.kind === 'chip.readBackDiffers';
  return isBare ? error('service.writeRefused', { fault: reason.kind }) : reason;
}

function unsettled(change: ServiceChange, reason: AppError, context: ServiceContext): Result<void> {
  const recorded = recordUnknown(change, reason.kind, context);
  return recorded.ok ? { ok: false, error: reason } : recorded;
}
