/** Starts the work on an accepted application: composes both faces and keeps the PDF. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { IssueContext } from '../issue/context.ts';

export async function composeJob(
  input: ParsedInput<'job.compose'>,
  context: IssueContext,
): Promise<Result<CallOutput<'job.compose'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
