/** A hand that writes straight into the database file, beside the program. */

import Database from 'better-sqlite3';
import { join } from 'node:path';

/** What the database says, or `taken`. */
export function written({ folder }: { readonly folder: string }, sql: string): string {
  return withFile(folder, (db) => {
    try {
      db.exec(sql);
      return 'taken';
    } catch (refusal) {
      return refusal instanceof Error ? refusal.message : '';
    }
  });
}

/** Takes the triggers off, works, and puts them back as they were: the structure shows nothing. */
export function withoutTriggers(folder: string, hand: (db: Database.Database) => void): void {
  withFile(folder, (db) => {
    const triggers = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all() as {
      name: string;
      sql: string;
    }[];
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    db.pragma('foreign_keys = OFF');
    hand(db);
    for (const { sql } of triggers) db.exec(sql);
  });
}

function withFile<T>(folder: string, work: (db: Database.Database) => T): T {
  const db = new Database(join(folder, 'starcard.db'));
  try {
    return work(db);
  } finally {
    db.close();
  }
}
