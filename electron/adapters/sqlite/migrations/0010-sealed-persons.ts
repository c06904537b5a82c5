/**
 * What is on file about persons is sealed, each case under a key of its own; numbers that have to be unique are keyed
 * digests; the words of the search leave the disk (docs/adr/0115).
 */

import { sealEveryRow } from './0010-seal-rows.ts';
import type { Migration } from './migration.ts';

// SQLite can drop no column that a constraint of the table names: those are renamed and hold the digest.
const room = `
CREATE TABLE personVault (
  -- The ring of keys that opens these rows.
  ring TEXT NOT NULL PRIMARY KEY CHECK (length(ring) = 32)
) STRICT;
CREATE TRIGGER personVaultOnce BEFORE INSERT ON personVault WHEN EXISTS (SELECT 1 FROM personVault)
BEGIN SELECT raise(ABORT, 'a database has one ring of keys'); END;
CREATE TRIGGER personVaultNoUpdate BEFORE UPDATE ON personVault
BEGIN SELECT raise(ABORT, 'personVault rows are never changed'); END;
CREATE TRIGGER personVaultNoDelete BEFORE DELETE ON personVault
BEGIN SELECT raise(ABORT, 'personVault rows are never deleted'); END;

-- How a person's data ended: two people, the certificate, and which cases it was about.
CREATE TABLE erasure (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  state TEXT NOT NULL CHECK (state IN ('begun', 'done')),
  reason TEXT NOT NULL CHECK (reason IN ('retentionOver', 'requested', 'takenInByMistake')),
  startedBy TEXT NOT NULL,
  approvedBy TEXT NOT NULL CHECK (approvedBy <> startedBy),
  approvalId TEXT NOT NULL UNIQUE REFERENCES spentApproval (id) DEFERRABLE INITIALLY DEFERRED,
  -- The case that it was asked for; all others of the same card number go with it.
  applicationId TEXT NOT NULL REFERENCES application (id) DEFERRABLE INITIALLY DEFERRED,
  startedAt TEXT NOT NULL,
  endedAt TEXT,
  -- JWS in compact form.
  certificate TEXT,
  CHECK ((state = 'begun') = (endedAt IS NULL)),
  CHECK ((state = 'begun') = (certificate IS NULL))
) STRICT;
CREATE INDEX erasuresOfApplication ON erasure (applicationId);
INSERT INTO twoPersonAction VALUES ('person.erase'), ('person.changeSlot');
CREATE TRIGGER erasureByTwo BEFORE INSERT ON erasure
WHEN NOT EXISTS (SELECT 1 FROM spentApproval WHERE id = NEW.approvalId AND action = 'person.erase'
  AND subjectId = NEW.applicationId AND startedBy = NEW.startedBy AND approver = NEW.approvedBy)
BEGIN SELECT raise(ABORT, 'an erasure needs the approval of a second person'); END;
CREATE TRIGGER erasureNoDelete BEFORE DELETE ON erasure
BEGIN SELECT raise(ABORT, 'erasure rows are never deleted'); END;
CREATE TRIGGER erasureEndsOnce BEFORE UPDATE ON erasure
WHEN OLD.state <> 'begun' OR NEW.id <> OLD.id OR NEW.startedBy <> OLD.startedBy OR NEW.approvedBy <> OLD.approvedBy
  OR NEW.approvalId <> OLD.approvalId OR NEW.applicationId <> OLD.applicationId OR NEW.reason <> OLD.reason OR NEW.startedAt <> OLD.startedAt
BEGIN SELECT raise(ABORT, 'an erasure ends once and is never rewritten'); END;

DROP INDEX applicationsByView;
DROP INDEX applicationsByAge;
ALTER TABLE application RENAME COLUMN number TO numberDigest;
ALTER TABLE application RENAME COLUMN cardNumber TO cardNumberDigest;
ALTER TABLE application ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
-- Refers to the erasure, which a backup from before it does not hold: the ring of keys remembers, the row may be missing.
ALTER TABLE application ADD COLUMN erasureId TEXT CHECK (length(erasureId) = 32);
ALTER TABLE photo RENAME COLUMN jpeg TO sealed;
ALTER TABLE photo ADD COLUMN revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1);
ALTER TABLE record ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
ALTER TABLE jobFile RENAME COLUMN bytes TO sealed;
ALTER TABLE cardFile RENAME COLUMN bytes TO sealed;
ALTER TABLE card RENAME COLUMN number TO numberDigest;
ALTER TABLE card ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
ALTER TABLE result ADD COLUMN applicationId TEXT REFERENCES application (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE result ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
ALTER TABLE envelopePhoto ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
ALTER TABLE auditNote ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
DROP TRIGGER envelopePhotoNoUpdate;
DROP TRIGGER auditNoteNoUpdate;
DROP TRIGGER recordNoUpdate;
DROP TRIGGER cardFileOfCardGone;
`;

/** A sealed value is one byte of form, a nonce of 12 and a tag of 16, with the value between. */
const SHORTEST = 29;

const sealedTables = [
  'application',
  'photo',
  'record',
  'jobFile',
  'card',
  'cardFile',
  'result',
  'envelopePhoto',
  'auditNote',
] as const;

/** What somebody wrote, sealed in a column of text. */
const textColumns = [
  ['job', 'note'],
  ['oldCard', 'evidenceReason'],
  ['workDay', 'note'],
  ['shiftHandOver', 'note'],
  ['stockCount', 'explanation'],
] as const;

function refusesPlain(table: string, verb: 'INSERT' | 'UPDATE'): string {
  return `
CREATE TRIGGER ${table}Sealed${verb === 'INSERT' ? 'Insert' : 'Update'} BEFORE ${verb} ON ${table}
WHEN length(NEW.sealed) < ${SHORTEST} OR substr(NEW.sealed, 1, 1) <> x'01'
BEGIN SELECT raise(ABORT, '${table} rows are sealed'); END;`;
}

/** In base64, for the column is text: nothing that a person wrote is so long and without a space. */
function refusesPlainText(table: string, column: string, verb: 'INSERT' | 'UPDATE'): string {
  return `
CREATE TRIGGER ${table}Sealed${verb === 'INSERT' ? 'Insert' : 'Update'} BEFORE ${verb} ON ${table}
WHEN length(NEW.${column}) < ${Math.ceil(SHORTEST / 3) * 4} OR NEW.${column} GLOB '*[^A-Za-z0-9+/=]*'
BEGIN SELECT raise(ABORT, '${table}.${column} is sealed'); END;`;
}

const rest = `
ALTER TABLE application DROP COLUMN latinName;
ALTER TABLE application DROP COLUMN chineseName;
ALTER TABLE application DROP COLUMN nationality;
ALTER TABLE application DROP COLUMN person;
ALTER TABLE application DROP COLUMN card;
ALTER TABLE application DROP COLUMN decision;
ALTER TABLE application DROP COLUMN reason;
ALTER TABLE record DROP COLUMN jws;
ALTER TABLE result DROP COLUMN body;
ALTER TABLE envelopePhoto DROP COLUMN jpeg;
ALTER TABLE auditNote DROP COLUMN text;
DROP TABLE applicationSearch;
DROP TABLE personSalt;
CREATE TRIGGER recordNoUpdate BEFORE UPDATE ON record
BEGIN SELECT raise(ABORT, 'record rows are never changed'); END;
CREATE TRIGGER cardFileOfCardGone BEFORE UPDATE ON cardFile
WHEN NEW.cardId <> OLD.cardId OR NEW.kind <> OLD.kind
  OR (SELECT state FROM card WHERE id = OLD.cardId) <> 'inCustody'
BEGIN SELECT raise(ABORT, 'papers of a card that left are never changed'); END;
CREATE TRIGGER auditNoteNoUpdate BEFORE UPDATE ON auditNote
BEGIN SELECT raise(ABORT, 'auditNote rows are never changed'); END;
CREATE TRIGGER envelopePhotoNoUpdate BEFORE UPDATE ON envelopePhoto
BEGIN SELECT raise(ABORT, 'envelopePhoto rows are never changed'); END;
CREATE INDEX applicationsByErasure ON application (erasureId) WHERE erasureId IS NOT NULL;
-- Whoever asks where a card is may have its serials at hand: looked through, without the rows themselves.
CREATE INDEX cardSerials ON card (blankSerial, chipSerial);
CREATE INDEX resultsOfApplication ON result (applicationId);
-- Erased cases are no work of the desk.
CREATE INDEX applicationsByView ON application (view, urgent DESC, receivedAt) WHERE erasureId IS NULL;
CREATE INDEX applicationsByAge ON application (urgent DESC, receivedAt) WHERE erasureId IS NULL;
CREATE TRIGGER applicationErasedOnce BEFORE UPDATE ON application
WHEN OLD.erasureId IS NOT NULL AND NEW.erasureId IS NOT OLD.erasureId
BEGIN SELECT raise(ABORT, 'an erased application stays erased'); END;
${textColumns.flatMap(([table, column]) => [refusesPlainText(table, column, 'INSERT'), refusesPlainText(table, column, 'UPDATE')]).join('')}
${sealedTables.flatMap((table) => [refusesPlain(table, 'INSERT'), refusesPlain(table, 'UPDATE')]).join('')}
`;

export const sealedPersonsStep: Migration = {
  version: 10,
  name: 'persons at rest under keys',
  sql: room,
  fill: sealEveryRow,
  after: rest,
  schemaHash: 'd3baeabe1d70e3c6cbd44fae01fc2f307f2d7537acd9fea00feec4b591cad68c',
};
