/** Rule 3: before a card is fed anywhere it is tapped, and its chip says whose it is. */

import type { Application } from '../../../shared/model/application.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Inspection } from '../chip/chip.ts';
import { connect } from '../chip/card-commands.ts';
import { inspectChip } from '../chip/inspect.ts';
import type { IssueContext } from './context.ts';

type TapContext = Pick<
  IssueContext,
  'store' | 'writer' | 'chipTrust' | 'digest' | 'verifier' | 'random' | 'training' | 'onProgress'
>;

/**
 * Reads only who the card at hand is. When it is not the card of this job: `stock.cardOfOther` with the name of its holder
 * where another job here knows it, else `stock.otherChip`.
 */
export async function tapCardOf(job: Job, context: TapContext): Promise<Result<void>> {
  const { writer, training } = context;
  context.onProgress(job.id, { step: 'tap', done: 0, total: 1, unit: 'checks' });
  if (job.blankSerial !== null) training?.placeBlank(job.blankSerial);
  const opened = await writer.open();
  if (!opened.ok) return opened;
  try {
    const contact = await connect(writer);
    return contact.ok ? belongsTo(job, contact.value.chipSerial, context) : { ok: false, error: contact.error.error };
  } finally {
    await writer.powerOff();
    await writer.close();
  }
}

/**
 * Reads the whole card at hand, as an inspection system would; another card's failures as above, before the chip is opened. What
 * opens it is what the record says the card shows. Nothing is written.
 */
export async function inspectCardOf(
  job: Job,
  { person, card }: Pick<Application, 'person' | 'card'>,
  context: TapContext,
): Promise<Result<Inspection>> {
  if (job.blankSerial !== null) context.training?.placeBlank(job.blankSerial);
  return inspectChip(context.writer, context.chipTrust, context, {
    printed: { number: card.number, birthDate: person.birthDate, expiryDate: card.validUntil },
    onProgress: (progress) => context.onProgress(job.id, progress),
    onContact: (found) => belongsTo(job, found, context),
  });
}

function belongsTo(job: Job, found: string, { store }: TapContext): Result<void> {
  if (found === job.chipSerial) return ok(undefined);
  const blank = store.blankOfChip(found);
  const other = blank === undefined || blank.jobId === null ? undefined : store.job(blank.jobId);
  const holder = other === undefined ? undefined : store.application(other.applicationId);
  if (blank !== undefined && holder !== undefined) {
    const expected = store.application(job.applicationId)?.person.latinName ?? '';
    return fail('stock.cardOfOther', { name: holder.person.latinName, blank: blank.serial, expected });
  }
  return fail('stock.otherChip', { blank: job.blankSerial ?? '', expected: job.chipSerial ?? '', found });
}
