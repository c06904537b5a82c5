/** Steps of hand-overs, papers of cards, old cards, and the revocation list. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { CardFileKind, StepDone } from '../../../core/hand-over/storage.ts';
import {
  handOverStepSchema,
  oldCardSchema,
  type OldCard,
  type OldCardState,
} from '../../../../shared/model/hand-over.ts';
import { revocationSchema, type Revocation } from '../../../../shared/model/custody.ts';
import { cardIdSchema, sha256Schema, type ApplicationId, type CardId } from '../../../../shared/model/ids.ts';
import { instantSchema } from '../../../../shared/model/time.ts';
import type { PersonVault } from '../../persons/person-vault.ts';
import { cells } from '../cells.ts';
import { openText, sealText } from '../sealed-text.ts';
import { bytesSchema, named, oneRow, sole } from './row.ts';

const stepColumns = 'cardId, step, doneBy, doneAt, receiptHash';
const stepSchema = z.strictObject({
  cardId: cardIdSchema,
  step: handOverStepSchema,
  doneBy: z.string(),
  doneAt: instantSchema,
  receiptHash: sha256Schema.nullable(),
});
const oldColumns = `id, applicationId, cardId, layout, readBy, differences, state, collectedBy, collectedAt, cancelledBy,
  cancelledAt, evidenceReason, destroyedBy, witness, approvalId, destroyedAt, revision`;
const revocationColumns = 'applicationId, cardId, blankSerial, chipSerial, validFrom, formerNumber, reason, revokedAt';

const fileSchema = z.object({ sealed: bytesSchema, applicationId: z.string() });

export function handOverRows(db: Database, vault: PersonVault) {
  const steps = db.prepare(`SELECT ${stepColumns} FROM handOverStep WHERE cardId = ? ORDER BY ordinal`);
  const insertStep = db.prepare(`INSERT INTO handOverStep (${stepColumns}) VALUES (${named(stepColumns)})`);
  const file = db.prepare(
    `SELECT cardFile.sealed, card.applicationId FROM cardFile JOIN card ON card.id = cardFile.cardId
     WHERE cardId = ? AND kind = ?`,
  );
  const applicationOf = db.prepare('SELECT applicationId FROM card WHERE id = ?').pluck();
  const putFile = db.prepare(
    `INSERT INTO cardFile (cardId, kind, sealed) VALUES (@id, @kind, @sealed)
     ON CONFLICT DO UPDATE SET sealed = excluded.sealed`,
  );
  const oldById = db.prepare(`SELECT ${oldColumns} FROM oldCard WHERE id = ?`);
  const oldOf = db.prepare(`SELECT ${oldColumns} FROM oldCard WHERE applicationId = ?`);
  const oldIn = db.prepare(
    `SELECT ${oldColumns} FROM oldCard WHERE state IN (SELECT value FROM json_each(?)) ORDER BY collectedAt, id`,
  );
  const insertOld = db.prepare(`INSERT INTO oldCard (${oldColumns}) VALUES (${named(oldColumns)})`);
  const updateOld = db.prepare(
    `UPDATE oldCard SET (${oldColumns}) = (${named(oldColumns)}) WHERE id = @id AND revision = @revision - 1`,
  );
  const revocations = db.prepare(`SELECT ${revocationColumns} FROM revocation ORDER BY number`);
  const revocationsOf = db.prepare(
    `SELECT ${revocationColumns} FROM revocation WHERE applicationId = ? ORDER BY number`,
  );
  const insertRevocation = db.prepare(
    `INSERT INTO revocation (${revocationColumns}) VALUES (${named(revocationColumns)})`,
  );

  function closedOld({ evidenceReason, ...card }: OldCard) {
    if (evidenceReason === null) return { ...card, evidenceReason };
    const cell = cells.evidence(card.id, card.revision);
    return { ...card, evidenceReason: sealText(vault, card.applicationId, cell, evidenceReason) };
  }

  /** Without its reason where the holder's key was destroyed. */
  function openedOld(row: unknown): OldCard {
    const { evidenceReason, ...card } = oldCardSchema.parse(row);
    if (evidenceReason === null) return { ...card, evidenceReason };
    const cell = cells.evidence(card.id, card.revision);
    return { ...card, evidenceReason: openText(vault, card.applicationId, cell, evidenceReason) };
  }

  const oneOld = (row: unknown): OldCard | undefined => (row === undefined ? undefined : openedOld(row));

  return {
    handOverSteps: (id: CardId): readonly StepDone[] => z.array(stepSchema).parse(steps.all(id)),
    insertHandOverStep: (step: StepDone): void => void insertStep.run(step),
    /** Undefined too where the holder's key was destroyed. */
    cardFile(id: CardId, kind: CardFileKind): Uint8Array | undefined {
      const row = oneRow(fileSchema, file.get(id, kind));
      const plain = row === undefined ? null : vault.open(row.applicationId, cells.cardFile(id, kind), row.sealed);
      return plain === null ? undefined : new Uint8Array(plain);
    },
    putCardFile(id: CardId, kind: CardFileKind, bytes: Uint8Array): void {
      const person = z.string().parse(applicationOf.get(id));
      putFile.run({ id, kind, sealed: vault.seal(person, cells.cardFile(id, kind), bytes) });
    },
    oldCard: (id: string): OldCard | undefined => oneOld(oldById.get(id)),
    oldCardOf: (id: ApplicationId): OldCard | undefined => oneOld(oldOf.get(id)),
    oldCards: (states: readonly OldCardState[]): readonly OldCard[] => oldIn.all(JSON.stringify(states)).map(openedOld),
    insertOldCard: (card: OldCard): void => void insertOld.run(closedOld(card)),
    updateOldCard: (card: OldCard): void => sole(updateOld.run(closedOld(card)).changes, `old card ${card.id}`),
    revocations: (): readonly Revocation[] => z.array(revocationSchema).parse(revocations.all()),
    revocationsOf: (id: ApplicationId): readonly Revocation[] => z.array(revocationSchema).parse(revocationsOf.all(id)),
    insertRevocation: (revocation: Revocation): void => void insertRevocation.run(revocation),
  };
}
