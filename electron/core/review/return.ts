/** The reviewer returns an application to the authority, with a reason. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import type { JobState } from '../../../shared/model/job.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { DeskContext } from '../issue/context.ts';
import { returnedResult } from '../results/make-result.ts';
import { decide, findShown } from './decide.ts';
import { viewOf } from './view.ts';

/**
 * The application, `returned`; the authority hears of it with the next results. Fails with `job.alreadyOpen` while a card
 * of it is in work or finished, with `application.notReviewable`, `changedMeanwhile`.
 */
export async function returnApplication(
  input: ParsedInput<'review.return'>,
  context: DeskContext,
): Promise<Result<ApplicationView>> {
  const permitted = requirePermission(context.actor, 'review.return');
  if (!permitted.ok) return permitted;
  const returned = context.store.commit(context.actor, (tx) => {
    const shown = findShown(tx, input);
    if (!shown.ok) return shown;
    const job = tx.jobOf(input.applicationId);
    // What lies in a machine or in the safe is dealt with first; then there is nothing that a return could strand.
    if (job !== undefined && job.recordHash === shown.value.recordHash && !over.has(job.state)) {
      return fail('job.alreadyOpen', { job: job.id });
    }
    const decided = decide(tx, shown.value, { event: 'return', reason: input.reason }, context);
    if (!decided.ok) return decided;
    tx.insertResult(returnedResult({ ...context, application: decided.value }, input.reason));
    tx.audit({
      action: 'application.returned',
      subject: { kind: 'application', id: input.applicationId },
      outcome: 'ok',
      // The reason is free text and may name a person: it goes to the authority and stays with the case.
      detail: {
        recordDigest: tx.salted(input.applicationId, decided.value.recordHash),
        revision: decided.value.revision,
      },
    });
    return ok(undefined);
  });
  return returned.ok ? viewOf(input.applicationId, context) : returned;
}

const over: ReadonlySet<JobState> = new Set<JobState>(['cancelled', 'setAside']);
