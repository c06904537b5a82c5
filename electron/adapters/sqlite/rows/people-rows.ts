/** People and their rights as rows: approvals, changes of accounts, sealed codes, sessions, shifts, the cost of passwords. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type {
  OpenSession,
  OpenShift,
  PasswordCost,
  PeopleWriter,
  SealedCode,
  SealedCodeKind,
} from '../../../core/access/ports.ts';
import { proofPurposes, type CardProof } from '../../../core/officer-card/proof.ts';
import type { SpentApproval } from '../../../core/access/second-person.ts';
import { sha256Schema } from '../../../../shared/model/ids.ts';
import { instantSchema } from '../../../../shared/model/time.ts';
import { named, oneRow, sole } from './row.ts';

const spentColumns = 'id, action, subjectId, shown, startedBy, approver, expiresAt, spentAt';
const changeColumns = 'account, revision, act, changedBy, approvalId, codeId, proofId, changedAt';
const codeColumns = 'id, kind, hash, madeAt, endedAt, failures, lockedUntil';
const proofColumns = 'id, account, purpose, subject, provenAt, publicKey, signature';
const openColumns = 'id, account, startedAt';

const spentApprovalSchema = z.strictObject({
  id: z.string(),
  action: z.string(),
  subjectId: z.string(),
  shown: sha256Schema,
  startedBy: z.string(),
  approver: z.string(),
  expiresAt: instantSchema,
  spentAt: instantSchema,
});

const sealedCodeSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['firstStart', 'breakGlass']),
  hash: z.string(),
  madeAt: instantSchema,
  endedAt: instantSchema.nullable(),
  failures: z.int().min(0),
  lockedUntil: instantSchema.nullable(),
});

export const cardProofSchema = z.strictObject({
  id: z.string(),
  account: z.string(),
  purpose: z.enum(proofPurposes),
  subject: z.string(),
  provenAt: instantSchema,
  publicKey: z.string(),
  signature: z.string(),
});

const openSchema = z.strictObject({ id: z.string(), account: z.string(), startedAt: instantSchema });
const costSchema = z.strictObject({ passes: z.int(), memoryKib: z.int(), lanes: z.int() });

export function peopleRows(db: Database): PeopleWriter {
  return { ...approvalRows(db), ...codeRows(db), ...presenceRows(db), ...cardRows(db) };
}

function approvalRows(db: Database) {
  const byId = db.prepare(`SELECT ${spentColumns} FROM spentApproval WHERE id = ?`);
  const insert = (table: string, columns: string) =>
    db.prepare(`INSERT INTO ${table} (${columns}) VALUES (${named(columns)})`);
  const insertSpent = insert('spentApproval', spentColumns);
  const insertReprint = insert('reprint', 'jobId, attempt, approvalId');
  const insertOverride = insert('warningOverride', 'applicationId, revision, warnings, approvalId');
  const insertChange = insert('accountChange', changeColumns);

  return {
    spentApproval: (id: string): SpentApproval | undefined => oneRow(spentApprovalSchema, byId.get(id)),
    insertSpentApproval: (approval) => void insertSpent.run(approval),
    insertReprint: (reprint) => void insertReprint.run(reprint),
    insertWarningOverride: (override) => void insertOverride.run(override),
    insertAccountChange: (change) => void insertChange.run(change),
  } satisfies Partial<PeopleWriter>;
}

function codeRows(db: Database) {
  const byKind = db.prepare(`SELECT ${codeColumns} FROM sealedCode WHERE kind = ? AND endedAt IS NULL`);
  const ever = db.prepare('SELECT EXISTS (SELECT 1 FROM sealedCode WHERE kind = ?)').pluck();
  const insert = db.prepare(`INSERT INTO sealedCode (${codeColumns}) VALUES (${named(codeColumns)})`);
  const update = db.prepare(
    `UPDATE sealedCode SET endedAt = @endedAt, failures = @failures, lockedUntil = @lockedUntil WHERE id = @id`,
  );

  return {
    sealedCode: (kind: SealedCodeKind): SealedCode | undefined => oneRow(sealedCodeSchema, byKind.get(kind)),
    hadSealedCode: (kind: SealedCodeKind): boolean => ever.get(kind) === 1,
    insertSealedCode: (code: SealedCode): void => void insert.run(code),
    updateSealedCode({ id, endedAt, failures, lockedUntil }: SealedCode): void {
      sole(update.run({ id, endedAt, failures, lockedUntil }).changes, `sealed code ${id}`);
    },
  };
}

function cardRows(db: Database) {
  const proof = db.prepare(`SELECT ${proofColumns} FROM cardProof WHERE id = ?
    AND NOT EXISTS (SELECT 1 FROM accountChange WHERE proofId = cardProof.id)`);
  const lost = db.prepare('SELECT EXISTS (SELECT 1 FROM lostCard WHERE publicKey = ?)').pluck();
  const insertProof = db.prepare(`INSERT INTO cardProof (${proofColumns}) VALUES (${named(proofColumns)})`);
  const lostColumns = 'publicKey, account, revision';
  const insertLost = db.prepare(`INSERT INTO lostCard (${lostColumns}) VALUES (${named(lostColumns)})`);

  return {
    openCardProof: (id: string): CardProof | undefined => oneRow(cardProofSchema, proof.get(id)),
    isLostCard: (publicKey: string): boolean => lost.get(publicKey) === 1,
    insertCardProof: (row) => void insertProof.run(row),
    insertLostCard: (row) => void insertLost.run(row),
  } satisfies Partial<PeopleWriter>;
}

function presenceRows(db: Database) {
  const open = (table: string) => db.prepare(`SELECT ${openColumns} FROM ${table} WHERE endedAt IS NULL`);
  const openOf = (table: string) =>
    db.prepare(`SELECT ${openColumns} FROM ${table} WHERE account = ? AND endedAt IS NULL`);
  const insert = (table: string) => db.prepare(`INSERT INTO ${table} (${openColumns}) VALUES (${named(openColumns)})`);
  const [sessions, sessionOf, insertSession] = [open('session'), openOf('session'), insert('session')];
  const [shiftOf, insertShift] = [openOf('shift'), insert('shift')];
  const endSession = db.prepare('UPDATE session SET endedAt = ?, ending = ? WHERE id = ? AND endedAt IS NULL');
  const endShift = db.prepare('UPDATE shift SET endedAt = ? WHERE id = ? AND endedAt IS NULL');
  const cost = db.prepare('SELECT passes, memoryKib, lanes FROM passwordCost ORDER BY number DESC LIMIT 1');
  const costColumns = 'passes, memoryKib, lanes, measuredMs, measuredAt';
  const insertCost = db.prepare(`INSERT INTO passwordCost (${costColumns}) VALUES (${named(costColumns)})`);

  return {
    openSession: (account: string): OpenSession | undefined => oneRow(openSchema, sessionOf.get(account)),
    openSessions: (): readonly OpenSession[] => z.array(openSchema).parse(sessions.all()),
    openShift: (account: string): OpenShift | undefined => oneRow(openSchema, shiftOf.get(account)),
    passwordCost: (): PasswordCost | undefined => oneRow(costSchema, cost.get()),
    insertSession: (session) => void insertSession.run(session),
    endSession: (id, ending, endedAt) => sole(endSession.run(endedAt, ending, id).changes, `session ${id}`),
    insertShift: (shift) => void insertShift.run(shift),
    endShift: (id, endedAt) => sole(endShift.run(endedAt, id).changes, `shift ${id}`),
    insertPasswordCost: (measured) => void insertCost.run(measured),
  } satisfies Partial<PeopleWriter>;
}
