/** The PDF on the screen is the PDF that goes to the printer. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { IssueContext } from '../issue/context.ts';

export async function previewCard(
  input: ParsedInput<'application.preview'>,
  context: IssueContext,
): Promise<Result<CallOutput<'application.preview'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
