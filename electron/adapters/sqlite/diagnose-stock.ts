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
import { atTheTime, inDetail, logged, withoutRow } from './logged.ts';
import type { Ledger } from './stock-mover.ts';

export interface StockFinding {
  readonly check: 'ledger' | 'stock' | 'days' | 'stockPapers';
  readonly ok: boolean;
  readonly note: string;
}

const numberSchema = z.int();

const byApproval = (row: string): string => inDetail('approval', `${row}.approvalId`);

/** The ledger, which is looked at before, says when and by whom. */
const movedWith = (row: string, condition: string): string =>
  `EXISTS (SELECT 1 FROM stockMovement AS m WHERE m.approvalId = ${row}.approvalId AND ${condition})`;

const asReceived = `e.actor = b.receivedBy AND ${inDetail('first', 'b.firstSerial')} AND ${inDetail('last', 'b.lastSerial')}
  AND ${inDetail('count', 'b.count')}`;

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
  )} OR NOT ${movedWith('d', 'm.at = d.at AND m.day = d.day AND m.auditSequence = d.auditSequence')}`,
  `SELECT count(*) FROM shiftHandOver AS s WHERE NOT ${logged(
    'day.shiftHanded',
    's.day',
    `${byApproval('s')} AND ${inDetail('suspended', 's.suspended')} AND ${inDetail('approvedBy', 's.takenBy')}
      AND e.actor = s.givenBy AND ${atTheTime('s.at')}`,
  )}`,
  `SELECT count(*) FROM stockTransfer AS t WHERE NOT ${logged(
    'stock.transferred',
    't.id',
    `t.direction = 'out' AND ${byApproval('t')} AND ${inDetail('count', 't.count')} AND ${inDetail('peer', 't.peer')}`,
  )} AND NOT ${logged(
    'stock.transferTaken',
    't.id',
    `t.direction = 'in' AND ${byApproval('t')} AND ${inDetail('count', 't.count')} AND ${inDetail('peer', 't.peer')}`,
  )} OR NOT ${movedWith('t', 'm.at = t.at AND m.actor = t.actor')}`,
  // With what came in it; that of the training set-up by nobody, and no other.
  `SELECT count(*) FROM blankBox AS b WHERE NOT ${logged('stock.received', 'b.name', `${asReceived} AND ${byApproval('b')}`)}
    AND NOT ${logged(
      'stock.transferTaken',
      'b.deliveryNote',
      `e.actor = b.receivedBy AND ${inDetail('count', 'b.count')} AND ${byApproval('b')}`,
    )}
    AND NOT ${logged('blank.received', 'b.name', `${asReceived} AND b.approvalId IS NULL`)}
    OR b.approvalId IS NOT NULL AND NOT ${movedWith('b', 'm.at = b.receivedAt')}`,
  // The box of the training set-up comes opened.
  `SELECT count(*) FROM blankBox AS b WHERE b.openedAt IS NOT NULL
    AND NOT ${logged('stock.boxOpened', 'b.name', `e.actor = b.openedBy AND ${atTheTime('b.openedAt')}`)}
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
const asOpened = [
  ...(['testCard', 'untested'] as const).map((field) => `e.entry ->> '$.detail.${field}' IS d.${field}`),
  'e.actor = d.openedBy',
  // The training set-up looks at the clock first, and makes its accounts then.
  `(d.openedBy = 'set-up' OR ${atTheTime('d.openedAt')})`,
  inDetail('opening', 'd.opening'),
].join(' AND ');

const sumOf = (part: 'inOffice' | 'left'): string =>
  `ifnull((SELECT sum(value) FROM json_each(d.balance, '$.${part}')), 0)`;

/** Late or in time, by whom, and with as many blanks as the entry says, on either side of the balance. */
const asClosed = [
  'e.actor = d.closedBy',
  atTheTime('d.closedAt'),
  inDetail('late', 'd.isLate'),
  inDetail('total', `${sumOf('inOffice')} + ${sumOf('left')}`),
  `d.balance ->> '$.opening' = d.opening`,
  `e.entry ->> '$.detail.total' = (SELECT sum(d.balance ->> ('$.' || value))
    FROM json_each('["opening", "received", "transferredIn", "found", "cameBack"]'))`,
].join(' AND ');

/** Whether a close of that day was begun and not taken back, up to that entry. */
const isClosing = (day: string, upTo = ''): string => `((SELECT e.action FROM auditEntry AS e
  WHERE e.subjectId = ${day} AND e.action IN ('day.closing', 'day.resumed') AND e.outcome = 'ok' ${upTo}
  ORDER BY e.sequence DESC LIMIT 1) IS 'day.closing')`;

/** Days that were turned back to work, or to their close, by nobody, and cards that were begun while one was closed. */
const turnedByNobody = [
  `SELECT count(*) FROM workDay AS d WHERE d.state <> 'closed' AND (d.state = 'closing') <> ${isClosing('d.day')}`,
  `SELECT count(*) FROM stockMovement AS m WHERE m.act = 'assigned'
    AND ${isClosing('m.day', 'AND e.sequence < m.auditSequence')}`,
];

/** A blank is bound to its chip at first contact, which is on record; the card of another office came with it. */
const boundByNobody = `SELECT count(*) FROM blank AS b WHERE b.chipSerial IS NOT NULL
  AND NOT ${logged('blank.bound', 'b.serial', inDetail('chipSerial', 'b.chipSerial'))}
  AND NOT EXISTS (SELECT 1 FROM stockMovement WHERE blankSerial = b.serial AND act = 'arrived')`;

export function diagnoseStock(db: Database, ledger: Ledger, digest: Digest): readonly StockFinding[] {
  const count = (sql: string): number => numberSchema.parse(db.prepare(sql).pluck().get());
  const wrong = firstWrongMovement(db, ledger, digest);
  const misplaced = count(`SELECT count(*) FROM blank AS b WHERE NOT EXISTS (SELECT 1 FROM stockMovement AS m
    WHERE m.number = (SELECT max(number) FROM stockMovement WHERE blankSerial = b.serial)
      AND m.toPlace = b.place AND m.jobId IS b.jobId AND m.reason IS b.reason)`);
  const unbound = count(boundByNobody);
  const unopened = count(`SELECT count(*) FROM workDay AS d WHERE NOT ${logged('day.opened', 'd.day', asOpened)}`);
  const goneDays = count(withoutRow('day.opened', 'workDay AS row WHERE row.day = e.subjectId'));
  const unclosed =
    count(`SELECT count(*) FROM workDay AS d WHERE (d.state = 'closed') <> ${logged('day.closed', 'd.day')}
    OR d.state = 'closed' AND NOT ${logged('day.closed', 'd.day', asClosed)}`);
  const turned = turnedByNobody.reduce((sum, sql) => sum + count(sql), 0);
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
    {
      check: 'stock',
      ok: misplaced + unbound === 0,
      note: `${misplaced} blanks that are not as their last movement left them, ${unbound} with a chip that was not met`,
    },
    {
      check: 'days',
      ok: unopened + unclosed + goneDays + turned + counts === 0,
      note: `${unopened + unclosed + goneDays + turned} days and ${counts} counts that are not the log’s; ${open} differences unexplained`,
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

const countSchema = z.object({ said: z.string(), expected: z.string(), counted: z.string() });
const saidSchema = z.array(z.string());

/** What a count and its entry both state: which one, of which day, when, by whom, and the digest of both tallies. */
const countedRows = `SELECT json_array(number, day, occasion, actor) AS said, expected, counted FROM stockCount`;
const countedEntries = `
  SELECT json_array(entry ->> '$.detail.number', subjectId, entry ->> '$.detail.occasion', actor) || ' '
    || (entry ->> '$.detail.countDigest')
  FROM auditEntry WHERE action = 'stock.counted' AND outcome = 'ok'`;
const explainedRows = `
  SELECT json_array(number, day, cause, explainedBy, approvedBy, approvalId) FROM stockCount
  WHERE approvalId IS NOT NULL`;
const explainedEntries = `
  SELECT json_array(entry ->> '$.detail.number', subjectId, entry ->> '$.detail.cause', actor,
    entry ->> '$.detail.approvedBy', entry ->> '$.detail.approval')
  FROM auditEntry WHERE action = 'stock.explained' AND outcome = 'ok'`;

/** Counted or explained by nobody, otherwise than the log has it, or no more. */
function wrongCounts(db: Database, digest: Digest): number {
  const texts = (sql: string): readonly string[] => saidSchema.parse(db.prepare(sql).pluck().all());
  const rows = z.array(countSchema).parse(db.prepare(countedRows).all());
  const counted = rows.map((row) => `${row.said} ${countDigestOf(digest, row.expected, row.counted)}`);
  return different(counted, texts(countedEntries)) + different(texts(explainedRows), texts(explainedEntries));
}

/** How many rows the log has not, or how many it has more; the larger of the two, so that a row that was altered is one. */
function different(rows: readonly string[], log: readonly string[]): number {
  const [inRows, inLog] = [new Set(rows), new Set(log)];
  const [forged, gone] = [rows.filter((row) => !inLog.has(row)), log.filter((entry) => !inRows.has(entry))];
  return Math.max(forged.length, gone.length);
}
