/**
 * "Where is my card?": which rows of custody a page shows. Cards in the safe come first, the urgent ones before the others;
 * the rest by age. The rows are found first, what stands beside them is read for those of the page alone.
 */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { CustodyQuery } from '../../../core/hand-over/storage.ts';
import { custodyViewSchema } from '../../../../shared/model/custody.ts';
import { fold } from '../fold.ts';
import type { QueueRows } from './queue-rows.ts';
import { countsBy } from './row.ts';

/** More cases than this, and walking over the cards, newest first, is the shorter way. */
const FEW = 1000;

/** A holder can come from when the card is valid and lies here; one from another office does so from its arrival. */
const waitsBefore = (limit: string): string => `card.state = 'inCustody' AND card.finishedAt < ${limit}
  AND card.validFrom < ${limit} AND NOT EXISTS (SELECT 1 FROM stockMovement AS m WHERE m.blankSerial = card.blankSerial
    AND m.act IN ('arrived', 'cameBack') AND m.at >= ${limit})`;

/** Cards in custody by age; a card that its holder never called for is also one that waits. */
const conditions = {
  waiting: `card.state = 'inCustody'`,
  uncollected: waitsBefore('@uncollectedBefore'),
  underWay: `card.id IN (SELECT cardId FROM dispatch WHERE outcome IS NULL)`,
  toReturn: waitsBefore('@returnBefore'),
  all: '1',
} as const;

// Whoever is asked for most urgently first; then by place, as one walks along the safe.
const inSafe = (condition: string, state = 'card.state'): string => `
  FROM card JOIN application AS a ON a.id = card.applicationId
  WHERE ${state} = 'inCustody' AND ${condition} ORDER BY a.urgent DESC, card.finishedAt DESC, card.ordinal DESC`;
const outside = (condition: string, state = 'card.state'): string => `
  FROM card WHERE ${state} <> 'inCustody' AND ${condition} ORDER BY card.finishedAt DESC, card.ordinal DESC`;

// By whatever is at hand, in one field: each part is one pass over an index or over the cards.
const named = `
  SELECT ordinal FROM card WHERE applicationId IN (SELECT value FROM json_each(@cases))
  UNION SELECT ordinal FROM card WHERE instr(lower(blankSerial), @text) > 0 OR instr(lower(chipSerial), @text) > 0
    OR lower(slot) = @text OR lower(safe || ' ' || slot) = @text
  LIMIT ${FEW + 1}`;
// The plus keeps the planner from walking over every card of a state for a handful of rows.
const among = 'card.ordinal IN (SELECT value FROM json_each(@rows))';

const clear = `card.ordinal, card.applicationId, lower(card.blankSerial) AS blank, lower(card.chipSerial) AS chip,
  lower(card.slot) AS slot, lower(card.safe || ' ' || card.slot) AS place`;
const clearSchema = z.object({
  ordinal: z.int(),
  applicationId: z.string(),
  blank: z.string(),
  chip: z.string(),
  slot: z.string().nullable(),
  place: z.string().nullable(),
});
const ordinalsSchema = z.array(z.int());

export function custodyPages(db: Database, queue: QueueRows) {
  const prepared = new Map(
    custodyViewSchema.options.map((view) => [
      view,
      [inSafe, outside].map((part) => ({
        list: db.prepare(`SELECT card.ordinal ${part(conditions[view])} LIMIT @limit`).pluck(),
        search: db
          .prepare(`SELECT card.ordinal ${part(`${conditions[view]} AND ${among}`, '+card.state')} LIMIT @limit`)
          .pluck(),
        walk: db.prepare(`SELECT ${clear} ${part(conditions[view])}`),
      })),
    ]),
  );
  const byName = db.prepare(named).pluck();
  const counts = db.prepare(
    custodyViewSchema.options
      .map((view) => `SELECT '${view}' AS name, count(*) AS count FROM card WHERE ${conditions[view]}`)
      .join(' UNION ALL '),
  );

  function* walked(query: CustodyQuery, text: string, cases: ReadonlySet<string>): Generator<number, void> {
    const { uncollectedBefore, returnBefore } = query;
    for (const { walk } of prepared.get(query.view) ?? []) {
      for (const row of walk.iterate({ uncollectedBefore, returnBefore })) {
        const { ordinal, applicationId, blank, chip, slot, place } = clearSchema.parse(row);
        const isNamed = cases.has(applicationId) || slot === text || place === text;
        if (isNamed || blank.includes(text) || chip.includes(text)) yield ordinal;
      }
    }
  }

  /** At most `limit` of both parts together. */
  function found(query: CustodyQuery, values: object, what: 'list' | 'search'): readonly number[] {
    const { view, limit, uncollectedBefore, returnBefore } = query;
    const common = { ...values, limit, uncollectedBefore, returnBefore };
    const parts = (prepared.get(view) ?? []).map((part) => ordinalsSchema.parse(part[what].all(common)));
    return parts.flat().slice(0, limit);
  }

  return {
    /** Ordinals of cards in the order of the page. */
    ordinals(query: CustodyQuery): readonly number[] {
      const text = fold(query.text?.trim() ?? '');
      if (text === '') return found(query, {}, 'list');
      const cases = queue.index.idsOf(text);
      const few = cases.size > FEW ? [] : ordinalsSchema.parse(byName.all({ text, cases: JSON.stringify([...cases]) }));
      if (cases.size <= FEW && few.length <= FEW) return found(query, { rows: JSON.stringify(few) }, 'search');
      const page: number[] = [];
      for (const ordinal of walked(query, text, cases)) {
        page.push(ordinal);
        if (page.length >= query.limit) break;
      }
      return page;
    },
    counts: (ages: Pick<CustodyQuery, 'uncollectedBefore' | 'returnBefore'>) =>
      countsBy(custodyViewSchema.options, counts.all(ages)),
  };
}
