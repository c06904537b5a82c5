/** Assigns a blank and writes its chip. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { IssueContext } from '../issue/context.ts';

export async function encodeJob(
  input: ParsedInput<'job.encode'>,
  context: IssueContext,
): Promise<Result<CallOutput<'job.encode'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
