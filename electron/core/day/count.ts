/**
 * Counts by hand against the ledger. Whoever counts is not told what is expected: a count that differs is asked for a second
 * time, and then stands as a difference until two people have explained it.
 */

import type { CountOccasion } from '../../../shared/model/day.ts';
import { blankPlaceSchema, type BlankPlace } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader, Transaction } from '../ports.ts';
import { countDigestOf } from '../stock/count-digest.ts';
import type { StockContext } from '../stock/context.ts';

type Counted = Readonly<Record<string, number>>;

export interface Count {
  readonly day: string;
  readonly occasion: CountOccasion;
  readonly counted: Counted;
  readonly countedTwice: boolean;
}

/** The places that were counted, as the ledger has them, in the same order. */
function expectedOf(reader: Reader, counted: Counted): Counted {
  const counts = reader.countBlanks();
  return Object.fromEntries(placesOf(counted).map((place) => [place, counts[place]]));
}

function placesOf(counted: Counted): readonly BlankPlace[] {
  return blankPlaceSchema.options.filter((place) => place in counted);
}

function ordered(counted: Counted): Counted {
  return Object.fromEntries(placesOf(counted).map((place) => [place, counted[place] ?? 0]));
}

/** Fails with `day.countDiffers`, on record, where it differs and was counted once. */
export function checkCount({ day, occasion, counted, countedTwice }: Count, context: StockContext): Result<void> {
  const { store, actor, digest } = context;
  const expected = expectedOf(store, counted);
  const places = placesOf(counted).filter((place) => expected[place] !== counted[place]);
  if (places.length === 0 || countedTwice) return ok(undefined);
  const noted = store.commit(actor, (tx) => {
    const countDigest = countDigestOf(digest, JSON.stringify(expected), JSON.stringify(ordered(counted)));
    tx.audit({
      action: 'stock.counted',
      subject: { kind: 'day', id: day },
      outcome: 'refused',
      detail: { occasion, number: 0, differs: true, countDigest },
    });
    return ok(undefined);
  });
  return noted.ok ? fail('day.countDiffers', { places: places.join(', ') }) : noted;
}

/** Puts the count on record; answers whether it differs. Fails with `day.countDiffers` where stock moved meanwhile. */
export function recordCount(tx: Transaction, count: Count, context: StockContext): Result<boolean> {
  const { actor, clock, digest } = context;
  const { day, occasion } = count;
  const expected = expectedOf(tx, count.counted);
  const counted = ordered(count.counted);
  const places = placesOf(counted).filter((place) => expected[place] !== counted[place]);
  if (places.length > 0 && !count.countedTwice) return fail('day.countDiffers', { places: places.join(', ') });
  const number = tx.nextCount();
  tx.insertCount({
    number,
    day,
    occasion,
    at: clock.now().toISOString(),
    actor: actor.account,
    expected,
    counted,
    cause: null,
    explanation: null,
    explainedBy: null,
    approvedBy: null,
    approvalId: null,
    explainedAt: null,
  });
  const differs = places.length > 0;
  const countDigest = countDigestOf(digest, JSON.stringify(expected), JSON.stringify(counted));
  const subject = { kind: 'day', id: day } as const;
  tx.audit({ action: 'stock.counted', subject, outcome: 'ok', detail: { occasion, number, differs, countDigest } });
  if (differs) {
    tx.audit({ action: 'stock.difference', subject, outcome: 'ok', detail: { number, what: places.join(', ') } });
  }
  return ok(differs);
}
