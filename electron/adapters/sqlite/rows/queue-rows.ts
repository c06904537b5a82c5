/** The queue: where every case stands on the desk, page by page, with a search that needs no index on disk. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { queueRowSchema, queueViewSchema, type QueueFilter, type QueuePage } from '../../../../shared/model/queue.ts';
import { fold } from '../fold.ts';
import { countsBy } from './row.ts';

/**
 * The view of one case, from its state, its newest job and its newest card. A case that the authority stopped while a
 * card is under way or waits in the safe needs somebody's attention: the plastic has to be dealt with; so does a card that
 * came back with a complaint, until it is decided. `$case` stands for the application's row.
 */
export const viewExpression = `
  (SELECT CASE
    WHEN job.state IN ('suspended', 'setAside') AND job.open = 1
      AND ($case.state = 'accepted' OR job.state = 'suspended') THEN 'attention'
    WHEN $case.state IN ('returned', 'held', 'withdrawn') THEN
      CASE
        WHEN job.open = 1 AND job.blankSerial IS NOT NULL AND job.state <> 'setAside' THEN 'attention'
        WHEN card.state IN ('inCustody', 'dispatched') THEN 'attention'
        ELSE 'stopped'
      END
    WHEN complaint.id IS NOT NULL AND complaint.decision IS NULL THEN 'attention'
    WHEN complaint.decision = 'authorityError' AND complaint.recordHash = $case.recordHash THEN 'stopped'
    WHEN complaint.decision = 'productionFault' AND $case.state = 'accepted' AND card.jobId = job.id THEN 'toIssue'
    WHEN card.state IN ('inCustody', 'dispatched') AND job.open = 0 THEN 'custody'
    WHEN $case.state = 'received' THEN 'toReview'
    WHEN job.open = 1 THEN 'inWork'
    WHEN card.id IS NOT NULL AND job.state <> 'cancelled' THEN 'done'
    ELSE 'toIssue'
  END
  FROM (SELECT 1)
  LEFT JOIN job ON job.ordinal = (SELECT max(ordinal) FROM job WHERE applicationId = $case.id)
  LEFT JOIN card ON card.ordinal = (SELECT max(ordinal) FROM card WHERE applicationId = $case.id)
  LEFT JOIN complaint ON complaint.rowid = (SELECT max(rowid) FROM complaint WHERE cardId = card.id))`;

const rowSchema = z
  .object({
    ...queueRowSchema.omit({ job: true, card: true }).shape,
    urgent: z.int().transform((value) => value === 1),
    jobId: queueRowSchema.shape.job.unwrap().shape.id.nullable(),
    jobState: queueRowSchema.shape.job.unwrap().shape.state.nullable(),
    cardId: queueRowSchema.shape.card.unwrap().shape.id.nullable(),
    cardState: queueRowSchema.shape.card.unwrap().shape.state.nullable(),
  })
  .transform(({ jobId, jobState, cardId, cardState, ...row }) => ({
    ...row,
    job: jobId === null || jobState === null ? null : { id: jobId, state: jobState },
    card: cardId === null || cardState === null ? null : { id: cardId, state: cardState },
  }));

const foundSchema = z.array(z.object({ ordinal: z.int(), total: z.int() }));

const order = 'urgent DESC, receivedAt, ordinal';
// The page is cut out of the index alone; only its own rows are then read.
const page = (condition: string): string =>
  `SELECT ordinal FROM application ${condition} ORDER BY ${order} LIMIT @limit OFFSET @offset`;
const lines = (rows: string): string => `
  SELECT a.id, a.number, a.kind, a.urgent, a.latinName, a.chineseName, a.nationality, a.cardNumber, a.state, a.receivedAt,
    a.expiresAt, job.id AS jobId, job.state AS jobState, card.id AS cardId, card.state AS cardState
  FROM application AS a
  LEFT JOIN job ON job.ordinal = (SELECT max(ordinal) FROM job WHERE applicationId = a.id)
  LEFT JOIN card ON card.ordinal = (SELECT max(ordinal) FROM card WHERE applicationId = a.id)
  WHERE a.ordinal IN (${rows}) ORDER BY a.urgent DESC, a.receivedAt, a.ordinal`;

export type QueueRows = ReturnType<typeof queueRows>;

export function queueRows(db: Database) {
  const all = db.prepare(lines(page('')));
  const ofView = db.prepare(lines(page('WHERE view = @view')));
  const counts = db.prepare('SELECT view AS name, count(*) AS count FROM application GROUP BY view');
  const search = db.prepare(`
    SELECT s.ordinal, count(*) OVER () AS total
    FROM applicationSearch AS s CROSS JOIN application AS a ON a.ordinal = s.ordinal
    WHERE instr(s.folded, @text) > 0 AND (@view = 'all' OR a.view = @view)
    ORDER BY a.urgent DESC, a.receivedAt, a.ordinal LIMIT @limit OFFSET @offset`);
  const found = db.prepare(lines('SELECT value FROM json_each(@rows)'));
  const refresh = db.prepare(
    `UPDATE application AS c SET view = ${viewExpression.replaceAll('$case', 'c')} WHERE id = ?`,
  );

  function countsOfViews(): QueuePage['counts'] {
    const byView = countsBy(queueViewSchema.options, counts.all());
    return { ...byView, all: Object.values(byView).reduce((sum, count) => sum + count, 0) };
  }

  return {
    /** To be called after every change of an application, its job or its card. */
    refresh: (applicationId: string): void => void refresh.run(applicationId),

    queue({ view, text, offset, limit }: QueueFilter): QueuePage {
      const viewCounts = countsOfViews();
      const sought = fold(text?.trim() ?? '');
      if (sought === '') {
        const rows = view === 'all' ? all.all({ limit, offset }) : ofView.all({ view, limit, offset });
        return { rows: z.array(rowSchema).parse(rows), total: viewCounts[view], counts: viewCounts };
      }
      const hits = foundSchema.parse(search.all({ text: sought, view, limit, offset }));
      const rows = found.all({ rows: JSON.stringify(hits.map((hit) => hit.ordinal)) });
      return { rows: z.array(rowSchema).parse(rows), total: hits[0]?.total ?? 0, counts: viewCounts };
    },
  };
}
