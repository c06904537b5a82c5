/** Holds the numbers that cases are gathered by against the records themselves: none is missing, none was slipped in. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { PersonVault } from '../persons/person-vault.ts';
import { openedOrBroken } from './check-sealed.ts';
import { cells } from './cells.ts';

export interface NumbersFinding {
  readonly check: 'numbers';
  readonly ok: boolean;
  readonly note: string;
}

const bytes = z.instanceof(Uint8Array);
const caseSchema = z.object({ id: z.string(), revision: z.int(), sealed: bytes, kept: z.string() });
const recordSchema = z.object({ hash: z.string(), sealed: bytes });
const contentSchema = z.object({
  card: z.object({ number: z.string(), formerNumber: z.string().optional() }),
});
const decoder = new TextDecoder();

export function diagnoseNumbers(db: Database, vault: PersonVault): NumbersFinding {
  const cases = db.prepare(
    `SELECT a.id, a.revision, a.sealed, (SELECT coalesce(group_concat(line, ' '), '') FROM (
       SELECT digest || inForce AS line FROM caseNumber WHERE applicationId = a.id ORDER BY digest)) AS kept
     FROM application AS a WHERE a.erasureId IS NULL`,
  );
  const replaced = db.prepare(
    `SELECT r.hash, r.sealed FROM record AS r JOIN application AS a ON a.id = r.applicationId
     WHERE a.id = ? AND r.type IN ('approval', 'replacement') AND r.hash <> a.recordHash`,
  );
  const erased = db.prepare(
    `SELECT count(*) FROM caseNumber AS n JOIN application AS a ON a.id = n.applicationId WHERE a.erasureId IS NOT NULL`,
  );

  /** As the row should be; undefined for a case that does not open, which is named elsewhere. */
  function expected({ id, revision, sealed }: z.output<typeof caseSchema>): string | undefined {
    const now = digestsIn(openedOrBroken(() => vault.open(id, cells.application(id, revision), sealed)));
    if (now === undefined) return undefined;
    const inForce = new Map<string, number>();
    for (const row of replaced.iterate(id)) {
      const record = recordSchema.parse(row);
      const jws = openedOrBroken(() => vault.open(id, cells.record(record.hash), record.sealed));
      for (const digest of digestsIn(payloadOf(jws)) ?? []) inForce.set(digest, 0);
    }
    for (const digest of now) inForce.set(digest, 1);
    return [...inForce]
      .map(([digest, isNow]) => `${digest}${isNow}`)
      .toSorted()
      .join(' ');
  }

  function digestsIn(plain: Uint8Array | null | 'broken'): readonly string[] | undefined {
    if (plain === null || plain === 'broken') return undefined;
    const { number, formerNumber } = contentSchema.parse(JSON.parse(decoder.decode(plain))).card;
    return [number, ...(formerNumber === undefined ? [] : [formerNumber])].map((one) => vault.digest('card', one));
  }

  let wrong = z.int().parse(erased.pluck().get());
  for (const row of cases.iterate()) {
    const one = caseSchema.parse(row);
    const should = expected(one);
    if (should !== undefined && should !== one.kept) wrong += 1;
  }
  return { check: 'numbers', ok: wrong === 0, note: `${wrong} cases with numbers that no record of theirs gives` };
}

function payloadOf(jws: Uint8Array | null | 'broken'): Uint8Array | null | 'broken' {
  if (jws === null || jws === 'broken') return jws;
  return new Uint8Array(Buffer.from(decoder.decode(jws).split('.')[1] ?? '', 'base64url'));
}
