/** Reads what the search in memory needs of the cases: words that were kept where they still fit, sealed rows for the rest. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { PersonVault } from '../../persons/person-vault.ts';
import type { Cell } from '../../persons/seal.ts';
import { unlessBroken } from '../../persons/seal-broken.ts';
import { cells } from '../cells.ts';
import type { KeptWords } from '../kept-words.ts';
import { searchText, type IndexedCase } from '../person-index.ts';

/** In the order of `columns`. The end of a sealed value is its tag: no two have the same one. */
type Row = readonly [ordinal: number, id: string, urgent: number, receivedAt: string, view: string, tag: string];

/** Which words a case is found by; others than those that an earlier version kept count as none. */
const FORM = 2;

const columns = `ordinal, id, urgent, receivedAt, view, '${FORM} ' || hex(substr(sealed, -8))`;
const among = 'ordinal IN (SELECT value FROM json_each(@rows))';

/** More rows than this, and all keys are opened at once. */
const FEW = 1000;

/** Every case, or those of the ordinals. One that does not open is found by nothing; `diagnose` names it. */
export function readIndexed(
  db: Database,
  vault: PersonVault,
  kept: KeptWords,
  ordinals: readonly number[] | null,
): readonly IndexedCase[] {
  const where = ordinals === null ? '' : `AND ${among}`;
  const statement = db.prepare(`SELECT ${columns} FROM application WHERE erasureId IS NULL ${where}`).raw();
  const rows = ordinals === null ? statement.all() : statement.all({ rows: JSON.stringify(ordinals) });
  const known = ordinals === null ? kept.open() : null;
  const indexed: IndexedCase[] = [];
  const missing: Omit<IndexedCase, 'folded'>[] = [];
  for (const row of rows) {
    if (!isRow(row)) throw new Error('a row of cases that is none');
    const [ordinal, id, urgent, receivedAt, view, tag] = row;
    const folded = known?.of(ordinal, tag);
    if (folded === undefined) missing.push({ ordinal, id, urgent, receivedAt, view, tag });
    else indexed.push({ ordinal, id, folded, urgent, receivedAt, view, tag });
  }
  known?.end();
  if (missing.length > FEW) vault.openAll();
  const words = openedWords(db, vault, missing);
  return missing.reduce((all, one) => {
    const folded = words.get(one.ordinal);
    if (folded !== undefined) all.push({ ...one, folded });
    return all;
  }, indexed);
}

/** By ordinal; without those that do not open. */
function openedWords(
  db: Database,
  vault: PersonVault,
  missing: readonly { readonly ordinal: number }[],
): ReadonlyMap<number, string> {
  const words = new Map<number, string>();
  if (missing.length === 0) return words;
  const asked = { rows: JSON.stringify(missing.map(({ ordinal }) => ordinal)) };
  const earlier = earlierNumbers(db, vault, asked);
  const rows = db.prepare(`SELECT ordinal, id, revision, sealed FROM application WHERE ${among}`).raw();
  for (const row of rows.iterate(asked)) {
    if (!isSealedRow(row)) throw new Error('a row of cases that is none');
    const folded = foldedOf(vault, row, earlier.get(row[0]) ?? []);
    if (folded !== null) words.set(row[0], folded);
  }
  return words;
}

/** By ordinal, what stands on plastic that was made before a replacement gave the case another number. */
function earlierNumbers(
  db: Database,
  vault: PersonVault,
  asked: { readonly rows: string },
): ReadonlyMap<number, readonly string[]> {
  const numbers = new Map<number, readonly string[]>();
  const cards = db
    .prepare(
      `SELECT a.ordinal, card.applicationId, card.id, card.revision, card.sealed
       FROM application AS a JOIN card ON card.applicationId = a.id AND card.numberDigest <> a.cardNumberDigest
       WHERE a.${among}`,
    )
    .raw();
  for (const row of cards.iterate(asked)) {
    const [ordinal, applicationId, id, revision, sealed] = earlierSchema.parse(row);
    const content = contentOf(vault, applicationId, cells.card(id, revision), sealed);
    if (content !== null) numbers.set(ordinal, [...(numbers.get(ordinal) ?? []), text(at(content, 'number'))]);
  }
  return numbers;
}

const earlierSchema = z.tuple([z.int(), z.string(), z.string(), z.int(), z.instanceof(Uint8Array)]);

type SealedRow = readonly [ordinal: number, id: string, revision: number, sealed: Uint8Array];

function foldedOf(vault: PersonVault, [, id, revision, sealed]: SealedRow, earlier: readonly string[]): string | null {
  const content = contentOf(vault, id, cells.application(id, revision), sealed);
  return content === null ? null : searchText([...wordsOf(content), ...earlier]);
}

/** Null for what does not open. */
function contentOf(vault: PersonVault, person: string, cell: Cell, sealed: Uint8Array): unknown {
  const plain = unlessBroken(() => vault.open(person, cell, sealed), null);
  return plain === null ? null : JSON.parse(decoder.decode(plain));
}

const decoder = new TextDecoder();

// By hand, as the tag vouches for what was written: a schema would take longer than to open the row, and an office has a
// hundred thousand of them.
function wordsOf(content: unknown): readonly string[] {
  const [person, card] = [at(content, 'person'), at(content, 'card')];
  const former = text(at(card, 'formerNumber'));
  return [
    text(at(content, 'number')),
    text(at(card, 'number')),
    ...(former === '' ? [] : [former]),
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
  const [ordinal, id, urgent, receivedAt, view, tag] = row;
  const areNumbers = typeof ordinal === 'number' && typeof urgent === 'number';
  return areNumbers && [id, receivedAt, view, tag].every((value) => typeof value === 'string');
}

function isSealedRow(row: unknown): row is SealedRow {
  if (!isList(row)) return false;
  const [ordinal, id, revision, sealed] = row;
  const areNumbers = typeof ordinal === 'number' && typeof revision === 'number';
  return areNumbers && typeof id === 'string' && sealed instanceof Uint8Array;
}

function isList(row: unknown): row is readonly unknown[] {
  return Array.isArray(row);
}
