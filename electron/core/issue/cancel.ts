/** Gives a job up before a blank was written. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { IssueContext } from '../issue/context.ts';

export async function cancelJob(
  input: ParsedInput<'job.cancel'>,
  context: IssueContext,
): Promise<Result<CallOutput<'job.cancel'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
