/** The one batch of this workstation: it stays, paused or done, until the next one begins. */

import type { ParsedInput } from '../../shared/contract.ts';
import type { BatchReport, BatchView } from '../../shared/model/batch.ts';
import { fail, ok, type AppError, type Result } from '../../shared/result.ts';
import { hurryCase, openBatch, viewOfBatch, type CaseInBatch } from '../core/batch/issue-batch.ts';
import type { Batch } from '../core/batch/pipeline.ts';
import type { IssueContext } from '../core/issue/context.ts';

type Done = Result<Readonly<Record<string, never>>>;

export interface Batches {
  /** Answers when it is done or has paused. `job.busy` while another one runs. */
  run(input: ParsedInput<'batch.run'>, context: IssueContext): Promise<Result<BatchReport>>;
  /** `batch.none` where there is nothing to go on with. */
  resume(): Promise<Result<BatchReport>>;
  /** After the cards that are at a device now. */
  pause(): Done;
  /** Takes out what waits; a written card is still printed. */
  cancel(): Done;
  hurry(input: ParsedInput<'batch.hurry'>, context: IssueContext): Done;
  move(input: ParsedInput<'batch.move'>): Done;
  remove(input: ParsedInput<'batch.remove'>): Done;
  view(context: Pick<IssueContext, 'store'>): BatchView | null;
}

/** `onChange` is told whenever a case is elsewhere than it was. */
export function createBatches(onChange: () => void): Batches {
  let current: Batch<CaseInBatch> | null = null;
  let stopError: AppError | null = null;

  async function work(batch: Batch<CaseInBatch>): Promise<Result<BatchReport>> {
    stopError = null;
    const { end, reason, error, printed, failed } = await batch.run();
    stopError = error;
    onChange();
    return ok({
      end,
      reason,
      printed: printed.map(({ id }) => id),
      failed: failed.map((one) => ({ applicationId: one.item.id, reason: one.reason })),
    });
  }

  function onBatch(act: (batch: Batch<CaseInBatch>) => Result<void>): Done {
    if (current === null) return fail('batch.none', {});
    const done = act(current);
    return done.ok ? ok({}) : done;
  }

  function told(isDone: boolean): Result<void> {
    return isDone ? ok(undefined) : fail('batch.notWaiting', {});
  }

  return {
    async run(input, context) {
      if (current?.isRunning() === true) return fail('job.busy', {});
      const batch = openBatch(input, context, onChange);
      if (!batch.ok) return batch;
      current = batch.value;
      return work(batch.value);
    },
    async resume() {
      if (current === null) return fail('batch.none', {});
      return current.isRunning() ? fail('job.busy', {}) : work(current);
    },
    pause() {
      current?.pause();
      return ok({});
    },
    cancel: () =>
      onBatch((batch) => {
        for (const { id } of batch.waiting()) batch.remove(id);
        return ok(undefined);
      }),
    hurry: (input, context) => onBatch((batch) => hurryCase(batch, input, context)),
    move: ({ applicationId, before }) => onBatch((batch) => told(batch.move(applicationId, before))),
    remove: ({ applicationId }) => onBatch((batch) => told(batch.remove(applicationId))),
    view: (context) => (current === null ? null : viewOfBatch(current, stopError, context)),
  };
}
