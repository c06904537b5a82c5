/** A verified card goes into the safe. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { DeskContext } from '../issue/context.ts';

export async function storeCard(
  input: ParsedInput<'card.store'>,
  context: DeskContext,
): Promise<Result<CallOutput<'card.store'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
