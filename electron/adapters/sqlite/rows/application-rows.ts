/** Applications, their photos and what they are found by. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import {
  applicationSchema,
  applicationStateSchema,
  type Application,
  type ApplicationState,
} from '../../../../shared/model/application.ts';
import { cardDataSchema } from '../../../../shared/model/approval.ts';
import type { ApplicationId, ApplicationNumber, Sha256 } from '../../../../shared/model/ids.ts';
import { cropSchema } from '../../../../shared/portrait/crop.ts';
import { personSchema } from '../../../../shared/model/person.ts';
import { bytesOfHex, concatBytes } from '../../../core/chip/bytes.ts';
import type { Digest } from '../../../core/ports.ts';
import { fold } from '../fold.ts';
import { countsBy, json, oneRow, bytesSchema, named, sole } from './row.ts';
import type { QueueRows } from './queue-rows.ts';

const rowSchema = z
  .object({
    ...applicationSchema.shape,
    urgent: z.int().transform((value) => value === 1),
    person: json(personSchema),
    card: json(cardDataSchema),
    decision: json(applicationSchema.shape.decision),
    crop: json(cropSchema).nullable(),
  })
  .transform((row): Application => row);

const columns = `id, number, state, heldFrom, reason, kind, urgent, latinName, chineseName, nationality, cardNumber,
  person, card, decision, recordHash, expiresAt, receivedAt, crop, reviewedBy, reviewedAt, revision`;
const read = `SELECT id, number, state, heldFrom, reason, kind, urgent, person, card, decision, recordHash, expiresAt,
  receivedAt, crop, reviewedBy, reviewedAt, revision FROM application`;

export function applicationRows(db: Database, queue: QueueRows, digest: Digest) {
  const byId = db.prepare(`${read} WHERE id = ?`);
  const byNumber = db.prepare(`${read} WHERE number = ?`);
  const photoOf = db.prepare('SELECT jpeg FROM photo WHERE applicationId = ?').pluck();
  const byState = db.prepare('SELECT state AS name, count(*) AS count FROM application GROUP BY state');
  const insert = db.prepare(`INSERT INTO application (${columns}) VALUES (${named(columns)})`);
  const update = db.prepare(
    `UPDATE application SET (${columns}) = (${named(columns)}) WHERE id = @id AND revision = @revision - 1`,
  );
  const putPhoto = db.prepare(
    'INSERT INTO photo (applicationId, jpeg) VALUES (?, ?) ON CONFLICT DO UPDATE SET jpeg = excluded.jpeg',
  );
  const putSearch = db.prepare(
    `INSERT INTO applicationSearch (ordinal, folded) SELECT ordinal, ? FROM application WHERE id = ?
     ON CONFLICT DO UPDATE SET folded = excluded.folded`,
  );

  const saltOf = db.prepare('SELECT salt FROM personSalt WHERE applicationId = ?').pluck();
  // docs/design.md section 9: 128 random bits; SQLite takes its chance from the operating system's.
  const putSalt = db.prepare('INSERT INTO personSalt (applicationId, salt) VALUES (?, randomblob(16))');

  function written(application: Application, photo: Uint8Array | undefined): void {
    putSearch.run(searchText(application), application.id);
    if (photo !== undefined) putPhoto.run(application.id, photo);
    queue.refresh(application.id);
  }

  return {
    application: (id: ApplicationId): Application | undefined => oneRow(rowSchema, byId.get(id)),
    applicationByNumber: (number: ApplicationNumber): Application | undefined =>
      oneRow(rowSchema, byNumber.get(number)),
    photo: (id: ApplicationId): Uint8Array | undefined => oneRow(bytesSchema, photoOf.get(id)),
    countApplications: (): Readonly<Record<ApplicationState, number>> =>
      countsBy(applicationStateSchema.options, byState.all()),
    salted(id: ApplicationId, hash: Sha256): Sha256 {
      const salt = oneRow(bytesSchema, saltOf.get(id));
      if (salt === undefined) throw new Error(`no salt for application ${id}`);
      return digest.sha256Hex(concatBytes(salt, bytesOfHex(hash)));
    },
    insertApplication(application: Application, photo: Uint8Array): void {
      insert.run(values(application));
      putSalt.run(application.id);
      written(application, photo);
    },
    updateApplication(application: Application, photo?: Uint8Array): void {
      sole(
        update.run(values(application)).changes,
        `application ${application.id} at revision ${application.revision}`,
      );
      written(application, photo);
    },
  };
}

function values(application: Application) {
  const { person, card } = application;
  return {
    ...application,
    urgent: application.urgent ? 1 : 0,
    latinName: person.latinName,
    chineseName: person.chineseName ?? null,
    nationality: person.nationality,
    cardNumber: card.number,
    person: JSON.stringify(person),
    card: JSON.stringify(card),
    decision: JSON.stringify(application.decision),
    crop: application.crop === null ? null : JSON.stringify(application.crop),
  };
}

/** One field a line: a search never reaches over the end of one. */
function searchText({ number, card, person }: Application): string {
  const fields = [number, card.number, person.passport.number, person.latinName, person.chineseName ?? ''];
  return fields.map(fold).join('\n');
}
