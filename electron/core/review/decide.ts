/** What accepting and returning share: the application as it was on the screen, moved and stored with its reviewer. */

import type { Application } from '../../../shared/model/application.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { DeskContext } from '../issue/context.ts';
import type { Reader, Transaction } from '../ports.ts';
import { nextApplication, type ReviewEvent } from './application-state.ts';

/** The application of that revision, or `changedMeanwhile`. */
export function findShown(
  reader: Reader,
  shown: { readonly applicationId: ApplicationId; readonly revision: number },
): Result<Application> {
  const application = reader.application(shown.applicationId);
  if (application === undefined) return fail('notFound', { what: 'application' });
  return application.revision === shown.revision ? ok(application) : fail('changedMeanwhile', { what: 'application' });
}

/** Stores the decision of the person who is signed in. */
export function decide(
  tx: Transaction,
  application: Application,
  decision: { readonly event: ReviewEvent; readonly reason: string | null },
  { actor, clock }: Pick<DeskContext, 'actor' | 'clock'>,
): Result<Application> {
  const step = nextApplication(application.state, decision.event, application.heldFrom);
  if (!step.ok) return step;
  const decided: Application = {
    ...application,
    ...step.value,
    reason: decision.reason,
    reviewedBy: actor.account,
    reviewedAt: clock.now().toISOString(),
    revision: application.revision + 1,
  };
  tx.updateApplication(decided);
  return ok(decided);
}
