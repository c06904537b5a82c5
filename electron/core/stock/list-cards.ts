/** Where is my card? Finished cards by number, serial or place. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { DeskContext } from '../issue/context.ts';

export function listCards(
  input: ParsedInput<'card.list'>,
  { store, actor }: Pick<DeskContext, 'store' | 'actor'>,
): Result<CallOutput<'card.list'>> {
  const permitted = requirePermission(actor, 'card.list');
  if (!permitted.ok) return permitted;
  const { text, limit } = input;
  return ok([...store.cards(text === undefined ? { limit } : { text, limit })]);
}
