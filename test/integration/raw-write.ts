/** A hand that writes straight into the database file, beside the program. */

import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { WalkOffice } from './walk-office.ts';

/** What the database says, or `done`. */
export function write(walk: WalkOffice, sql: string): string {
  const db = new Database(join(walk.folder, 'starcard.db'));
  try {
    db.exec(sql);
    return 'done';
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : '';
  } finally {
    db.close();
  }
}
