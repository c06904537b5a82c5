/** What the officer finds when a suspended card is looked at. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { IssueContext } from '../issue/context.ts';

export async function resolveJob(
  input: ParsedInput<'job.resolve'>,
  context: IssueContext,
): Promise<Result<CallOutput<'job.resolve'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
