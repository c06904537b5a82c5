/**
 * Stock and day against the signed log: rows of the ledger that no entry accounts for, blanks that are not where their last
 * row says, counts, days and papers that nobody signed in for. Who can write the file can make rows, but no entry.
 */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { StockMovement } from '../../../shared/model/ledger.ts';
import type { Digest } from '../../core/ports.ts';
import { chainOf, firstChain } from '../../core/stock/ledger-chain.ts';
import { countDigestOf } from '../../core/stock/count-digest.ts';
import { inDetail, logged, withoutRow } from './logged.ts';
import type { Ledger } from './stock-mover.ts';

export interface StockFinding {
  readonly check: 'ledger' | 'stock' | 'days' | 'stockPapers';
  readonly ok: boolean;
  readonly note: string;
}

const numberSchema = z.int();

const byApproval = (row: string): string => inDetail('approval', `${row}.approvalId`);

/**
 * What two people did beside the ledger, and boxes as they were opened: the entry has the approval of that very act, so an
 * approval of another one does not serve.
 */
const papersOfNobody = [
  `SELECT count(*) FROM stockPeer AS p
   WHERE NOT ${logged('stock.peerAdded', 'p.name', `${inDetail('verifierKey', 'p.verifierKey')} AND ${byApproval('p')}`)}`,
  `SELECT count(*) FROM destruction AS d WHERE NOT ${logged(
    'stock.destroyed',
    `'D-' || d.number`,
    `${byApproval('d')} AND ${inDetail('method', 'd.method')} AND ${inDetail('approvedBy', 'd.witness')} AND e.actor = d.actor`,
  )}`,
  `SELECT count(*) FROM shiftHandOver AS s WHERE NOT ${logged(
    'day.shiftHanded',
    's.day',
    `${byApproval('s')} AND ${inDetail('suspended', 's.suspended')} AND ${inDetail('approvedBy', 's.takenBy')}
      AND e.actor = s.givenBy`,
  )}`,
  `SELECT count(*) FROM stockTransfer AS t WHERE NOT ${logged(
    'stock.transferred',
    't.id',
    `t.direction = 'out' AND ${byApproval('t')} AND ${inDetail('count', 't.count')} AND ${inDetail('peer', 't.peer')}`,
  )} AND NOT ${logged(
    'stock.transferTaken',
    't.id',
    `t.direction = 'in' AND ${byApproval('t')} AND ${inDetail('count', 't.count')} AND ${inDetail('peer', 't.peer')}`,
  )}`,
  // The box of the training set-up comes opened.
  `SELECT count(*) FROM blankBox AS b WHERE b.openedAt IS NOT NULL
    AND NOT ${logged('stock.boxOpened', 'b.name', 'e.actor = b.openedBy')}
    AND NOT ${logged('blank.received', 'b.name', 'e.actor = b.openedBy AND b.receivedBy = b.openedBy')}`,
];

/** What the log holds and no row any more: entries by their action, and the row that each of them came with. */
const rowsOfEntries = [
  ['stock.peerAdded', 'stockPeer AS row WHERE row.name = e.subjectId'],
  ['stock.destroyed', `destruction AS row WHERE 'D-' || row.number = e.subjectId`],
  ['day.shiftHanded', `shiftHandOver AS row WHERE ${inDetail('approval', 'row.approvalId')}`],
  ['stock.transferred', 'stockTransfer AS row WHERE row.id = e.subjectId'],
  ['stock.transferTaken', 'stockTransfer AS row WHERE row.id = e.subjectId'],
  ['stock.received', 'blankBox AS row WHERE row.name = e.subjectId'],
  ['stock.boxOpened', 'blankBox AS row WHERE row.name = e.subjectId AND row.openedAt IS NOT NULL'],
] as const;

/** With the self-test that the entry speaks of, and no other: one that nobody ran has no entry. */
const asOpened = (['testCard', 'untested'] as const)
  .map((field) => `e.entry ->> '$.detail.${field}' IS d.${field}`)
  .join(' AND ');

export function diagnoseStock(db: Database, ledger: Ledger, digest: Digest): readonly StockFinding[] {
  const count = (sql: string): number => numberSchema.parse(db.prepare(sql).pluck().get());
  const wrong = firstWrongMovement(db, ledger, digest);
  const misplaced = count(`SELECT count(*) FROM blank WHERE place IS NOT
    (SELECT toPlace FROM stockMovement WHERE blankSerial = blank.serial ORDER BY number DESC LIMIT 1)`);
  const unopened = count(`SELECT count(*) FROM workDay AS d WHERE NOT ${logged('day.opened', 'd.day', asOpened)}`);
  const goneDays = count(withoutRow('day.opened', 'workDay AS row WHERE row.day = e.subjectId'));
  const unclosed = count(`SELECT count(*) FROM workDay WHERE (state = 'closed') <> EXISTS
    (SELECT 1 FROM auditEntry WHERE subjectId = workDay.day AND action = 'day.closed')`);
  const counts = wrongCounts(db, digest);
  const unsigned = papersOfNobody.reduce((sum, sql) => sum + count(sql), 0);
  const envelopes = count(`SELECT count(*) FROM stockMovement AS m WHERE m.toPlace = 'setAside'
    AND NOT EXISTS (SELECT 1 FROM envelope WHERE movement = m.number)`);
  const gone = rowsOfEntries.reduce((sum, [action, row]) => sum + count(withoutRow(action, row)), envelopes);
  const open = count('SELECT count(*) FROM stockCount WHERE differs AND explainedAt IS NULL');
  return [
    {
      check: 'ledger',
      ok: wrong === null,
      note:
        wrong === null ? `${ledger.lastMovement()} movements, each in the log` : `movement ${wrong} is not the log’s`,
    },
    { check: 'stock', ok: misplaced === 0, note: `${misplaced} blanks that are not where their last movement led` },
    {
      check: 'days',
      ok: unopened + unclosed + goneDays + counts === 0,
      note: `${unopened + unclosed + goneDays} days and ${counts} counts that are not the log’s; ${open} differences unexplained`,
    },
    {
      check: 'stockPapers',
      ok: unsigned + gone === 0,
      note: `${unsigned} opened boxes, peers, transfers, destructions or shifts that nobody is on record for, ${gone} that are gone`,
    },
  ];
}

const entrySchema = z.object({
  sequence: z.int(),
  act: z.string(),
  movement: z.int(),
  count: z.int(),
  chain: z.string(),
});

/** The number of the first row that is missing, altered or nobody's; null where all are good. */
function firstWrongMovement(db: Database, ledger: Ledger, digest: Digest): number | null {
  const entries =
    db.prepare(`SELECT sequence, entry ->> '$.detail.act' AS act, entry ->> '$.detail.movement' AS movement,
    entry ->> '$.detail.count' AS count, entry ->> '$.detail.ledgerDigest' AS chain
    FROM auditEntry WHERE action = 'stock.moved' ORDER BY sequence`);
  const accounted = z.array(entrySchema).parse(entries.all());
  const rows = ledger.everyMovement();
  try {
    return firstUnaccounted(rows[Symbol.iterator](), accounted, digest);
  } finally {
    // A walk that stops early would keep the connection busy.
    rows.return(undefined);
  }
}

function firstUnaccounted(
  rows: Iterator<StockMovement | null>,
  accounted: readonly z.infer<typeof entrySchema>[],
  digest: Digest,
): number | null {
  let [number, chain] = [0, firstChain];
  for (const entry of accounted) {
    if (entry.movement !== number + 1) return number + 1;
    for (let left = entry.count; left > 0; left -= 1) {
      const next: IteratorResult<StockMovement | null, unknown> = rows.next();
      number += 1;
      const row = next.done === true ? null : next.value;
      if (row?.number !== number) return number;
      if (row.auditSequence !== entry.sequence || row.act !== entry.act) return number;
      chain = chainOf(digest, chain, row);
    }
    if (chain !== entry.chain) return entry.movement;
  }
  return rows.next().done === true ? null : number + 1;
}

const countSchema = z.object({ number: z.int(), expected: z.string(), counted: z.string() });

function wrongCounts(db: Database, digest: Digest): number {
  const inLog = new Map(
    z
      .array(z.object({ number: z.int(), digest: z.string() }))
      .parse(
        db
          .prepare(
            `SELECT entry ->> '$.detail.number' AS number, entry ->> '$.detail.countDigest' AS digest
             FROM auditEntry WHERE action = 'stock.counted' AND outcome = 'ok'`,
          )
          .all(),
      )
      .map((row) => [row.number, row.digest]),
  );
  const explained = new Set(
    z
      .array(z.string())
      .parse(
        db
          .prepare(`SELECT entry ->> '$.detail.approval' FROM auditEntry WHERE action = 'stock.explained'`)
          .pluck()
          .all(),
      ),
  );
  const rows = z.array(countSchema).parse(db.prepare('SELECT number, expected, counted FROM stockCount').all());
  const approvals = z
    .array(z.string())
    .parse(db.prepare('SELECT approvalId FROM stockCount WHERE approvalId IS NOT NULL').pluck().all());
  const altered = rows.filter(
    ({ number, expected, counted }) => inLog.get(number) !== countDigestOf(digest, expected, counted),
  ).length;
  return altered + (inLog.size - rows.length) + approvals.filter((id) => !explained.has(id)).length;
}
