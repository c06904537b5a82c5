/** The queue: where every case stands on the desk, page by page; the search has its index in memory only. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { applicationNumberSchema } from '../../../../shared/model/ids.ts';
import {
  queueRowSchema,
  queueViewSchema,
  type QueueFilter,
  type QueuePage,
  type QueueRow,
} from '../../../../shared/model/queue.ts';
import type { PersonVault } from '../../persons/person-vault.ts';
import { unlessBroken } from '../../persons/seal-broken.ts';
import { fold } from '../fold.ts';
import { keptWords, pageOf } from '../kept-words.ts';
import { personIndex } from '../person-index.ts';
import { caseOf } from './application-rows.ts';
import { readIndexed } from './indexed-cases.ts';
import { bytesSchema, countsBy } from './row.ts';

/**
 * The view of one case, from its state, its newest job and its newest card. A case that the authority stopped while a
 * card is under way or waits in the safe needs somebody's attention: the plastic has to be dealt with; so does a card that
 * came back with a complaint, until it is decided. A card that was lost in the office is made again, and
 * so is one whose record was replaced since. `$case` stands for the application's row.
 */
export const viewExpression = `
  (SELECT CASE
    WHEN job.state IN ('suspended', 'setAside') AND job.open = 1
      AND ($case.state = 'accepted' OR job.state = 'suspended') THEN 'attention'
    WHEN $case.state IN ('returned', 'held', 'withdrawn') THEN
      CASE
        WHEN job.open = 1 AND job.blankSerial IS NOT NULL AND job.state <> 'setAside' THEN 'attention'
        WHEN (card.state = 'inCustody' OR (card.state = 'dispatched' AND card.elsewhere = 0)) THEN 'attention'
        ELSE 'stopped'
      END
    WHEN complaint.id IS NOT NULL AND complaint.decision IS NULL THEN 'attention'
    WHEN complaint.decision = 'authorityError' AND complaint.recordHash = $case.recordHash THEN 'stopped'
    WHEN complaint.decision = 'productionFault' AND $case.state = 'accepted' AND card.jobId = job.id THEN 'toIssue'
    WHEN card.state IN ('revoked', 'destroyed') AND $case.state = 'accepted' AND card.jobId = job.id AND EXISTS
      (SELECT 1 FROM revocation WHERE cardId = card.id AND reason = 'lostInOffice') THEN 'toIssue'
    WHEN $case.state = 'received' THEN 'toReview'
    WHEN (card.state = 'inCustody' OR (card.state = 'dispatched' AND card.elsewhere = 0)) AND job.open = 0 THEN 'custody'
    WHEN job.open = 1 THEN 'inWork'
    WHEN card.id IS NOT NULL AND $case.state = 'accepted' AND job.recordHash <> $case.recordHash THEN 'toIssue'
    WHEN card.id IS NOT NULL AND job.state <> 'cancelled' THEN 'done'
    ELSE 'toIssue'
  END
  FROM (SELECT 1)
  LEFT JOIN job ON job.ordinal = (SELECT max(ordinal) FROM job WHERE applicationId = $case.id)
  LEFT JOIN card ON card.ordinal = (SELECT max(ordinal) FROM card WHERE applicationId = $case.id)
  LEFT JOIN complaint ON complaint.rowid = (SELECT max(rowid) FROM complaint WHERE cardId = card.id))`;

const rowSchema = z.object({
  ...queueRowSchema.pick({ id: true, kind: true, state: true, view: true, receivedAt: true, expiresAt: true }).shape,
  urgent: z.int().transform((value) => value === 1),
  jobId: queueRowSchema.shape.job.unwrap().shape.id.nullable(),
  jobState: queueRowSchema.shape.job.unwrap().shape.state.nullable(),
  cardId: queueRowSchema.shape.card.unwrap().shape.id.nullable(),
  cardState: queueRowSchema.shape.card.unwrap().shape.state.nullable(),
  sealed: bytesSchema,
  revision: z.int(),
});

const rowsSchema = z.array(rowSchema);
const numbersSchema = z.array(z.int());

const order = 'urgent DESC, receivedAt, ordinal';
// The page is cut out of the index alone; only its own rows are then read.
const page = (condition: string): string =>
  `SELECT ordinal FROM application WHERE ${condition} ORDER BY ${order} LIMIT @limit OFFSET @offset`;
const lines = (rows: string): string => `
  SELECT a.id, a.kind, a.urgent, a.state, a.view, a.receivedAt, a.expiresAt, a.sealed, a.revision,
    job.id AS jobId, job.state AS jobState, card.id AS cardId, card.state AS cardState
  FROM application AS a
  LEFT JOIN job ON job.ordinal = (SELECT max(ordinal) FROM job WHERE applicationId = a.id)
  LEFT JOIN card ON card.ordinal = (SELECT max(ordinal) FROM card WHERE applicationId = a.id)
  WHERE a.ordinal IN (${rows}) ORDER BY a.urgent DESC, a.receivedAt, a.ordinal`;

/** What stands for a name that cannot be read: the row shows, so that somebody looks at it. */
const UNREADABLE = '\u26a0';
const unreadableNumber = applicationNumberSchema.parse('UNREADABLE');

export type QueueRows = ReturnType<typeof queueRows>;

export function queueRows(db: Database, vault: PersonVault) {
  const all = db.prepare(lines(page('erasureId IS NULL')));
  const ofView = db.prepare(lines(page('view = @view AND erasureId IS NULL')));
  const counts = db.prepare(
    'SELECT view AS name, count(*) AS count FROM application WHERE erasureId IS NULL GROUP BY view',
  );
  const found = db.prepare(lines('SELECT value FROM json_each(@rows)'));
  const refresh = db
    .prepare(
      `UPDATE application AS c SET view = ${viewExpression.replaceAll('$case', 'c')} WHERE id = ? RETURNING ordinal`,
    )
    .pluck();
  const ordinalsOf = db.prepare('SELECT ordinal FROM application WHERE id IN (SELECT value FROM json_each(?))').pluck();
  const dataVersion = db.prepare('PRAGMA data_version').pluck();
  const kept = keptWords(vault);
  const index = personIndex({
    read: (ordinals) => readIndexed(db, vault, kept, ordinals),
    version: () => z.int().parse(dataVersion.get()),
    changed: kept.changed,
    keep: kept.keep,
  });

  function countsOfViews(): QueuePage['counts'] {
    const byView = countsBy(queueViewSchema.options, counts.all());
    return { ...byView, all: Object.values(byView).reduce((sum, count) => sum + count, 0) };
  }

  return {
    /** To be called after every change of an application, its job or its card. */
    refresh(applicationId: string): void {
      for (const ordinal of numbersSchema.parse(refresh.all(applicationId))) index.touch(ordinal);
    },
    index,
    /** The pages of kept words that those cases are in: to go with their keys. */
    pagesOf: (ids: readonly string[]): readonly number[] => {
      const ordinals = numbersSchema.parse(ordinalsOf.all(JSON.stringify(ids)));
      return [...new Set(ordinals.map(pageOf))];
    },

    queue({ view, text, offset, limit }: QueueFilter): QueuePage {
      const viewCounts = countsOfViews();
      const sought = fold(text?.trim() ?? '');
      if (sought === '') {
        const rows = view === 'all' ? all.all({ limit, offset }) : ofView.all({ view, limit, offset });
        return { rows: opened(vault, rows), total: viewCounts[view], counts: viewCounts };
      }
      const { ordinals, total } = index.find(sought, view, offset, limit);
      const rows = found.all({ rows: JSON.stringify(ordinals) });
      return { rows: opened(vault, rows), total, counts: viewCounts };
    },
  };
}

function opened(vault: PersonVault, rows: readonly unknown[]): QueueRow[] {
  return rowsSchema.parse(rows).map((row) => {
    const { sealed, revision, jobId, jobState, cardId, cardState, ...clear } = row;
    // One broken row is no reason to show none of the others.
    const content = unlessBroken(() => caseOf(vault, clear.id, revision, sealed), null);
    return {
      ...clear,
      number: content?.number ?? unreadableNumber,
      latinName: content?.person.latinName ?? UNREADABLE,
      chineseName: content?.person.chineseName ?? null,
      nationality: content?.person.nationality ?? UNREADABLE,
      cardNumber: content?.card.number ?? UNREADABLE,
      job: jobId === null || jobState === null ? null : { id: jobId, state: jobState },
      card: cardId === null || cardState === null ? null : { id: cardId, state: cardState },
    };
  });
}
