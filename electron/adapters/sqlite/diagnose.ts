/** What `starcard diagnose` finds in the database: each check, whether it is well, and a note in few words. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { errorLine } from '../../../shared/messages/describe.ts';
import type { LogReport } from '../../core/audit/verify.ts';
import { payloadOf } from '../../core/intake/jws.ts';
import type { Digest, Reader } from '../../core/ports.ts';
import { diagnoseCards, type CardsFinding, type RecordsOfCards } from './diagnose-cards.ts';
import { diagnoseChanges, type ChangesFinding } from './diagnose-changes.ts';
import { diagnoseHandOvers, type HandOverFinding, type RecordsOfConsents } from './diagnose-hand-over.ts';
import type { PersonVault } from '../persons/person-vault.ts';
import { unlessBroken } from '../persons/seal-broken.ts';
import { cells } from './cells.ts';
import { diagnoseNumbers, type NumbersFinding } from './check-numbers.ts';
import { diagnosePersons, type PersonsFinding } from './check-sealed.ts';
import { diagnosePeople, type PeopleFinding } from './diagnose-people.ts';
import { diagnoseKeySessions, type KeySessionFinding } from './diagnose-key-sessions.ts';
import { diagnoseProfile, type ProfileFinding } from './diagnose-profile.ts';
import { diagnoseStock, type StockFinding } from './diagnose-stock.ts';
import type { Ledger } from './stock-mover.ts';
import { checkDatabase, versionOf } from './migrate.ts';
import { viewExpression } from './rows/queue-rows.ts';

export type Finding =
  | PeopleFinding
  | ProfileFinding
  | KeySessionFinding
  | ChangesFinding
  | CardsFinding
  | HandOverFinding
  | PersonsFinding
  | NumbersFinding
  | StockFinding
  | DatabaseFinding;

interface DatabaseFinding {
  readonly check: 'integrity' | 'foreignKeys' | 'structure' | 'records' | 'queue' | 'audit' | 'applications' | 'blanks';
  readonly ok: boolean;
  /** English, for the administrator; ids and counts only, no person's data. */
  readonly note: string;
}

const textsSchema = z.array(z.string());

export function diagnoseDatabase(
  db: Database,
  path: string,
  verifyAudit: () => LogReport,
  reader: Pick<Reader, 'countApplications' | 'countBlanks'> & RecordsOfCards & RecordsOfConsents,
  ledger: Ledger,
  digest: Digest,
  vault: PersonVault,
): readonly Finding[] {
  const integrity = textsSchema.parse(db.prepare('PRAGMA integrity_check').pluck().all());
  const orphans = db.prepare('PRAGMA foreign_key_check').all().length;
  const structure = checkDatabase(db, path);
  const misfiled = z.int().parse(
    db
      .prepare(`SELECT count(*) FROM application AS c WHERE view IS NOT ${viewExpression.replaceAll('$case', 'c')}`)
      .pluck()
      .get(),
  );
  const audit = verifyAudit();
  const { altered, misdated } = againstRecords(db, digest, vault);
  return [
    { check: 'integrity', ok: integrity.join() === 'ok', note: integrity.slice(0, 3).join('; ') },
    { check: 'foreignKeys', ok: orphans === 0, note: `${orphans} rows without the row they refer to` },
    {
      check: 'structure',
      ok: structure.ok,
      note: structure.ok
        ? `version ${versionOf(db)}, every table, index and trigger`
        : errorLine(structure.error, 'en'),
    },
    ...diagnosePersons(db, vault),
    diagnoseNumbers(db, vault),
    {
      check: 'records',
      ok: altered + misdated === 0,
      note: `${altered} records that are not what came in, ${misdated} cards of other days than their record gives`,
    },
    { check: 'queue', ok: misfiled === 0, note: `${misfiled} cases in a wrong view` },
    {
      check: 'audit',
      ok: audit.problem === null,
      note: audit.problem === null ? `${audit.size} entries` : errorLine(audit.problem, 'en'),
    },
    ...diagnosePeople(db, digest),
    ...diagnoseChanges(db),
    ...diagnoseProfile(db, digest),
    ...diagnoseKeySessions(db),
    ...diagnoseCards(db, reader),
    ...diagnoseHandOvers(db, reader),
    ...diagnoseStock(db, ledger, digest),
    { check: 'applications', ok: true, note: counted(reader.countApplications()) },
    { check: 'blanks', ok: true, note: counted(reader.countBlanks()) },
  ];
}

const recordSchema = z.object({ hash: z.string(), applicationId: z.string(), sealed: z.instanceof(Uint8Array) });

const datedSchema = z.object({ recordHash: z.string(), validFrom: z.string(), validUntil: z.string() });
const daysSchema = z.object({ card: z.object({ validFrom: z.string(), validUntil: z.string() }) });

/**
 * A record is named by the digest of its payload: what does not fit its name was changed or damaged. The days of a card, by
 * which it is revoked, are those of the record that it was made of.
 */
function againstRecords(
  db: Database,
  digest: Digest,
  vault: PersonVault,
): { readonly altered: number; readonly misdated: number } {
  const dated = db.prepare(
    `SELECT job.recordHash, card.validFrom, card.validUntil FROM card JOIN job ON job.id = card.jobId`,
  );
  const made = new Map<string, string[]>();
  for (const row of dated.iterate()) {
    const { recordHash, validFrom, validUntil } = datedSchema.parse(row);
    made.set(recordHash, [...(made.get(recordHash) ?? []), `${validFrom} ${validUntil}`]);
  }
  let [altered, misdated] = [0, 0];
  for (const row of db.prepare('SELECT hash, applicationId, sealed FROM record').iterate()) {
    const { hash, applicationId, sealed } = recordSchema.parse(row);
    const plain = unlessBroken(() => vault.open(applicationId, cells.record(hash), sealed), 'broken');
    if (plain === null) continue;
    const payload = plain === 'broken' ? undefined : payloadOf(new TextDecoder().decode(plain));
    if (payload === undefined || digest.sha256Hex(payload) !== hash) {
      altered += 1;
      continue;
    }
    const cards = made.get(hash) ?? [];
    if (cards.length > 0) misdated += cards.filter((days) => days !== daysIn(payload)).length;
  }
  return { altered, misdated };
}

/**
 * As `validFrom validUntil`; empty where it is no record of a card. Its form was held to strictly as it came in, which takes
 * many times as long.
 */
function daysIn(payload: Uint8Array): string {
  try {
    const { card } = daysSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
    return `${card.validFrom} ${card.validUntil}`;
  } catch {
    return '';
  }
}

function counted(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return parts.length === 0 ? 'none' : parts.map(([name, count]) => `${name} ${count}`).join(', ');
}
