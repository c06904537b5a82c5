/** Holds the numbers that cases are gathered by against the records themselves: none is missing, none was slipped in. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { payloadOf } from '../../core/intake/jws.ts';
import { parseStrictJson } from '../../core/intake/strict-json.ts';
import type { PersonVault } from '../persons/person-vault.ts';
import { unlessBroken } from '../persons/seal-broken.ts';
import { cells } from './cells.ts';
import { digestsOfNumbers } from './rows/application-rows.ts';

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

  /** As the row should be; undefined for a case that does not open, which is named elsewhere, null for one that says nothing. */
  function expected({ id, revision, sealed }: z.output<typeof caseSchema>): string | undefined | null {
    const plain = unlessBroken(() => vault.open(id, cells.application(id, revision), sealed), null);
    if (plain === null) return undefined;
    const now = digestsIn(plain);
    if (now === null) return null;
    const inForce = new Map<string, number>();
    for (const row of replaced.iterate(id)) {
      const record = recordSchema.parse(row);
      const jws = unlessBroken(() => vault.open(id, cells.record(record.hash), record.sealed), null);
      const payload = jws === null ? undefined : payloadOf(decoder.decode(jws));
      for (const digest of (payload && digestsIn(payload)) ?? []) inForce.set(digest, 0);
    }
    for (const digest of now) inForce.set(digest, 1);
    return [...inForce]
      .map(([digest, isNow]) => `${digest}${isNow}`)
      .toSorted()
      .join(' ');
  }

  function digestsIn(plain: Uint8Array): readonly string[] | null {
    const json = parseStrictJson(plain);
    const content = contentSchema.safeParse(json.ok ? json.value : undefined);
    return content.success ? digestsOfNumbers(vault, content.data.card) : null;
  }

  let wrong = z.int().parse(erased.pluck().get());
  for (const row of cases.iterate()) {
    const one = caseSchema.parse(row);
    const should = expected(one);
    if (should !== undefined && should !== one.kept) wrong += 1;
  }
  return { check: 'numbers', ok: wrong === 0, note: `${wrong} cases with numbers that no record of theirs gives` };
}
