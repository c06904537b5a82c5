/** Blanks: one row for every serial, so each is in exactly one place. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { BlankSerial } from '../../../../shared/model/ids.ts';
import { blankPlaceSchema, blankSchema, type Blank, type BlankPlace } from '../../../../shared/model/stock.ts';
import { countsBy, named, oneRow, sole } from './row.ts';

const columns = 'serial, place, box, position, jobId, chipSerial, reason, updatedAt';

export function blankRows(db: Database) {
  const bySerial = db.prepare(`SELECT ${columns} FROM blank WHERE serial = ?`);
  const byChip = db.prepare(`SELECT ${columns} FROM blank WHERE chipSerial = ?`);
  const inTray = db.prepare(`SELECT ${columns} FROM blank WHERE place = 'inTray' ORDER BY box, position LIMIT ?`);
  const byPlace = db.prepare('SELECT place AS name, count(*) AS count FROM blank GROUP BY place');
  const insert = db.prepare(`INSERT INTO blank (${columns}) VALUES (${named(columns)})`);
  const update = db.prepare(`UPDATE blank SET (${columns}) = (${named(columns)}) WHERE serial = @serial`);

  return {
    blank: (serial: BlankSerial): Blank | undefined => oneRow(blankSchema, bySerial.get(serial)),
    blankOfChip: (chipSerial: string): Blank | undefined => oneRow(blankSchema, byChip.get(chipSerial)),
    tray: (limit: number): readonly Blank[] => z.array(blankSchema).parse(inTray.all(limit)),
    countBlanks: (): Readonly<Record<BlankPlace, number>> => countsBy(blankPlaceSchema.options, byPlace.all()),
    insertBlank: (blank: Blank): void => void insert.run(blank),
    updateBlank: (blank: Blank): void => sole(update.run(blank).changes, `blank ${blank.serial}`),
  };
}
