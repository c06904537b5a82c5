/** Moves blanks: the entry of the log first, then the rows of the ledger that it accounts for, chained to all before. */

import { dayInChina } from '../../../shared/card/china-day.ts';
import { blankPlaceSchema, type Blank } from '../../../shared/model/stock.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { system } from '../../core/access/system-actor.ts';
import type { Actor, Clock, Store } from '../../core/ports.ts';
import type { StockMove } from '../../core/stock/ledger-store.ts';
import type { Appending } from './audit-log.ts';
import type { ledgerRows, MovementDraft } from './rows/ledger-rows.ts';
import type { dayRows } from './rows/day-rows.ts';

export type Ledger = ReturnType<typeof ledgerRows>;
type Days = Pick<ReturnType<typeof dayRows>, 'openDay'>;

/** Answers the sequence of the entry. */
export function stockMover(days: Days, ledger: Ledger, workstation: string) {
  return (actor: Actor, appending: Appending, move: StockMove, blanks: readonly Blank[]): number => {
    const [first] = blanks;
    const last = blanks.at(-1);
    if (first === undefined || last === undefined) throw new Error('a movement of nothing');
    const auditSequence = appending.next();
    const draft: MovementDraft = {
      act: move.act,
      // What happens between the days counts for the calendar's own.
      day: days.openDay()?.day ?? dayInChina(move.at),
      at: move.at.toISOString(),
      actor: actor.account,
      workstation,
      approvalId: move.approvalId ?? null,
      auditSequence,
    };
    const movement = ledger.lastMovement() + 1;
    // The rows refer to the entry, and the entry holds their digest; the reference is checked at the end.
    const ledgerDigest = ledger.append(draft, blanks);
    appending.append({
      action: 'stock.moved',
      subject: { kind: 'stock', id: first.serial },
      outcome: 'ok',
      detail: { act: move.act, movement, count: blanks.length, last: last.serial, to: first.place, ledgerDigest },
    });
    return auditSequence;
  };
}

/** The most blanks of one entry. */
const AT_ONCE = 5000;

/** The blanks of a database from before there was a ledger are its first rows. Once. */
export function carryOver(store: Store, clock: Clock): Result<void> {
  if (store.lastMovement() > 0) return ok(undefined);
  const blanks = blankPlaceSchema.options.flatMap((place) => store.blanksIn(place, -1));
  for (let start = 0; start < blanks.length; start += AT_ONCE) {
    const carried = store.commit(system, (tx) => {
      tx.moveBlanks({ act: 'carriedOver', at: clock.now() }, blanks.slice(start, start + AT_ONCE));
      return ok(undefined);
    });
    if (!carried.ok) return carried;
  }
  return ok(undefined);
}
