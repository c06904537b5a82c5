/** The newest signed head of a folder's log, looked at before anybody can say whose key opens it. */

import SqliteDatabase from 'better-sqlite3';
import * as z from 'zod';
import { databasePath } from './connection.ts';

/** Null where there is no database, no head, or nothing that can be read. */
export function newestCheckpoint(folder: string): string | null {
  try {
    const db = new SqliteDatabase(databasePath(folder), { readonly: true, fileMustExist: true });
    try {
      const found = db.prepare('SELECT checkpoint FROM auditTreeHead ORDER BY size DESC LIMIT 1').pluck().get();
      return z.string().nullable().catch(null).parse(found);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}
