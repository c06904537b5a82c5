/** An officer stops a card that is being printed. What becomes of the card is for the evidence to say, as always. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { AuditOutcome } from '../../../shared/model/audit.ts';
import type { Job } from '../../../shared/model/job.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { IssueContext } from './context.ts';
import { lastPrintName } from './print-name.ts';

/**
 * Asks the device to stop; whoever watches the job sees what came of it. Fails with `job.wrongState` where nothing is being
 * printed, with `notFound` where the device does not know the job, and as the device does.
 */
export async function stopPrint(input: ParsedInput<'job.stopPrint'>, context: IssueContext): Promise<Result<void>> {
  const permitted = requirePermission(context.actor, 'job.stopPrint');
  if (!permitted.ok) return permitted;
  const job = context.store.job(input.jobId);
  if (job === undefined) return fail('notFound', { what: 'job' });
  if (job.state !== 'printing') return fail('job.wrongState', { state: job.state, action: 'job.stopPrint' });
  const printName = lastPrintName(context.store, job.id);
  if (printName === null) return fail('notFound', { what: 'printJob' });
  const begun = audit(job, printName, 'begun', context);
  if (!begun.ok) return begun;
  const stopped = await stopAtDevice(printName, context);
  const settled = audit(job, printName, stopped.ok ? 'ok' : 'failed', context);
  return settled.ok ? stopped : settled;
}

async function stopAtDevice(printName: string, { printer }: IssueContext): Promise<Result<void>> {
  const found = await printer.findByName(printName);
  if (!found.ok) return found;
  return found.value === null ? fail('notFound', { what: 'printJob' }) : printer.cancel(found.value);
}

function audit(job: Job, printName: string, outcome: AuditOutcome, { store, actor }: IssueContext): Result<void> {
  return store.commit(actor, (tx) => {
    tx.audit({
      action: 'card.printStopped',
      subject: { kind: 'job', id: job.id },
      outcome,
      detail: { attempt: job.attempt, printName },
    });
    return ok(undefined);
  });
}
