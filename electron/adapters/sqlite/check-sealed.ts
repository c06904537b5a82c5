/** Opens every sealed value that is on file: what was damaged, exchanged or lost its key is named by table and row. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { OFFICE, type PersonVault } from '../persons/person-vault.ts';
import { parseStrictJson } from '../../core/intake/strict-json.ts';
import { unlessBroken } from '../persons/seal-broken.ts';
import type { Cell } from '../persons/seal.ts';
import { cells, PERSON_OF_ENVELOPE } from './cells.ts';

const bytes = z.instanceof(Uint8Array);
const rowSchema = z.object({
  /** The id of the case whose key it is. */
  person: z.string(),
  row: z.string(),
  revision: z.int(),
  sealed: z.union([bytes, z.string().transform((text) => new Uint8Array(Buffer.from(text, 'base64')))]),
  /** Digests that have to fit what is sealed; null where the row has none. */
  number: z.string().nullable(),
  cardNumber: z.string().nullable(),
  erasure: z.string().nullable(),
});

interface SealedColumn {
  readonly table: Cell['table'];
  readonly column: string;
  readonly sql: string;
}

const none = 'NULL AS number, NULL AS cardNumber';
const { names } = cells;

const columns: readonly SealedColumn[] = [
  {
    table: names.application,
    column: 'sealed',
    sql: `SELECT id AS person, id AS row, revision, sealed, numberDigest AS number, cardNumberDigest AS cardNumber,
      erasureId AS erasure FROM application`,
  },
  of(names.photo, 't.applicationId', 't.applicationId', 't.revision'),
  of(names.record, 't.applicationId', 't.hash', '1'),
  of(names.card, 't.applicationId', 't.id', 't.revision', 'NULL AS number, t.numberDigest AS cardNumber'),
  {
    table: names.cardFile,
    column: 'sealed',
    sql: `SELECT a.id AS person, t.cardId || ' ' || t.kind AS row, 1 AS revision, t.sealed, ${none}, a.erasureId AS erasure
      FROM cardFile AS t JOIN card ON card.id = t.cardId JOIN application AS a ON a.id = card.applicationId`,
  },
  of(names.result, 't.applicationId', 't.resultId', '1'),
  {
    table: names.envelopePhoto,
    column: 'sealed',
    sql: `SELECT *, (SELECT erasureId FROM application WHERE id = person) AS erasure FROM (
      SELECT ${PERSON_OF_ENVELOPE} AS person, CAST(t.envelope AS TEXT) AS row, 1 AS revision, t.sealed, ${none}
      FROM envelopePhoto AS t)`,
  },
  {
    table: names.note,
    column: 'note',
    sql: `SELECT a.id AS person, t.id AS row, t.revision, t.note AS sealed, ${none}, a.erasureId AS erasure
      FROM job AS t JOIN application AS a ON a.id = t.applicationId WHERE t.note IS NOT NULL`,
  },
  {
    table: names.evidence,
    column: 'evidenceReason',
    sql: `SELECT a.id AS person, t.id AS row, t.revision, t.evidenceReason AS sealed, ${none}, a.erasureId AS erasure
      FROM oldCard AS t JOIN application AS a ON a.id = t.applicationId WHERE t.evidenceReason IS NOT NULL`,
  },
  ofOffice(names.reviewNote, 'sealed', 'id', '1'),
  ofOffice('workDay', 'note', 'day', 'revision'),
  ofOffice('shiftHandOver', 'note', 'CAST(number AS TEXT)', '1'),
  ofOffice('stockCount', 'explanation', 'CAST(number AS TEXT)', '1'),
  {
    table: names.jobFile,
    column: 'sealed',
    sql: `SELECT a.id AS person, t.jobId || ' ' || t.kind AS row, t.attempt AS revision, t.sealed, ${none},
      a.erasureId AS erasure
      FROM jobFile AS t JOIN job ON job.id = t.jobId JOIN application AS a ON a.id = job.applicationId`,
  },
];

function of(table: string, person: string, row: string, revision: string, digests = none): SealedColumn {
  const sql = `SELECT ${person} AS person, ${row} AS row, ${revision} AS revision, t.sealed, ${digests},
    a.erasureId AS erasure FROM ${table} AS t JOIN application AS a ON a.id = ${person}`;
  return { table, column: 'sealed', sql };
}

/** What people of the office wrote: no case's, and under a key that nobody erases. */
function ofOffice(table: string, column: string, row: string, revision: string): SealedColumn {
  const sql = `SELECT '${OFFICE}' AS person, ${row} AS row, ${revision} AS revision, ${column} AS sealed, ${none},
    NULL AS erasure FROM ${table} WHERE ${column} IS NOT NULL`;
  return { table, column, sql };
}

export interface PersonsFinding {
  readonly check: 'persons' | 'keyCopies';
  readonly ok: boolean;
  readonly note: string;
}

export function diagnosePersons(db: Database, vault: PersonVault): readonly PersonsFinding[] {
  const { opened, erased, broken } = checkSealedRows(db, vault);
  const note =
    broken.length === 0
      ? `${opened} sealed values open, ${erased} are of erased persons`
      : `${broken.length} values do not open: ${broken.slice(0, 5).join('; ')}`;
  const generation = vault.generation();
  const old = vault.copies().filter((copy) => copy.goneAt === null && copy.generation < generation);
  return [
    { check: 'persons', ok: broken.length === 0, note },
    {
      check: 'keyCopies',
      ok: old.length === 0,
      note: ['copies of the keys that may hold keys of erased persons', old.length, ...old.map(({ id }) => id)].join(
        ' ',
      ),
    },
  ];
}

interface SealedRows {
  readonly opened: number;
  readonly erased: number;
  /** `table row`, ids only. */
  readonly broken: readonly string[];
}

function checkSealedRows(db: Database, vault: PersonVault): SealedRows {
  let [opened, erased] = [0, 0];
  const broken: string[] = [];
  for (const { table, column, sql } of columns) {
    for (const found of db.prepare(sql).iterate()) {
      const one = rowSchema.parse(found);
      const cell: Cell = { table, column, row: one.row, revision: one.revision };
      const plain = unlessBroken(() => vault.open(one.person, cell, one.sealed), 'broken');
      // A key that is gone without an erasure on record was lost, and one that outlived its erasure was put back.
      const isErased = plain === null && one.erasure !== null;
      const isGood = plain !== null && plain !== 'broken' && one.erasure === null && digestsFit(vault, one, plain);
      if (isErased) erased += 1;
      else if (isGood) opened += 1;
      else broken.push(`${table} ${one.row}`);
    }
  }
  return { opened, erased, broken };
}

const numbersSchema = z.object({ number: z.string(), card: z.object({ number: z.string() }).optional() });

function digestsFit(vault: PersonVault, row: z.output<typeof rowSchema>, plain: Uint8Array): boolean {
  if (row.cardNumber === null) return true;
  const json = parseStrictJson(plain);
  const content = numbersSchema.safeParse(json.ok ? json.value : undefined);
  if (!content.success) return false;
  const { number, card } = content.data;
  const cardNumber = card === undefined ? number : card.number;
  return (
    vault.digest('card', cardNumber) === row.cardNumber &&
    (row.number === null || vault.digest('application', number) === row.number)
  );
}
