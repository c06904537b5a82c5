/** Rule 3: before a card is fed anywhere it is tapped, and its chip says whose it is. */

import type { Job } from '../../../shared/model/job.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Inspection } from '../chip/chip.ts';
import { connect } from '../chip/card-commands.ts';
import { inspectChip } from '../chip/inspect.ts';
import type { IssueContext } from './context.ts';

type TapContext = Pick<IssueContext, 'writer' | 'chipTrust' | 'digest' | 'verifier' | 'training' | 'onProgress'>;

/** Reads only who the card at hand is; `stock.otherChip` when it is not the card of this job. */
export async function tapCardOf(job: Job, { writer, training }: TapContext): Promise<Result<void>> {
  if (job.blankSerial !== null) training?.placeBlank(job.blankSerial);
  const opened = await writer.open();
  if (!opened.ok) return opened;
  try {
    const serial = await connect(writer);
    return serial.ok ? belongsTo(job, serial.value) : { ok: false, error: serial.error.error };
  } finally {
    await writer.powerOff();
    await writer.close();
  }
}

/** Reads the whole card at hand, as an inspection system would; `stock.otherChip` as above. Nothing is written. */
export async function inspectCardOf(job: Job, context: TapContext): Promise<Result<Inspection>> {
  if (job.blankSerial !== null) context.training?.placeBlank(job.blankSerial);
  const inspection = await inspectChip(context.writer, context.chipTrust, context, (progress) =>
    context.onProgress(job.id, progress),
  );
  if (!inspection.ok) return inspection;
  const mine = belongsTo(job, inspection.value.chipSerial);
  return mine.ok ? inspection : mine;
}

function belongsTo(job: Job, found: string): Result<void> {
  if (found === job.chipSerial) return ok(undefined);
  return fail('stock.otherChip', { blank: job.blankSerial ?? '', expected: job.chipSerial ?? '', found });
}
