/** Blanks: one row for every serial, so each is in exactly one place. They move by the ledger's rows only. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { BlankSerial, ChipSerial } from '../../../../shared/model/ids.ts';
import { blankPlaceSchema, blankSchema, type Blank, type BlankPlace } from '../../../../shared/model/stock.ts';
import { countsBy, oneRow, sole } from './row.ts';

const columns = 'serial, place, box, position, jobId, chipSerial, reason, updatedAt';

export function blankRows(db: Database) {
  const bySerial = db.prepare(`SELECT ${columns} FROM blank WHERE serial = ?`);
  const byChip = db.prepare(`SELECT ${columns} FROM blank WHERE chipSerial = ?`);
  const inPlace = db.prepare(`SELECT ${columns} FROM blank WHERE place = ? ORDER BY box, position LIMIT ?`);
  const inBox = db.prepare(`SELECT ${columns} FROM blank WHERE place = 'boxed' AND box = ? ORDER BY position LIMIT ?`);
  const lastInTray = db.prepare(
    `SELECT ${columns} FROM blank WHERE place = 'inTray' ORDER BY box DESC, position DESC LIMIT ?`,
  );
  const byPlace = db.prepare('SELECT place AS name, count(*) AS count FROM blank GROUP BY place');
  const bind = db.prepare('UPDATE blank SET chipSerial = ?, updatedAt = ? WHERE serial = ? AND chipSerial IS NULL');

  return {
    blank: (serial: BlankSerial): Blank | undefined => oneRow(blankSchema, bySerial.get(serial)),
    blankOfChip: (chipSerial: string): Blank | undefined => oneRow(blankSchema, byChip.get(chipSerial)),
    tray: (limit: number): readonly Blank[] => z.array(blankSchema).parse(inPlace.all('inTray', limit)),
    endOfTray: (limit: number): readonly Blank[] => z.array(blankSchema).parse(lastInTray.all(limit)),
    blanksIn: (place: BlankPlace, limit: number): readonly Blank[] =>
      z.array(blankSchema).parse(inPlace.all(place, limit)),
    blanksInBox: (box: string, limit: number): readonly Blank[] => z.array(blankSchema).parse(inBox.all(box, limit)),
    countBlanks: (): Readonly<Record<BlankPlace, number>> => countsBy(blankPlaceSchema.options, byPlace.all()),
    bindChip: (serial: BlankSerial, chip: ChipSerial, at: Date): void =>
      sole(bind.run(chip, at.toISOString(), serial).changes, `blank ${serial} without a chip`),
  };
}
