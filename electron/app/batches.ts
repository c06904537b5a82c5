/** The one batch that runs at this workstation. */

import type { ParsedInput } from '../../shared/contract.ts';
import type { BatchReport } from '../../shared/model/batch.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { openBatch, type CaseInBatch } from '../core/batch/issue-batch.ts';
import type { Batch } from '../core/batch/pipeline.ts';
import type { IssueContext } from '../core/issue/context.ts';

export interface Batches {
  /** Answers when it is done or has paused. `job.busy` while another one runs. */
  run(input: ParsedInput<'batch.run'>, context: IssueContext): Promise<Result<BatchReport>>;
  /** After the cards that are at a device now. */
  pause(): void;
}

export function createBatches(): Batches {
  let running: Batch<CaseInBatch> | null = null;
  return {
    async run(input, context) {
      if (running !== null) return fail('job.busy', {});
      const batch = openBatch(input, context);
      if (!batch.ok) return batch;
      running = batch.value;
      try {
        const { end, reason, printed, failed } = await batch.value.run();
        return ok({
          end,
          reason,
          printed: printed.map(({ id }) => id),
          failed: failed.map((one) => ({ applicationId: one.item.id, reason: one.reason })),
        });
      } finally {
        running = null;
      }
    },
    pause: () => running?.pause(),
  };
}
