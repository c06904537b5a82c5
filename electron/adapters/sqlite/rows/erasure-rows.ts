/** How persons left the file: what two people decided, and which rows can no longer be read. */

import type { Database } from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { applicationIdSchema, type ApplicationId } from '../../../../shared/model/ids.ts';
import { instantSchema } from '../../../../shared/model/time.ts';
import { erasureReasonSchema, type Erasure } from '../../../../shared/person/erasure.ts';
import type { PersonVault } from '../../persons/person-vault.ts';
import type { QueueRows } from './queue-rows.ts';
import { named, oneRow, sole } from './row.ts';

const columns = 'id, state, reason, startedBy, approvedBy, approvalId, applicationId, startedAt, endedAt, certificate';
const insertColumns = 'id, reason, startedBy, approvedBy, approvalId, applicationId, startedAt';

const erasureSchema = z.strictObject({
  id: z.string(),
  state: z.enum(['begun', 'done']),
  reason: erasureReasonSchema,
  startedBy: z.string(),
  approvedBy: z.string(),
  approvalId: z.string(),
  applicationId: applicationIdSchema,
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  certificate: z.string().nullable(),
});

export function erasureRows(db: Database, queue: QueueRows, vault: PersonVault) {
  const byId = db.prepare(`SELECT ${columns} FROM erasure WHERE id = ?`);
  const begun = db.prepare(`SELECT ${columns} FROM erasure WHERE state = 'begun' ORDER BY startedAt`);
  const newest = db.prepare(`SELECT ${columns} FROM erasure ORDER BY startedAt DESC, id LIMIT ?`);
  const casesOf = db.prepare('SELECT id FROM application WHERE erasureId = ? ORDER BY ordinal').pluck();
  const erasureOf = db.prepare('SELECT erasureId FROM application WHERE id = ?').pluck();
  const insert = db.prepare(`INSERT INTO erasure (${insertColumns}, state) VALUES (${named(insertColumns)}, 'begun')`);
  const settle = db.prepare(
    `UPDATE erasure SET state = 'done', endedAt = @endedAt, certificate = @certificate WHERE id = @id AND state = 'begun'`,
  );
  // A digest under the master still tells whether a number that somebody knows was here: it goes as well.
  const mark = db.prepare(
    `UPDATE application SET erasureId = @erasureId, numberDigest = @number, cardNumberDigest = @card, crop = NULL
     WHERE id = @id AND erasureId IS NULL`,
  );
  const markCards = db.prepare('UPDATE card SET numberDigest = ? || ordinal WHERE applicationId = ?');
  const dropNumbers = db.prepare('DELETE FROM caseNumber WHERE applicationId = ?');
  const random = (): string => `erased ${randomBytes(16).toString('hex')} `;

  return {
    erasure: (id: string): Erasure | undefined => oneRow(erasureSchema, byId.get(id)),
    /** Null where the case is not erased, undefined where there is none. */
    erasureOfCase: (id: ApplicationId): string | null | undefined =>
      z.string().nullable().optional().parse(erasureOf.get(id)),
    /** Those that were decided and not brought to their end. */
    erasuresBegun: (): readonly Erasure[] => z.array(erasureSchema).parse(begun.all()),
    /** Newest first. */
    erasures: (limit: number): readonly Erasure[] => z.array(erasureSchema).parse(newest.all(limit)),
    casesOfErasure: (id: string): readonly ApplicationId[] => z.array(applicationIdSchema).parse(casesOf.all(id)),
    insertErasure: (erasure: Omit<Erasure, 'state' | 'endedAt' | 'certificate'>): void => void insert.run(erasure),
    /** From here on the desk knows nothing of the case; its key is to be destroyed after the commit. */
    markErased(id: ApplicationId, erasureId: string): void {
      sole(mark.run({ id, erasureId, number: random(), card: random() }).changes, `application ${id}, not erased`);
      markCards.run(random(), id);
      dropNumbers.run(id);
      queue.refresh(id);
    },
    settleErasure(id: string, endedAt: string, certificate: string): void {
      sole(settle.run({ id, endedAt, certificate }).changes, `begun erasure ${id}`);
    },
    /** Cases whose key is gone while their row does not say so: the database is older than the erasure. */
    lostKeys: (): readonly { readonly applicationId: ApplicationId; readonly erasureId: string }[] =>
      vault.destroyed().flatMap(({ applicationId, erasureId }) => {
        const id = applicationIdSchema.parse(applicationId);
        return erasureOf.get(id) === null ? [{ applicationId: id, erasureId }] : [];
      }),
  };
}
