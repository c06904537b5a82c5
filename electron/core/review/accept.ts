/** The reviewer accepts: every warning named, the revision that was on the screen. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { DeskContext } from '../issue/context.ts';

export async function acceptApplication(
  input: ParsedInput<'review.accept'>,
  context: DeskContext,
): Promise<Result<CallOutput<'review.accept'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
