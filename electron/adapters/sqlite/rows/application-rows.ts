/** Applications and their photos: what tells of a person is sealed, what the desk sorts by is not. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import {
  applicationSchema,
  applicationStateSchema,
  type Application,
  type ApplicationState,
} from '../../../../shared/model/application.ts';
import { cardDataSchema } from '../../../../shared/model/approval.ts';
import {
  applicationIdSchema,
  type ApplicationId,
  type ApplicationNumber,
  type Sha256,
} from '../../../../shared/model/ids.ts';
import { cropSchema } from '../../../../shared/portrait/crop.ts';
import { personSchema } from '../../../../shared/model/person.ts';
import { bytesOfHex, concatBytes, utf8Bytes } from '../../../core/chip/bytes.ts';
import type { Digest } from '../../../core/ports.ts';
import type { PersonVault } from '../../persons/person-vault.ts';
import { SealBroken } from '../../persons/seal-broken.ts';
import { cells } from '../cells.ts';
import { countsBy, json, oneRow, bytesSchema, named, sole } from './row.ts';
import type { QueueRows } from './queue-rows.ts';

/** What is sealed of a case; nothing that the database itself has to know. */
export const sealedCaseSchema = z.object({
  number: applicationSchema.shape.number,
  reason: applicationSchema.shape.reason,
  person: personSchema,
  card: cardDataSchema,
  decision: applicationSchema.shape.decision,
});

export type SealedCase = z.output<typeof sealedCaseSchema>;

const rowSchema = z.object({
  ...applicationSchema.omit({ number: true, reason: true, person: true, card: true, decision: true }).shape,
  urgent: z.int().transform((value) => value === 1),
  crop: json(cropSchema).nullable(),
  numberDigest: z.string(),
  cardNumberDigest: z.string(),
  sealed: bytesSchema,
});

const photoSchema = z.object({ sealed: bytesSchema, revision: z.int() });

const columns = `id, numberDigest, state, heldFrom, kind, urgent, cardNumberDigest, sealed, recordHash, expiresAt,
  receivedAt, crop, reviewedBy, reviewedAt, revision`;
const read = `SELECT ${columns} FROM application`;

export function applicationRows(db: Database, queue: QueueRows, digest: Digest, vault: PersonVault) {
  const byId = db.prepare(`${read} WHERE id = ? AND erasureId IS NULL`);
  const byNumber = db.prepare(`${read} WHERE numberDigest = ? AND erasureId IS NULL`);
  const sharing = db
    .prepare(
      `SELECT id FROM application WHERE id <> @id AND erasureId IS NULL AND id IN (
         SELECT theirs.applicationId FROM caseNumber AS ours JOIN caseNumber AS theirs ON theirs.digest = ours.digest
         WHERE ours.applicationId = @id) ORDER BY ordinal`,
    )
    .pluck();
  const putNumber = db.prepare(
    `INSERT INTO caseNumber (applicationId, digest, inForce) VALUES (@id, @digest, 1)
     ON CONFLICT DO UPDATE SET inForce = 1 WHERE inForce = 0`,
  );
  const outOfForce = db.prepare(
    `UPDATE caseNumber SET inForce = 0
     WHERE applicationId = @id AND inForce = 1 AND digest NOT IN (SELECT value FROM json_each(@digests))`,
  );
  const oldest = db
    .prepare(
      `SELECT id FROM application WHERE erasureId IS NULL AND receivedAt < @time
       AND ordinal > coalesce((SELECT ordinal FROM application WHERE id = @after), 0) ORDER BY ordinal LIMIT @limit`,
    )
    .pluck();
  const photoOf = db.prepare('SELECT sealed, revision FROM photo WHERE applicationId = ?');
  const byState = db.prepare(
    'SELECT state AS name, count(*) AS count FROM application WHERE erasureId IS NULL GROUP BY state',
  );
  const insert = db.prepare(`INSERT INTO application (${columns}) VALUES (${named(columns)})`);
  const update = db.prepare(
    `UPDATE application SET (${columns}) = (${named(columns)}) WHERE id = @id AND revision = @revision - 1`,
  );
  const putPhoto = db.prepare(
    `INSERT INTO photo (applicationId, sealed, revision) VALUES (@id, @sealed, @revision)
     ON CONFLICT DO UPDATE SET (sealed, revision) = (excluded.sealed, excluded.revision)`,
  );

  function values({ person, card, number, reason, decision, ...application }: Application) {
    const { id, revision } = application;
    const content: SealedCase = { number, reason, person, card, decision };
    return {
      ...application,
      urgent: application.urgent ? 1 : 0,
      numberDigest: vault.digest('application', number),
      cardNumberDigest: vault.digest('card', card.number),
      crop: application.crop === null ? null : JSON.stringify(application.crop),
      sealed: vault.seal(id, cells.application(id, revision), utf8Bytes(JSON.stringify(content))),
    };
  }

  function opened(row: unknown): Application | undefined {
    const found = oneRow(rowSchema, row);
    if (found === undefined) return undefined;
    const { sealed, numberDigest, cardNumberDigest, ...clear } = found;
    const content = caseOf(vault, clear.id, clear.revision, sealed);
    if (content === null) return undefined;
    // What the database holds to be unique has to be what is in the sealed part.
    const isSame =
      vault.digest('application', content.number) === numberDigest &&
      vault.digest('card', content.card.number) === cardNumberDigest;
    if (!isSame) throw new SealBroken({ table: 'application', column: 'numberDigest', row: clear.id });
    return { ...clear, ...content };
  }

  function putSealedPhoto(id: ApplicationId, photo: Uint8Array): void {
    const revision = (oneRow(photoSchema, photoOf.get(id))?.revision ?? 0) + 1;
    putPhoto.run({ id, revision, sealed: vault.seal(id, cells.photo(id, revision), photo) });
  }

  /** A number that a replacement took away stays known: by it the case and its card may still be asked for. */
  function putNumbers({ id, card }: Application): void {
    const digests = digestsOfNumbers(vault, card);
    outOfForce.run({ id, digests: JSON.stringify(digests) });
    for (const one of digests) putNumber.run({ id, digest: one });
  }

  return {
    application: (id: ApplicationId): Application | undefined => opened(byId.get(id)),
    applicationByNumber: (number: ApplicationNumber): Application | undefined =>
      opened(byNumber.get(vault.digest('application', number))),
    casesSharingNumber: (id: ApplicationId): readonly ApplicationId[] =>
      z.array(applicationIdSchema).parse(sharing.all({ id })),
    casesReceivedBefore: (time: string, after: ApplicationId | null, limit: number): readonly ApplicationId[] =>
      z.array(applicationIdSchema).parse(oldest.all({ time, after, limit })),
    photo(id: ApplicationId): Uint8Array | undefined {
      const row = oneRow(photoSchema, photoOf.get(id));
      const plain = row === undefined ? null : vault.open(id, cells.photo(id, row.revision), row.sealed);
      return plain === null ? undefined : new Uint8Array(plain);
    },
    countApplications: (): Readonly<Record<ApplicationState, number>> =>
      countsBy(applicationStateSchema.options, byState.all()),
    salted(id: ApplicationId, hash: Sha256): Sha256 {
      const salt = vault.salt(id);
      if (salt === null) throw new SealBroken({ table: 'personKey', column: 'destroyed', row: id });
      return digest.sha256Hex(concatBytes(salt, bytesOfHex(hash)));
    },
    insertApplication(application: Application, photo: Uint8Array): void {
      vault.create(application.id);
      insert.run(values(application));
      putNumbers(application);
      putSealedPhoto(application.id, photo);
      queue.refresh(application.id);
    },
    updateApplication(application: Application, photo?: Uint8Array): void {
      sole(
        update.run(values(application)).changes,
        `application ${application.id} at revision ${application.revision}`,
      );
      putNumbers(application);
      if (photo !== undefined) putSealedPhoto(application.id, photo);
      queue.refresh(application.id);
    },
  };
}

/** The numbers that a record gives a case, as cases are gathered by them. */
export function digestsOfNumbers(
  vault: PersonVault,
  { number, formerNumber }: { readonly number: string; readonly formerNumber?: string | undefined },
): readonly string[] {
  return [number, ...(formerNumber === undefined ? [] : [formerNumber])].map((one) => vault.digest('card', one));
}

const caseJson = json(sealedCaseSchema);
const decoder = new TextDecoder();

/** The sealed part of a case; null where the person's key was destroyed. Throws `SealBroken`. */
export function caseOf(vault: PersonVault, id: string, revision: number, sealed: Uint8Array): SealedCase | null {
  const plain = vault.open(id, cells.application(id, revision), sealed);
  return plain === null ? null : caseJson.parse(decoder.decode(plain));
}
