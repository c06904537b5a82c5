/** Prints the card whose chip was written. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { IssueContext } from '../issue/context.ts';

export async function printJob(
  input: ParsedInput<'job.print'>,
  context: IssueContext,
): Promise<Result<CallOutput<'job.print'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
