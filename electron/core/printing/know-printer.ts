/** Which printer is which: it shows itself, and one that was exchanged is met anew. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { AuditOutcome } from '../../../shared/model/audit.ts';
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
  const begun = onRecord(address, 'begun', context);
  if (!begun.ok) return begun;
  const isForgotten = context.pins.forget(address);
  const ended = onRecord(address, isForgotten ? 'ok' : 'failed', context);
  if (!ended.ok) return ended;
  return isForgotten ? ok({}) : fail('notFound', { what: address });
}

function onRecord(
  address: string,
  outcome: AuditOutcome,
  { store, actor }: Pick<IssueContext, 'actor' | 'store'>,
): Result<void> {
  return store.commit(actor, (tx) => {
    const subject = { kind: 'device', id: 'printer' } as const;
    tx.audit({ action: 'printer.forgotten', subject, outcome, detail: { address } });
    return ok(undefined);
  });
}
