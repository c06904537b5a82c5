/** After a card was set aside: the same work with a new blank. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { IssueContext } from '../issue/context.ts';

export async function restartJob(
  input: ParsedInput<'job.restart'>,
  context: IssueContext,
): Promise<Result<CallOutput<'job.restart'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
