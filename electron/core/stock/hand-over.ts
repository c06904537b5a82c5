/** Another person hands the card to its holder. */

import type { ParsedInput, CallOutput } from '../../../shared/contract.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { IssueContext } from '../issue/context.ts';

export async function handOverCard(
  input: ParsedInput<'card.handOver'>,
  context: IssueContext,
): Promise<Result<CallOutput<'card.handOver'>>> {
  return Promise.resolve(
    fail('internal', { reference: `not built yet ${JSON.stringify(input)} ${context.actor.account}` }),
  );
}
