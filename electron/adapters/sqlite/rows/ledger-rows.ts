/** The stock ledger: movements are appended, chained by digest, and move the blank's own row by the database's trigger. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { Digest } from '../../../core/ports.ts';
import { chainOf, firstChain } from '../../../core/stock/ledger-chain.ts';
import type { StockFlow } from '../../../core/stock/ledger-store.ts';
import { stockActSchema, stockMovementSchema, type StockMovement } from '../../../../shared/model/ledger.ts';
import type { BlankSerial } from '../../../../shared/model/ids.ts';
import { blankPlaceSchema, type Blank } from '../../../../shared/model/stock.ts';
import { named } from './row.ts';

const columns = `number, blankSerial, act, fromPlace, toPlace, day, at, actor, workstation, jobId, reason, approvalId,
  auditSequence, chain`;
const blankColumns = 'serial, place, box, position, jobId, chipSerial, reason, updatedAt';

const tailSchema = z.object({ number: z.int(), chain: z.string() }).optional();
const flowSchema = z.array(
  z.object({ act: stockActSchema, from: blankPlaceSchema.nullable(), to: blankPlaceSchema, count: z.int() }),
);

/** What one act does to blanks, before it has a number and a digest. */
export type MovementDraft = Omit<
  StockMovement,
  'number' | 'chain' | 'blankSerial' | 'fromPlace' | 'toPlace' | 'jobId' | 'reason'
>;

export function ledgerRows(db: Database, digest: Digest) {
  const tail = db.prepare('SELECT number, chain FROM stockMovement ORDER BY number DESC LIMIT 1');
  const ofBlank = db.prepare(`SELECT ${columns} FROM stockMovement WHERE blankSerial = ? ORDER BY number`);
  const ofApproval = db.prepare(`SELECT ${columns} FROM stockMovement WHERE approvalId = ? ORDER BY number`);
  const every = db.prepare(`SELECT ${columns} FROM stockMovement ORDER BY number`);
  const since = db.prepare(
    `SELECT act, fromPlace AS "from", toPlace AS "to", count(*) AS count FROM stockMovement
     WHERE number >= ? GROUP BY act, fromPlace, toPlace`,
  );
  const tray = db
    .prepare(
      `SELECT workstation FROM stockMovement WHERE blankSerial = ? AND act IN ('loaded', 'setUp', 'carriedOver')
       ORDER BY number DESC LIMIT 1`,
    )
    .pluck();
  const place = db.prepare('SELECT place FROM blank WHERE serial = ?').pluck();
  const insert = db.prepare(`INSERT INTO stockMovement (${columns}) VALUES (${named(columns)})`);
  const insertBlank = db.prepare(`INSERT INTO blank (${blankColumns}) VALUES (${named(blankColumns)})`);

  function end(): { readonly number: number; readonly chain: string } {
    return tailSchema.parse(tail.get()) ?? { number: 0, chain: firstChain };
  }

  return {
    lastMovement: (): number => end().number,
    movementsOf: (serial: BlankSerial): readonly StockMovement[] =>
      z.array(stockMovementSchema).parse(ofBlank.all(serial)),
    movementsBy: (approvalId: string): readonly StockMovement[] =>
      z.array(stockMovementSchema).parse(ofApproval.all(approvalId)),
    /** Null for a row that no movement has the form of: for whoever looks for what is wrong. */
    *everyMovement(): Generator<StockMovement | null, void> {
      for (const row of every.iterate()) yield stockMovementSchema.safeParse(row).data ?? null;
    },
    /** How many blanks went which way, from that movement on. */
    flowSince: (number: number): readonly StockFlow[] => flowSchema.parse(since.all(number)),
    /** The workstation whose tray the blank was put into last. */
    trayOf: (serial: BlankSerial): string | undefined => z.string().optional().parse(tray.get(serial)),
    /** Appends a row for each blank, which thereby is as given; a new one gets its own row. Answers the chain's new end. */
    append(draft: MovementDraft, blanks: readonly Blank[]): string {
      let { number, chain } = end();
      for (const blank of blanks) {
        const found = blankPlaceSchema.optional().parse(place.get(blank.serial));
        number += 1;
        const row = {
          ...draft,
          number,
          blankSerial: blank.serial,
          fromPlace: draft.act === 'carriedOver' ? null : (found ?? null),
          toPlace: blank.place,
          jobId: blank.jobId,
          reason: blank.reason,
        };
        chain = chainOf(digest, chain, row);
        insert.run({ ...row, chain });
        if (found === undefined) insertBlank.run(blank);
      }
      return chain;
    },
  };
}
