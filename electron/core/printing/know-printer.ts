/** Which printer is which: it shows itself, and one that was exchanged is met anew. */

import type { ParsedInput } from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { IssueContext } from '../issue/context.ts';

type Done = Result<Readonly<Record<string, never>>>;

/** The device blinks or sounds. Fails with `printer.refused` where it cannot, and as every question to it does. */
export async function identifyPrinter(context: Pick<IssueContext, 'actor' | 'printer'>): Promise<Done> {
  const permitted = requirePermission(context.actor, 'printer.identify');
  if (!permitted.ok) return permitted;
  const identified = await context.printer.identify();
  return identified.ok ? ok({}) : identified;
}

/**
 * Whoever answers at this address next is taken for the right printer, so it is on record before it is done. Fails with
 * `notFound` where no printer is known under the address, or the list could not be written.
 */
export function forgetPrinter(
  { address }: ParsedInput<'printer.forget'>,
  context: Pick<IssueContext, 'actor' | 'store'> & { readonly pins: { forget(address: string): boolean } },
): Done {
  const permitted = requirePermission(context.actor, 'printer.forget');
  if (!permitted.ok) return permitted;
  return context.store.commit(context.actor, (tx) => {
    tx.audit({
      action: 'printer.forgotten',
      subject: { kind: 'device', id: 'printer' },
      outcome: 'ok',
      detail: { address },
    });
    return context.pins.forget(address) ? ok({}) : fail('notFound', { what: address });
  });
}
