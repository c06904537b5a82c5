/** Looks at an office after each step, beside the program: every rule that can have been broken since it looked last. */

import SqliteDatabase, { type Database, type Statement } from 'better-sqlite3';
import { join } from 'node:path';
import * as z from 'zod';
import {
  appendLeaf,
  emptyFrontier,
  leafHash,
  rootOf,
  toHex,
  type Frontier,
} from '../../../electron/core/audit/merkle.ts';
import { cells } from '../../../electron/adapters/sqlite/cells.ts';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { openVault } from '../resealed.ts';
import { invariants, type Rule } from './invariants.ts';

export interface Broken {
  readonly rule: Rule | 'no act throws' | 'diagnose finds nothing';
  readonly what: string;
}

export interface Watch {
  /** What is broken now; nothing where nothing was committed since. */
  look(): readonly Broken[];
  /** Every serial that is in this office, and every one that it handed over, as `place serial`. */
  held(): readonly string[];
  close(): void;
}

const textsSchema = z.array(z.coerce.string());
const entriesSchema = z.array(z.instanceof(Uint8Array));
const headSchema = z.object({ size: z.int(), rootHash: z.instanceof(Uint8Array) });
const cardSchema = z.object({
  id: z.string(),
  applicationId: z.string(),
  revision: z.int(),
  sealed: z.instanceof(Uint8Array),
});
const caseSchema = z.object({ id: z.string(), erased: z.int() });

export function watch(folder: string): Watch {
  const file = new SqliteDatabase(join(folder, 'starcard.db'), { readonly: true });
  const asked = invariants.map(({ rule, what, sql }) => ({ rule, what, statement: file.prepare(sql).pluck() }));
  const held = file
    .prepare(
      `SELECT iif(place = 'handedOver', 'gone ', 'here ') || serial FROM blank
       WHERE place NOT IN ('transferred', 'destroyed', 'lost')`,
    )
    .pluck();
  const beyond = [livingCards(file, folder), livingPersons(file, folder), erasedCases(file, folder), log(file)];
  let version: unknown = null;
  return {
    look() {
      // SQLite counts it up whenever another connection has changed the file: else every answer is as it was.
      const now: unknown = file.pragma('data_version', { simple: true });
      if (now === version) return [];
      version = now;
      const rows = asked.flatMap(({ rule, what, statement }) =>
        texts(statement).map((row) => ({ rule, what: `${what}: ${row}` })),
      );
      return [...rows, ...beyond.flatMap((rule) => rule())];
    },
    held: () => texts(held),
    close: () => void file.close(),
  };
}

function texts(statement: Statement): readonly string[] {
  return textsSchema.parse(statement.all());
}

/** By the numbers themselves and not by their digests, which the program could have mistaken. */
function livingCards(file: Database, folder: string): () => readonly Broken[] {
  const living = file.prepare(
    `SELECT id, applicationId, revision, sealed, state FROM card WHERE state = 'handedOver' ORDER BY ordinal`,
  );
  const numbers = new Map<string, string>();
  return () => {
    const rows = z.array(cardSchema).parse(living.all());
    const fresh = rows.filter(({ id }) => !numbers.has(id));
    if (fresh.length > 0) {
      const vault = openVault(folder);
      for (const { id, applicationId, revision, sealed } of fresh) {
        const plain = vault.open(applicationId, cells.card(id, revision), sealed);
        numbers.set(id, plain === null ? id : new TextDecoder().decode(plain));
      }
      vault.close();
    }
    const cardsOf = new Map<string, string[]>();
    for (const { id } of rows) {
      const number = numbers.get(id) ?? id;
      cardsOf.set(number, [...(cardsOf.get(number) ?? []), id]);
    }
    const rule = 'at most one living card a number';
    return [...cardsOf.values()].filter((ids) => ids.length > 1).map((ids) => ({ rule, what: ids.join(' and ') }));
  };
}

/** By the passport, which nothing in this story changes: whatever numbers the cards were made under. */
function livingPersons(file: Database, folder: string): () => readonly Broken[] {
  const living = file.prepare(
    `SELECT a.id, card.id AS card, a.revision, a.sealed FROM card JOIN application AS a ON a.id = card.applicationId
     WHERE card.state = 'handedOver' ORDER BY card.ordinal`,
  );
  const passports = new Map<string, string>();
  return () => {
    const rows = z.array(holderSchema).parse(living.all());
    const fresh = rows.filter(({ id }) => !passports.has(id));
    if (fresh.length > 0) {
      const vault = openVault(folder);
      for (const { id, revision, sealed } of fresh) {
        const plain = vault.open(id, cells.application(id, revision), sealed);
        passports.set(id, plain === null ? id : passportIn(plain));
      }
      vault.close();
    }
    const cardsOf = new Map<string, string[]>();
    for (const { id, card } of rows) {
      const passport = passports.get(id) ?? id;
      cardsOf.set(passport, [...(cardsOf.get(passport) ?? []), card]);
    }
    const rule = 'at most one living card a person';
    return [...cardsOf.values()].filter((ids) => ids.length > 1).map((ids) => ({ rule, what: ids.join(' and ') }));
  };
}

const holderSchema = z.object({
  id: z.string(),
  card: z.string(),
  revision: z.int(),
  sealed: z.instanceof(Uint8Array),
});
const passportSchema = z.object({ person: z.object({ passport: z.object({ number: z.string() }) }) });

function passportIn(plain: Uint8Array): string {
  return passportSchema.parse(JSON.parse(new TextDecoder().decode(plain))).person.passport.number;
}

/** Every case has its key, and every erased one has none. Only what is new is opened. */
function erasedCases(file: Database, folder: string): () => readonly Broken[] {
  const cases = file.prepare('SELECT id, erasureId IS NOT NULL AS erased FROM application');
  const known = new Map<string, number>();
  return () => {
    const fresh = z
      .array(caseSchema)
      .parse(cases.all())
      .filter(({ id, erased }) => known.get(id) !== erased);
    if (fresh.length === 0) return [];
    const vault = openVault(folder);
    const wrong = fresh.filter(({ id, erased }) => vault.isDestroyed(id) !== (erased === 1));
    vault.close();
    for (const { id, erased } of fresh) known.set(id, erased);
    return wrong.map(({ id }) => ({ rule: 'an erased person has no key', what: id }));
  };
}

/** Follows the log entry by entry: after each step its newest head is the tree over the bytes that are there. */
function log(file: Database): () => readonly Broken[] {
  const added = file
    .prepare('SELECT CAST(entry AS BLOB) FROM auditEntry WHERE sequence >= ? ORDER BY sequence')
    .pluck();
  const newest = file.prepare('SELECT size, rootHash FROM auditTreeHead ORDER BY size DESC LIMIT 1');
  let frontier: Frontier = emptyFrontier;
  return () => {
    for (const entry of entriesSchema.parse(added.all(frontier.size))) {
      frontier = appendLeaf(systemDigest, frontier, leafHash(systemDigest, new Uint8Array(entry))).frontier;
    }
    const { size, rootHash } = headSchema.parse(newest.get());
    const isGood = size === frontier.size && toHex(rootOf(systemDigest, frontier)) === toHex(new Uint8Array(rootHash));
    return isGood ? [] : [{ rule: 'log verifies', what: `head of ${size} over ${frontier.size} entries` }];
  };
}
