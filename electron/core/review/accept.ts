/** The reviewer accepts: the revision that was on the screen, every warning named, and where the plan says so, by two. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Application, Warning } from '../../../shared/model/application.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { names, questionOf, settleByTwo, type CaseByTwo, type TwoPeopleContext } from '../access/by-two.ts';
import { spendApproval, type Approval, type Question } from '../access/second-person.ts';
import type { DeskContext } from '../issue/context.ts';
import { notExpired } from '../issue/safe-point.ts';
import type { Transaction } from '../ports.ts';
import { revokeSuperseded } from '../stock/revoke.ts';
import { decide, findShown } from './decide.ts';
import { viewOf, warningsAbout } from './view.ts';

type Input = ParsedInput<'review.accept'>;

/** A second person's word on the warnings that are set aside. */
interface Override {
  readonly question: Question;
  readonly approval: Approval;
}

/**
 * As `acceptApplication`, for a desk whose staffing plan may ask for a second person where warnings are set aside; it asks
 * for nobody where there are none. Fails as `approve` does too.
 */
export async function acceptByPlan(
  input: Input,
  context: DeskContext & TwoPeopleContext,
): Promise<Result<ApplicationView>> {
  const { second } = input;
  const needsSecond = context.profile.staffing.overrideByTwo && input.acknowledged.length > 0;
  if (!needsSecond || second === undefined) return acceptApplication(input, context);
  return settleByTwo(overrideCase(input, context), second, context);
}

/** The warnings as two people set them aside, of the revision that was shown. */
export function overrideCase(
  input: Input,
  context: DeskContext & TwoPeopleContext,
): Result<CaseByTwo<ApplicationView>> {
  const permitted = requirePermission(context.actor, 'review.accept');
  if (!permitted.ok) return permitted;
  const possible = findShown(context.store, input);
  if (!possible.ok) return possible;
  const { applicationId, revision, acknowledged } = input;
  const about = { action: 'review.override', subjectId: applicationId } as const;
  const question = questionOf(about, [applicationId, revision, acknowledged.toSorted()], context);
  return ok({ question, settle: (approval) => acceptApplication(input, context, { question, approval }) });
}

/**
 * The application, `accepted`. A loss revokes the lost card in the same transaction: from now on nobody may use it.
 * Fails with `access.overrideNeedsSecond` where the staffing plan has two people answer for its warnings,
 * `application.warningsOpen`, `application.approvalExpired`, `application.notReviewable`, `changedMeanwhile`.
 */
export async function acceptApplication(
  input: Input,
  context: DeskContext,
  override?: Override,
): Promise<Result<ApplicationView>> {
  const permitted = requirePermission(context.actor, 'review.accept');
  if (!permitted.ok) return permitted;
  const shown = findShown(context.store, input);
  if (!shown.ok) return shown;
  const live = notExpired(shown.value, context.clock.now());
  if (!live.ok) return live;
  const photo = context.store.photo(input.applicationId);
  if (photo === undefined) return fail('notFound', { what: 'photo' });
  const warnings = await warningsAbout(shown.value, photo, context);
  if (!warnings.ok) return warnings;
  const open = warnings.value.filter((warning) => !input.acknowledged.includes(warning.kind));
  if (open.length > 0) return fail('application.warningsOpen', { count: open.length });
  const needsSecond = context.profile.staffing.overrideByTwo && warnings.value.length > 0;
  if (needsSecond && override === undefined) return fail('access.overrideNeedsSecond', {});
  const accepted = accept(input, warnings.value, context, override);
  return accepted.ok ? viewOf(input.applicationId, context) : accepted;
}

function accept(
  input: Input,
  warnings: readonly Warning[],
  context: DeskContext,
  override: Override | undefined,
): Result<void> {
  return context.store.commit(context.actor, (tx) => {
    const shown = findShown(tx, input);
    if (!shown.ok) return shown;
    const accepted = decide(tx, shown.value, { event: 'accept', reason: null }, context);
    if (!accepted.ok) return accepted;
    const named = warnings.map((warning) => warning.kind).join(', ');
    const overridden = override === undefined ? ok({}) : putOverride(tx, accepted.value, named, override, context);
    if (!overridden.ok) return overridden;
    tx.audit({
      action: 'application.accepted',
      subject: { kind: 'application', id: input.applicationId },
      outcome: 'ok',
      detail: {
        recordDigest: tx.salted(input.applicationId, accepted.value.recordHash),
        revision: accepted.value.revision,
        warnings: named,
        ...overridden.value,
      },
    });
    return revokeSuperseded(tx, accepted.value, context);
  });
}

function putOverride(
  tx: Transaction,
  { id: applicationId, revision }: Application,
  warnings: string,
  { question, approval }: Override,
  { clock }: DeskContext,
): Result<{ readonly approval: string; readonly approvedBy: string }> {
  const spent = spendApproval(tx, approval, question, clock.now());
  if (!spent.ok) return spent;
  tx.insertWarningOverride({ applicationId, revision, warnings, approvalId: approval.id });
  return ok(names(approval));
}
