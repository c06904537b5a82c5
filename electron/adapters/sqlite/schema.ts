/** What a database's structure is, written down so that two can be compared and the difference named. */

import type { Database } from 'better-sqlite3';
import { createHash } from 'node:crypto';
import * as z from 'zod';

const objectsSchema = z.array(z.strictObject({ type: z.string(), name: z.string(), sql: z.string() }));

/** Every table, index and trigger by `type name`, with its SQL; what SQLite makes for itself is left out. */
export function schemaOf(db: Database): ReadonlyMap<string, string> {
  const rows = db
    .prepare(
      `SELECT type, name, sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
    )
    .all();
  return new Map(objectsSchema.parse(rows).map(({ type, name, sql }) => [`${type} ${name}`, normalised(sql)]));
}

/** SHA-256, hex, of the whole structure. */
export function schemaHash(schema: ReadonlyMap<string, string>): string {
  return createHash('sha256')
    .update(JSON.stringify([...schema]))
    .digest('hex');
}

/** The first object that is missing, altered or additional, in words; `undefined` when both are the same. */
export function schemaDifference(
  expected: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): string | undefined {
  for (const [name, sql] of expected) {
    if (!found.has(name)) return `${name} -`;
    if (found.get(name) !== sql) return `${name} ≠`;
  }
  const additional = [...found.keys()].find((name) => !expected.has(name));
  return additional === undefined ? undefined : `${additional} +`;
}

function normalised(sql: string): string {
  return sql.replace(/\s+/g, ' ').trim();
}
