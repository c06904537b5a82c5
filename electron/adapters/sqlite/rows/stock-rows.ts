/** What goes with the ledger: boxes, envelopes of spoilt blanks, records of destruction, transfers and who they may come from. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { Peer, StoredBox, StoredDestruction, StoredTransfer } from '../../../core/stock/ledger-store.ts';
import type { ApplicationId, BlankSerial } from '../../../../shared/model/ids.ts';
import {
  boxSchema,
  destructionSchema,
  envelopeSchema,
  transferSchema,
  type Box,
  type Destruction,
  type Envelope,
  type Transfer,
} from '../../../../shared/model/ledger.ts';
import type { PersonVault } from '../../persons/person-vault.ts';
import { cells, PERSON_OF_ENVELOPE } from '../cells.ts';
import { bytesSchema, named, oneRow, sole } from './row.ts';

const boxColumns = 'name, deliveryNote, firstSerial, lastSerial, count, receivedAt, receivedBy, openedAt, openedBy';
const destructionColumns = 'number, day, at, actor, witness, method, approvalId, auditSequence';
const transferColumns = 'id, direction, peer, count, at, actor, approvalId, file';

const storedDestructionSchema = destructionSchema.extend({ approvalId: z.string(), auditSequence: z.int() });
const storedTransferSchema = transferSchema.extend({ approvalId: z.string(), file: z.string() });
const peerSchema = z.object({ name: z.string(), verifierKey: z.string(), addedAt: z.string(), approvalId: z.string() });

const photoSchema = z.object({ sealed: bytesSchema, person: z.string() });

export function stockRows(db: Database, vault: PersonVault) {
  const ofBox = `SELECT ${boxColumns},
    (SELECT count(*) FROM blank WHERE box = blankBox.name AND place = 'boxed') AS left FROM blankBox`;
  const box = db.prepare(`${ofBox} WHERE name = ?`);
  const boxes = db.prepare(`${ofBox} ORDER BY openedAt IS NULL, receivedAt DESC, name LIMIT 200`);
  const insertBox = db.prepare(
    `INSERT INTO blankBox (${boxColumns}, approvalId) VALUES (${named(boxColumns)}, @approvalId)`,
  );
  const openBox = db.prepare('UPDATE blankBox SET openedAt = ?, openedBy = ? WHERE name = ? AND openedAt IS NULL');
  const ofEnvelope = `SELECT envelope.number, m.blankSerial, m.reason, m.at, m.actor,
    EXISTS (SELECT 1 FROM envelopePhoto WHERE envelope = envelope.number) AS hasPhoto
    FROM envelope JOIN stockMovement AS m ON m.number = envelope.movement`;
  const envelopes = db.prepare(
    `${ofEnvelope} JOIN blank ON blank.serial = m.blankSerial WHERE blank.place = 'setAside'
     AND m.number = (SELECT max(number) FROM stockMovement WHERE blankSerial = blank.serial) ORDER BY envelope.number`,
  );
  const envelope = db.prepare(`${ofEnvelope} WHERE m.blankSerial = ? ORDER BY envelope.number DESC LIMIT 1`);
  const ofCase = db.prepare(
    `${ofEnvelope} JOIN job ON job.id = m.jobId WHERE job.applicationId = ? ORDER BY envelope.number`,
  );
  const photo = db.prepare(`SELECT sealed, ${PERSON_OF_ENVELOPE} AS person FROM envelopePhoto AS t WHERE envelope = ?`);
  const personOf = db.prepare(`SELECT ${PERSON_OF_ENVELOPE} FROM (SELECT ? AS envelope) AS t`).pluck();
  const insertPhoto = db.prepare('INSERT INTO envelopePhoto (envelope, sealed) VALUES (?, ?)');
  const ofDestruction = `SELECT ${destructionColumns},
    (SELECT count(*) FROM stockMovement AS m WHERE m.approvalId = destruction.approvalId) AS count FROM destruction`;
  const destructions = db.prepare(`${ofDestruction} ORDER BY number DESC LIMIT 50`);
  const destruction = db.prepare(`${ofDestruction} WHERE number = ?`);
  const nextDestruction = db.prepare('SELECT coalesce(max(number), 0) + 1 FROM destruction').pluck();
  const insertDestruction = db.prepare(
    `INSERT INTO destruction (${destructionColumns}) VALUES (${named(destructionColumns)})`,
  );
  const transfers = db.prepare(`SELECT ${transferColumns} FROM stockTransfer ORDER BY at DESC LIMIT 50`);
  const transfer = db.prepare(`SELECT ${transferColumns} FROM stockTransfer WHERE id = ?`);
  const insertTransfer = db.prepare(
    `INSERT INTO stockTransfer (${transferColumns}) VALUES (${named(transferColumns)})`,
  );
  const peers = db.prepare('SELECT name, verifierKey, addedAt, approvalId FROM stockPeer ORDER BY name');
  const insertPeer = db.prepare(
    'INSERT INTO stockPeer (name, verifierKey, addedAt, approvalId) VALUES (@name, @verifierKey, @addedAt, @approvalId)',
  );

  return {
    box: (name: string): Box | undefined => oneRow(boxSchema, box.get(name)),
    boxes: (): readonly Box[] => z.array(boxSchema).parse(boxes.all()),
    insertBox: (row: StoredBox): void => void insertBox.run(row),
    openBox: (name: string, by: string, at: Date): void =>
      sole(openBox.run(at.toISOString(), by, name).changes, `closed box ${name}`),
    /** Those whose blank waits to be destroyed. */
    envelopes: (): readonly Envelope[] => envelopes.all().map(envelopeOf),
    /** The newest of that blank. */
    envelope(serial: BlankSerial): Envelope | undefined {
      const row = envelope.get(serial);
      return row === undefined ? undefined : envelopeOf(row);
    },
    envelopesOf: (id: ApplicationId): readonly Envelope[] => ofCase.all(id).map(envelopeOf),
    /** Undefined too where the key of the person whom it shows was destroyed. */
    envelopePhoto(number: number): Uint8Array | undefined {
      const row = oneRow(photoSchema, photo.get(number));
      const jpeg = row === undefined ? null : vault.open(row.person, cells.envelopePhoto(number), row.sealed);
      return jpeg === null ? undefined : new Uint8Array(jpeg);
    },
    insertEnvelopePhoto(number: number, jpeg: Uint8Array): void {
      const person = z.string().parse(personOf.get(number));
      insertPhoto.run(number, vault.seal(person, cells.envelopePhoto(number), jpeg));
    },
    destructions: (): readonly Destruction[] => z.array(storedDestructionSchema).parse(destructions.all()).map(plain),
    destruction: (number: number): StoredDestruction | undefined =>
      oneRow(storedDestructionSchema, destruction.get(number)),
    nextDestruction: (): number => z.int().parse(nextDestruction.get()),
    insertDestruction: (row: Omit<StoredDestruction, 'count'>): void => void insertDestruction.run(row),
    transfers: (): readonly Transfer[] =>
      z
        .array(storedTransferSchema)
        .parse(transfers.all())
        .map(({ approvalId: _approval, file: _file, ...shown }) => shown),
    transfer: (id: string): StoredTransfer | undefined => oneRow(storedTransferSchema, transfer.get(id)),
    insertTransfer: (row: StoredTransfer): void => void insertTransfer.run(row),
    peers: (): readonly Peer[] => z.array(peerSchema).parse(peers.all()),
    insertPeer: (row: Peer): void => void insertPeer.run(row),
  };
}

function plain({ approvalId: _approval, auditSequence: _sequence, ...shown }: StoredDestruction): Destruction {
  return shown;
}

const flagged = z.object({ hasPhoto: z.union([z.literal(0), z.literal(1)]) }).loose();

function envelopeOf(row: unknown): Envelope {
  const { hasPhoto, ...rest } = flagged.parse(row);
  return envelopeSchema.parse({ ...rest, hasPhoto: hasPhoto === 1 });
}
