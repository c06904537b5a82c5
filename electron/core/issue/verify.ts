/** Holds the finished card against the record: chip, plastic, eyes. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { IssueContext } from '../issue/context.ts';

export async function verifyJob(
  input: ParsedInput<'job.verify'>,
  context: IssueContext,
): Promise<Result<CallOutput<'job.verify'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
