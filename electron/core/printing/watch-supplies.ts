/** What the desk asks of the printer's supplies, and what it notes of them. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { SupplyForecast } from '../../../shared/model/supplies.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { IssueContext } from '../issue/context.ts';
import { forecastSupplies, ownCounts } from './supplies.ts';

/** Against the cases that are ready to be issued. Empty where nothing is known of the printer's supplies. */
export async function forecastForQueue(context: IssueContext): Promise<readonly SupplyForecast[]> {
  const { store, printer, printerProfile: profile } = context;
  const { counts: cases } = store.queue({ view: 'toIssue', offset: 0, limit: 1 });
  const status = await printer.status();
  const blanks = store.countBlanks().inTray;
  return forecastSupplies({ status, profile, counts: ownCounts(store), blanks, waiting: cases.toIssue });
}

/** Somebody put in a new ribbon, film or overlay, or cleaned the printer: counting starts again. */
export function supplyChanged(
  { supply }: ParsedInput<'printer.supplyChanged'>,
  context: IssueContext,
): Result<Readonly<Record<string, never>>> {
  const permitted = requirePermission(context.actor, 'printer.supplyChanged');
  if (!permitted.ok) return permitted;
  return context.store.commit(context.actor, (tx) => {
    tx.audit({
      action: 'supply.changed',
      subject: { kind: 'device', id: 'printer' },
      outcome: 'ok',
      detail: { supply },
    });
    return ok({});
  });
}
