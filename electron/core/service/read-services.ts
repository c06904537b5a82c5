/** The services of the card on the writer, checked against what this office wrote. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { withCard } from './card-session.ts';
import type { ServiceContext } from './context.ts';
import { readListOnCard } from './list-on-card.ts';
import { viewOf } from './view.ts';

/** Each look is on record. Fails with `service.*`, `chip.*` and `writer.*`. */
export async function readServices(
  input: ParsedInput<'service.read'>,
  context: ServiceContext,
): Promise<Result<CallOutput<'service.read'>>> {
  const permitted = requirePermission(context.actor, 'service.read');
  if (!permitted.ok) return permitted;
  const card = context.store.card(input.cardId);
  if (card === undefined) return fail('notFound', { what: 'card' });
  const found = await withCard(card, context, (session) => readListOnCard(session, context));
  const recorded = context.store.commit(context.actor, (tx) => {
    const detail = found.ok ? { listNumber: found.value.number } : { error: found.error.kind };
    const outcome = found.ok ? 'ok' : 'refused';
    tx.audit({ action: 'service.read', subject: { kind: 'card', id: card.id }, outcome, detail });
    return ok(undefined);
  });
  if (!recorded.ok) return recorded;
  return found.ok ? viewOf(card, found.value.bytes, found.value.unfinished, context) : found;
}
