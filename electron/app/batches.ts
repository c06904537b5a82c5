/** The one batch of this workstation: it stays, paused or done, until the next one begins. What a person does to it is on record. */

import type { ParsedInput } from '../../shared/contract.ts';
import type { AuditEvent } from '../../shared/model/audit.ts';
import type { BatchReport, BatchView } from '../../shared/model/batch.ts';
import type { ApplicationId } from '../../shared/model/ids.ts';
import { fail, ok, type AppError, type Result } from '../../shared/result.ts';
import { hurryCase, openBatch, viewOfBatch, type CaseInBatch } from '../core/batch/issue-batch.ts';
import type { Batch } from '../core/batch/pipeline.ts';
import type { DeviceLock } from '../core/issue/device-lock.ts';
import type { IssueContext } from '../core/issue/context.ts';
import type { Actor } from '../core/ports.ts';
import { record } from './on-record.ts';

type Done = Result<Readonly<Record<string, never>>>;
type RunBatch = Batch<CaseInBatch>;
/** Whoever asks, and where it is put on record. */
type Asking = Pick<IssueContext, 'store' | 'actor' | 'profile'>;

export interface Batches {
  /** Answers when it is done or has paused. `job.busy` while another one runs. */
  run(input: ParsedInput<'batch.run'>, context: IssueContext): Promise<Result<BatchReport>>;
  /** `batch.none` where there is nothing to go on with. */
  resume(context: Asking): Promise<Result<BatchReport>>;
  /** After the cards that are at a device now. `batch.none` where none runs. */
  pause(context: Asking): Done;
  /** Takes out what waits; a written card is still printed. */
  cancel(context: Asking): Done;
  hurry(input: ParsedInput<'batch.hurry'>, context: IssueContext): Done;
  move(input: ParsedInput<'batch.move'>, context: Asking): Done;
  remove(input: ParsedInput<'batch.remove'>, context: Asking): Done;
  view(context: Pick<IssueContext, 'store'>): BatchView | null;
}

/** `onChange` is told whenever a case is elsewhere than it was. */
export function createBatches(onChange: () => void, devices: Pick<DeviceLock, 'keepBusy'>): Batches {
  let current: RunBatch | null = null;
  let stopError: AppError | null = null;
  /** Whoever lets it go on: in their name its cards are made from then on. */
  let takeOver: (by: Actor) => void = () => undefined;

  async function work(batch: RunBatch): Promise<Result<BatchReport>> {
    stopError = null;
    const { end, reason, error, printed, toLookAt, failed } = await devices.keepBusy(() => batch.run());
    stopError = error;
    onChange();
    return ok({
      end,
      reason,
      printed: printed.map(({ id }) => id),
      toLookAt: toLookAt.map(({ id }) => id),
      failed: failed.map((one) => ({ applicationId: one.item.id, reason: one.reason })),
    });
  }

  /** Nothing is done to a batch that is not on record first. */
  function onBatch(
    context: Asking,
    event: (batch: RunBatch) => Result<AuditEvent>,
    act: (batch: RunBatch) => void,
  ): Done {
    if (current === null) return fail('batch.none', {});
    const possible = event(current);
    if (!possible.ok) return possible;
    const recorded = record(context.store, context.actor, possible.value);
    if (!recorded.ok) return recorded;
    act(current);
    return ok({});
  }

  return {
    async run(input, context) {
      if (current?.isRunning() === true) return fail('job.busy', {});
      let { actor } = context;
      const inTheirName: IssueContext = {
        ...context,
        get actor() {
          return actor;
        },
      };
      const batch = openBatch(input, inTheirName, onChange);
      if (!batch.ok) return batch;
      // Before anything is on record: a batch that cannot be as it was asked for does not begin.
      const isKnown = (id: ApplicationId): boolean => context.store.application(id) !== undefined;
      if (input.urgent?.applicationIds.every(isKnown) === false) return fail('notFound', { what: 'application' });
      const count = batch.value.placed().length;
      const begun = record(
        context.store,
        context.actor,
        eventAt(context, { action: 'batch.begun', detail: { count } }),
      );
      if (!begun.ok) return begun;
      const hurried = hurryAll(batch.value, input.urgent, context);
      if (!hurried.ok) return hurried;
      current = batch.value;
      takeOver = (by) => (actor = by);
      return work(batch.value);
    },
    async resume(context) {
      if (current === null) return fail('batch.none', {});
      if (current.isRunning()) return fail('job.busy', {});
      const resumed = record(context.store, context.actor, eventAt(context, { action: 'batch.resumed', detail: {} }));
      if (!resumed.ok) return resumed;
      takeOver(context.actor);
      return work(current);
    },
    pause: (context) =>
      onBatch(
        context,
        (batch) =>
          batch.isRunning() ? ok(eventAt(context, { action: 'batch.paused', detail: {} })) : fail('batch.none', {}),
        (batch) => batch.pause(),
      ),
    cancel: (context) =>
      onBatch(
        context,
        (batch) => ok(eventAt(context, { action: 'batch.ended', detail: { count: batch.waiting().length } })),
        (batch) => {
          for (const { id } of batch.waiting()) batch.remove(id);
        },
      ),
    hurry(input, context) {
      if (current === null) return fail('batch.none', {});
      const done = hurryCase(current, input, context);
      return done.ok ? ok({}) : done;
    },
    move: ({ applicationId: id, before }, context) =>
      onBatch(
        context,
        (batch) => (batch.isMovable(id) ? ok(eventOf('batch.moved', id)) : fail('batch.notWaiting', {})),
        (batch) => batch.move(id, before),
      ),
    remove: ({ applicationId: id }, context) =>
      onBatch(
        context,
        (batch) =>
          batch.waiting().some((item) => item.id === id)
            ? ok(eventOf('batch.removed', id))
            : fail('batch.notWaiting', {}),
        (batch) => batch.remove(id),
      ),
    view: (context) => (current === null ? null : viewOfBatch(current, stopError, context)),
  };
}

function hurryAll(batch: RunBatch, urgent: ParsedInput<'batch.run'>['urgent'], context: IssueContext): Result<void> {
  if (urgent === undefined) return ok(undefined);
  const { applicationIds, reason } = urgent;
  for (const applicationId of applicationIds) {
    const hurried = hurryCase(batch, { applicationId, reason }, context);
    // What lies written is printed before anything urgent is written, and needs no hurrying.
    if (!hurried.ok && hurried.error.kind !== 'batch.notWaiting') return hurried;
  }
  return ok(undefined);
}

type BatchEvent =
  | { readonly action: 'batch.begun' | 'batch.ended'; readonly detail: { readonly count: number } }
  | { readonly action: 'batch.paused' | 'batch.resumed'; readonly detail: Readonly<Record<string, never>> };

function eventAt({ profile }: Asking, event: BatchEvent): AuditEvent {
  return { ...event, subject: { kind: 'workstation', id: profile.workstation }, outcome: 'ok' };
}

function eventOf(action: 'batch.moved' | 'batch.removed', id: CaseInBatch['id']): AuditEvent {
  return { action, subject: { kind: 'application', id }, outcome: 'ok', detail: {} };
}
