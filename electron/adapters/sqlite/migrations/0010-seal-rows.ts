/** Seals the rows of a database that was written in the clear. Reads columns that the step after this drops. */

import type { Database } from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { utf8Bytes } from '../../../core/chip/bytes.ts';
import type { PersonVault } from '../../persons/person-vault.ts';
import { sealCell } from '../../persons/seal.ts';
import { cells, PERSON_OF_ENVELOPE } from '../cells.ts';

const bytes = z.instanceof(Uint8Array);

/** All rows at once: a key each, then everything that stands under it. Only in the transaction of the migration. */
export function sealEveryRow(db: Database, vault: PersonVault): void {
  db.prepare('INSERT INTO personVault (ring) VALUES (?)').run(vault.id);
  db.function('sealed', { deterministic: false }, (id, table, column, row, revision, plain) =>
    sealed(vault, [id, table, column, row, revision], plain),
  );
  db.function('keyed', (kind, value) =>
    vault.digest(z.enum(['application', 'card']).parse(kind), z.string().parse(value)),
  );
  for (const row of db.prepare('SELECT applicationId, salt FROM personSalt').iterate()) {
    const { applicationId, salt } = z.object({ applicationId: z.string(), salt: bytes }).parse(row);
    vault.create(applicationId, new Uint8Array(salt));
  }
  const { envelopePhoto, application, photo, record, note, evidence, jobFile, card, cardFile, result } = cells.names;
  db.exec(`
    UPDATE result SET applicationId =
      (SELECT id FROM application WHERE numberDigest = json_extract(body, '$.applicationNumber'));
    UPDATE result SET sealed = sealed(applicationId, '${result}', 'sealed', resultId, 1, body);
    UPDATE card SET sealed = sealed(applicationId, '${card}', 'sealed', id, revision, json_object('number', numberDigest));
    UPDATE card SET numberDigest = keyed('card', numberDigest);
    UPDATE application SET sealed = sealed(id, '${application}', 'sealed', id, revision, json_object(
      'number', numberDigest, 'reason', reason, 'person', json(person), 'card', json(card), 'decision', json(decision)));
    UPDATE application SET numberDigest = keyed('application', numberDigest),
      cardNumberDigest = keyed('card', cardNumberDigest);
    UPDATE envelopePhoto AS t SET sealed =
      sealed(${PERSON_OF_ENVELOPE}, '${envelopePhoto}', 'sealed', CAST(envelope AS TEXT), 1, jpeg);
    UPDATE photo SET sealed = sealed(applicationId, '${photo}', 'sealed', applicationId, revision, sealed);
    UPDATE record SET sealed = sealed(applicationId, '${record}', 'sealed', hash, 1, jws);
    UPDATE job SET note = sealed(applicationId, '${note}', 'note', id, revision, note) WHERE note IS NOT NULL;
    UPDATE oldCard SET evidenceReason = sealed(applicationId, '${evidence}', 'evidenceReason', id, revision,
      evidenceReason) WHERE evidenceReason IS NOT NULL;
    UPDATE jobFile SET sealed = sealed((SELECT applicationId FROM job WHERE id = jobId), '${jobFile}', 'sealed',
      jobId || ' ' || kind, attempt, sealed);
    UPDATE cardFile SET sealed = sealed((SELECT applicationId FROM card WHERE id = cardId), '${cardFile}', 'sealed',
      cardId || ' ' || kind, 1, sealed);
  `);
}

function sealed(vault: PersonVault, place: readonly unknown[], plain: unknown): Buffer | string {
  const [id, table, column, row, revision] = z
    .tuple([z.string(), z.string(), z.string(), z.string(), z.number()])
    .parse(place);
  const value = typeof plain === 'string' ? utf8Bytes(plain) : bytes.parse(plain);
  const cell = { table, column, row, revision };
  // A backup from before an erasure, in the clear, put back after it: sealed under a key that nobody ever had.
  const closed = Buffer.from(
    vault.isDestroyed(id) ? sealCell(randomBytes(32), cell, value) : vault.seal(id, cell, value),
  );
  return column === 'sealed' ? closed : closed.toString('base64');
}
