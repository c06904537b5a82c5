/** One person sets a card aside, at once. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { IssueContext } from '../issue/context.ts';

export async function setAsideJob(
  input: ParsedInput<'job.setAside'>,
  context: IssueContext,
): Promise<Result<CallOutput<'job.setAside'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
