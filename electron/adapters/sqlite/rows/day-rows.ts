/** Working days, what was counted on them, and the shifts between. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { StoredCount, StoredShift } from '../../../core/stock/ledger-store.ts';
import {
  balanceSchema,
  countOccasionSchema,
  differenceCauseSchema,
  shiftSchema,
  workDaySchema,
  type Shift,
  type WorkDay,
} from '../../../../shared/model/day.ts';
import { OFFICE, type PersonVault } from '../../persons/person-vault.ts';
import { cells } from '../cells.ts';
import { openText, sealText } from '../sealed-text.ts';
import { json, named, oneRow, sole } from './row.ts';

const dayColumns = `day, state, openedAt, openedBy, closedAt, closedBy, isLate, testCard, untested, opening, firstMovement,
  balance, note, revision`;
const countColumns = `number, day, occasion, at, actor, expected, counted, cause, explanation, explainedBy, approvedBy,
  approvalId, explainedAt`;
const shiftColumns = 'number, day, at, givenBy, takenBy, suspended, note, approvalId';

/** A note lies sealed, in base64: longer than the note, whose own limit was checked before. */
const sealedNote = z.string();
const dayRowSchema = workDaySchema.extend({
  note: sealedNote.nullable(),
  isLate: z.union([z.literal(0), z.literal(1)]).transform((flag) => flag === 1),
  balance: json(balanceSchema).nullable(),
});
const tally = json(z.record(z.string(), z.int()));
const countRowSchema = z.object({
  number: z.int(),
  day: z.string(),
  occasion: countOccasionSchema,
  at: z.string(),
  actor: z.string(),
  expected: tally,
  counted: tally,
  cause: differenceCauseSchema.nullable(),
  explanation: z.string().nullable(),
  explainedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvalId: z.string().nullable(),
  explainedAt: z.string().nullable(),
});

const shiftRowSchema = shiftSchema.extend({ note: sealedNote, approvalId: z.string() });

export function dayRows(db: Database, vault: PersonVault) {
  const day = db.prepare(`SELECT ${dayColumns} FROM workDay WHERE day = ?`);
  const open = db.prepare(`SELECT ${dayColumns} FROM workDay WHERE state <> 'closed'`);
  const last = db.prepare(`SELECT ${dayColumns} FROM workDay WHERE state = 'closed' ORDER BY day DESC LIMIT 1`);
  const lastClose = db.prepare('SELECT max(closedAt) FROM workDay').pluck();
  const insertDay = db.prepare(`INSERT INTO workDay (${dayColumns}) VALUES (${named(dayColumns)})`);
  const updateDay = db.prepare(
    `UPDATE workDay SET (${dayColumns}) = (${named(dayColumns)}) WHERE day = @day AND revision = @revision - 1`,
  );
  const counts = db.prepare(`SELECT ${countColumns} FROM stockCount WHERE day = ? ORDER BY number`);
  const count = db.prepare(`SELECT ${countColumns} FROM stockCount WHERE number = ?`);
  const unexplained = db.prepare(
    `SELECT ${countColumns} FROM stockCount WHERE differs AND explainedAt IS NULL ORDER BY number`,
  );
  const nextCount = db.prepare('SELECT coalesce(max(number), 0) + 1 FROM stockCount').pluck();
  const insertCount = db.prepare(`INSERT INTO stockCount (${countColumns}) VALUES (${named(countColumns)})`);
  const explain = db.prepare(
    `UPDATE stockCount SET cause = @cause, explanation = @explanation, explainedBy = @explainedBy,
     approvedBy = @approvedBy, approvalId = @approvalId, explainedAt = @explainedAt
     WHERE number = @number AND explainedAt IS NULL`,
  );
  const shifts = db.prepare(`SELECT ${shiftColumns} FROM shiftHandOver WHERE day = ? ORDER BY number`);
  const nextShift = db.prepare('SELECT coalesce(max(number), 0) + 1 FROM shiftHandOver').pluck();
  const insertShift = db.prepare(`INSERT INTO shiftHandOver (${shiftColumns}) VALUES (${named(shiftColumns)})`);
  const stored = ({ isLate, balance, note, ...rest }: WorkDay) => ({
    ...rest,
    note: note === null ? null : sealText(vault, OFFICE, cells.dayNote(rest.day, rest.revision), note),
    isLate: isLate ? 1 : 0,
    balance: balance === null ? null : JSON.stringify(balance),
  });

  function openedDay(row: unknown): WorkDay | undefined {
    const found = oneRow(dayRowSchema, row);
    if (found === undefined || found.note === null) return found;
    return { ...found, note: openText(vault, OFFICE, cells.dayNote(found.day, found.revision), found.note) };
  }
  function openedCount(row: unknown): StoredCount {
    const found = countRowSchema.parse(row);
    if (found.explanation === null) return found;
    return { ...found, explanation: openText(vault, OFFICE, cells.explanation(found.number), found.explanation) };
  }
  function openedShift(row: unknown): Shift {
    const { approvalId: _approval, note, ...shown } = shiftRowSchema.parse(row);
    return { ...shown, note: openText(vault, OFFICE, cells.shiftNote(shown.number), note) ?? '' };
  }

  return {
    workDay: (date: string): WorkDay | undefined => openedDay(day.get(date)),
    /** Opened and not closed; at most one. */
    openDay: (): WorkDay | undefined => openedDay(open.get()),
    lastClosedDay: (): WorkDay | undefined => openedDay(last.get()),
    lastClose: (): string | null => z.string().nullable().parse(lastClose.get()),
    insertDay: (row: WorkDay): void => void insertDay.run(stored(row)),
    updateDay: (row: WorkDay): void => sole(updateDay.run(stored(row)).changes, `day ${row.day}`),
    counts: (date: string): readonly StoredCount[] => counts.all(date).map(openedCount),
    count(number: number): StoredCount | undefined {
      const row = count.get(number);
      return row === undefined ? undefined : openedCount(row);
    },
    /** Counts that differ from the ledger and that nobody has explained. */
    unexplained: (): readonly StoredCount[] => unexplained.all().map(openedCount),
    nextCount: (): number => z.int().parse(nextCount.get()),
    insertCount: ({ expected, counted, ...rest }: StoredCount): void =>
      void insertCount.run({ ...rest, expected: JSON.stringify(expected), counted: JSON.stringify(counted) }),
    explainCount({ expected: _expected, counted: _counted, explanation, ...rest }: StoredCount): void {
      const sealed = explanation === null ? null : sealText(vault, OFFICE, cells.explanation(rest.number), explanation);
      sole(explain.run({ ...rest, explanation: sealed }).changes, `unexplained count ${rest.number}`);
    },
    shiftHandOvers: (date: string): readonly Shift[] => shifts.all(date).map(openedShift),
    nextShiftHandOver: (): number => z.int().parse(nextShift.get()),
    insertShiftHandOver: (row: StoredShift): void =>
      void insertShift.run({ ...row, note: sealText(vault, OFFICE, cells.shiftNote(row.number), row.note) }),
  };
}
