/** One application as the reviewer sees it; looking at a person is itself on record. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { DeskContext } from '../issue/context.ts';
import { viewOf } from './view.ts';

export async function openApplication(
  input: ParsedInput<'application.open'>,
  context: DeskContext,
): Promise<Result<ApplicationView>> {
  const permitted = requirePermission(context.actor, 'application.open');
  if (!permitted.ok) return permitted;
  const view = await viewOf(input.applicationId, context);
  if (!view.ok) return view;
  const viewed = context.store.commit(context.actor, (tx) => {
    const subject = { kind: 'application', id: input.applicationId } as const;
    tx.audit({ action: 'application.viewed', subject, outcome: 'ok', detail: {} });
    return ok(undefined);
  });
  return viewed.ok ? view : viewed;
}
