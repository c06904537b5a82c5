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
  'writer' | 'chipTrust' | 'digest' | 'verifier' | 'random' | 'training' | 'onProgress'
>;

/** Reads only who the card at hand is; `stock.otherChip` when it is not the card of this job. */
export async function tapCardOf(job: Job, { writer, training }: TapContext): Promise<Result<void>> {
  if (job.blankSerial !== null) training?.placeBlank(job.blankSerial);
  const opened = await writer.open();
  if (!opened.ok) return opened;
  try {
    const contact = await connect(writer);
    return contact.ok ? belongsTo(job, contact.value.chipSerial) : { ok: false, error: contact.error.error };
  } finally {
    await writer.powerOff();
    await writer.close();
  }
}

/**
 * Reads the whole card at hand, as an inspection system would; `stock.otherChip` as above, before the chip is opened. What
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
    onContact: (found) => belongsTo(job, found),
  });
}

function belongsTo(job: Job, found: string): Result<void> {
  if (found === job.chipSerial) return ok(undefined);
  return fail('stock.otherChip', { blank: job.blankSerial ?? '', expected: job.chipSerial ?? '', found });
}
