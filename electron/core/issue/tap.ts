/** Rule 3: before a card is fed anywhere it is tapped, and its chip says whose it is. */

import type { Job } from '../../../shared/model/job.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { inspectChip } from '../chip/inspect.ts';
import type { Inspection } from '../chip/chip.ts';
import type { IssueContext } from './context.ts';

export type TapContext = Pick<IssueContext, 'writer' | 'chipTrust' | 'digest' | 'verifier' | 'training' | 'onProgress'>;

/** Reads the card at hand; `stock.otherChip` when it is not the card of this job. Nothing is written. */
export async function readCardOf(job: Job, context: TapContext): Promise<Result<Inspection>> {
  if (job.blankSerial !== null) context.training?.placeBlank(job.blankSerial);
  const inspection = await inspectChip(context.writer, context.chipTrust, context, (progress) =>
    context.onProgress(job.id, progress),
  );
  if (!inspection.ok) return inspection;
  const found = inspection.value.chipSerial;
  if (found === job.chipSerial) return ok(inspection.value);
  return fail('stock.otherChip', { blank: job.blankSerial ?? '', expected: job.chipSerial ?? '', found });
}
