/** What goes onto the papers of stock: rows as they were written, and the checkpoint of the log that covers them. */

import type { CountSheet, DestructionRecord } from '../../../shared/model/stock-paper.ts';
import { blankPlaceSchema } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader } from '../ports.ts';
import type { StockContext } from './context.ts';
import type { StoredCount } from './ledger-store.ts';

type PaperContext = Pick<StockContext, 'store' | 'profile'>;

/** Of a day that was closed; its checkpoint is the newest, which covers the close and any explanation since. */
export function countSheet(date: string, { store, profile }: PaperContext): Result<CountSheet> {
  const day = store.workDay(date);
  const head = store.treeHead();
  if (day === undefined || day.balance === null || head === undefined) return fail('notFound', { what: date });
  const { live, office, officeName, workstation } = profile;
  const counts = store.counts(date).map(countOf);
  return ok({
    live,
    office,
    officeName,
    workstation,
    checkpoint: head.checkpoint,
    day,
    counts,
    shifts: [...store.shifts(date)],
  });
}

function countOf(count: StoredCount): CountSheet['counts'][number] {
  const { occasion, at, actor: by, expected, counted, explanation, explainedBy, approvedBy } = count;
  const places = blankPlaceSchema.options.filter((place) => place in expected);
  const isExplained = explanation !== null && explainedBy !== null && approvedBy !== null;
  return {
    occasion,
    at,
    by,
    lines: places.map((place) => ({ place, ledger: expected[place] ?? 0, counted: counted[place] ?? 0 })),
    explanation: isExplained ? { text: explanation, by: explainedBy, approvedBy } : null,
  };
}

/** The first checkpoint after the destruction, so that every print of the record is the same. */
export function destructionRecord(number: number, { store, profile }: PaperContext): Result<DestructionRecord> {
  const found = store.destruction(number);
  const head = found === undefined ? undefined : store.headFrom(found.auditSequence + 1);
  if (found === undefined || head === undefined) return fail('notFound', { what: `D-${number}` });
  const { approvalId, auditSequence: _sequence, ...record } = found;
  const { live, office, officeName, workstation } = profile;
  return ok({
    live,
    office,
    officeName,
    workstation,
    checkpoint: head.checkpoint,
    record,
    blanks: store.movementsBy(approvalId).map(({ blankSerial, fromPlace, reason }) => ({
      serial: blankSerial,
      from: fromPlace ?? 'setAside',
      envelope: fromPlace === 'setAside' ? envelopeNumber(store, blankSerial) : null,
      reason: reason ?? '',
    })),
  });
}

function envelopeNumber(reader: Reader, serial: Parameters<Reader['envelope']>[0]): number | null {
  return reader.envelope(serial)?.number ?? null;
}
