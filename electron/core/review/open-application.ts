/** One application as the reviewer sees it; looking at it is itself on record. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { DeskContext } from '../issue/context.ts';

export async function openApplication(
  input: ParsedInput<'application.open'>,
  context: DeskContext,
): Promise<Result<CallOutput<'application.open'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
