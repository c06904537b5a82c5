/** Reads what the search in memory needs of the sealed cases. */

import type { Database } from 'better-sqlite3';
import type { PersonVault } from '../../persons/person-vault.ts';
import { SealBroken } from '../../persons/seal-broken.ts';
import { cells } from '../cells.ts';
import { searchText, type IndexedCase } from '../person-index.ts';

const columns = 'ordinal, id, urgent, receivedAt, view, revision, sealed';

/** In the order of `columns`. */
type Row = readonly [
  ordinal: number,
  id: string,
  urgent: number,
  receivedAt: string,
  view: string,
  revision: number,
  sealed: Uint8Array,
];

/** Every case, or those of the ordinals. One that does not open is found by nothing; `diagnose` names it. */
export function readIndexed(
  db: Database,
  vault: PersonVault,
  ordinals: readonly number[] | null,
): readonly IndexedCase[] {
  if (ordinals === null) vault.openAll();
  const where = ordinals === null ? '' : 'AND ordinal IN (SELECT value FROM json_each(@rows))';
  const statement = db.prepare(`SELECT ${columns} FROM application WHERE erasureId IS NULL ${where}`);
  statement.raw();
  const rows = ordinals === null ? statement.iterate() : statement.iterate({ rows: JSON.stringify(ordinals) });
  const indexed: IndexedCase[] = [];
  for (const row of rows) {
    if (!isRow(row)) throw new Error('a row of cases that is none');
    const [ordinal, id, urgent, receivedAt, view] = row;
    const folded = foldedOf(vault, row);
    if (folded !== null) indexed.push({ ordinal, id, folded, urgent, receivedAt, view });
  }
  return indexed;
}

function foldedOf(vault: PersonVault, [, id, , , , revision, sealed]: Row): string | null {
  try {
    const plain = vault.open(id, cells.application(id, revision), sealed);
    return plain === null ? null : searchText(wordsOf(JSON.parse(decoder.decode(plain))));
  } catch (thrown) {
    if (thrown instanceof SealBroken) return null;
    throw thrown;
  }
}

const decoder = new TextDecoder();

// By hand, as the tag vouches for what was written: a schema would take longer than to open the row, and an office has a
// hundred thousand of them.
function wordsOf(content: unknown): readonly string[] {
  const person = at(content, 'person');
  return [
    text(at(content, 'number')),
    text(at(at(content, 'card'), 'number')),
    text(at(at(person, 'passport'), 'number')),
    text(at(person, 'latinName')),
    text(at(person, 'chineseName')),
  ];
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isRow(row: unknown): row is Row {
  if (!isList(row)) return false;
  const [ordinal, id, urgent, receivedAt, view, revision, sealed] = row;
  const areNumbers = typeof ordinal === 'number' && typeof urgent === 'number' && typeof revision === 'number';
  const areTexts = typeof id === 'string' && typeof receivedAt === 'string' && typeof view === 'string';
  return areNumbers && areTexts && sealed instanceof Uint8Array;
}

function isList(row: unknown): row is readonly unknown[] {
  return Array.isArray(row);
}
