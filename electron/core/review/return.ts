/** The reviewer returns an application to the authority, with a reason. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { DeskContext } from '../issue/context.ts';

export async function returnApplication(
  input: ParsedInput<'review.return'>,
  context: DeskContext,
): Promise<Result<CallOutput<'review.return'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
