/** The reviewer accepts: the revision that was on the screen, and every warning named. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Warning } from '../../../shared/model/application.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { DeskContext } from '../issue/context.ts';
import { notExpired } from '../issue/safe-point.ts';
import { revokeSuperseded } from '../stock/revoke.ts';
import { decide, findShown } from './decide.ts';
import { viewOf, warningsAbout } from './view.ts';

/**
 * The application, `accepted`. A loss revokes the lost card in the same transaction: from now on nobody may use it.
 * Fails with `application.warningsOpen`, `application.approvalExpired`, `application.notReviewable`, `changedMeanwhile`.
 */
export async function acceptApplication(
  input: ParsedInput<'review.accept'>,
  context: DeskContext,
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
  const accepted = accept(input, warnings.value, context);
  return accepted.ok ? viewOf(input.applicationId, context) : accepted;
}

function accept(input: ParsedInput<'review.accept'>, warnings: readonly Warning[], context: DeskContext): Result<void> {
  return context.store.commit(context.actor, (tx) => {
    const shown = findShown(tx, input);
    if (!shown.ok) return shown;
    const accepted = decide(tx, shown.value, { event: 'accept', reason: null }, context);
    if (!accepted.ok) return accepted;
    tx.audit({
      action: 'application.accepted',
      subject: { kind: 'application', id: input.applicationId },
      outcome: 'ok',
      detail: {
        recordDigest: tx.salted(input.applicationId, accepted.value.recordHash),
        revision: accepted.value.revision,
        warnings: warnings.map((warning) => warning.kind).join(', '),
      },
    });
    return revokeSuperseded(tx, accepted.value, context);
  });
}
