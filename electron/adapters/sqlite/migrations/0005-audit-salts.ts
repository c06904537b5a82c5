/**
 * A salt beside each person's record, which makes the log's digests of that record meaningless once it is deleted; the
 * texts of review notes, whose digests are in the log; and checkpoints that a witness cosigned.
 */

import type { Migration } from './migration.ts';

const auditSalts = `
CREATE TABLE personSalt (
  applicationId TEXT NOT NULL PRIMARY KEY REFERENCES application (id) DEFERRABLE INITIALLY DEFERRED,
  salt BLOB NOT NULL CHECK (length(salt) = 16)
) STRICT;
INSERT INTO personSalt SELECT id, randomblob(16) FROM application;
CREATE TRIGGER personSaltNoUpdate BEFORE UPDATE ON personSalt
BEGIN SELECT raise(ABORT, 'personSalt rows are never changed'); END;

CREATE TABLE auditNote (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  sequence INTEGER NOT NULL REFERENCES auditEntry (sequence) DEFERRABLE INITIALLY DEFERRED,
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000)
) STRICT;
CREATE INDEX auditNotesOfEntry ON auditNote (sequence);
CREATE TRIGGER auditNoteNoUpdate BEFORE UPDATE ON auditNote
BEGIN SELECT raise(ABORT, 'auditNote rows are never changed'); END;

CREATE TABLE auditCosignature (
  size INTEGER NOT NULL REFERENCES auditTreeHead (size) DEFERRABLE INITIALLY DEFERRED,
  witness TEXT NOT NULL,
  -- The checkpoint with the witness's line under ours.
  checkpoint TEXT NOT NULL,
  PRIMARY KEY (size, witness)
) STRICT;
CREATE TRIGGER auditCosignatureNoUpdate BEFORE UPDATE ON auditCosignature
BEGIN SELECT raise(ABORT, 'auditCosignature rows are never changed'); END;
CREATE TRIGGER auditCosignatureNoDelete BEFORE DELETE ON auditCosignature
BEGIN SELECT raise(ABORT, 'auditCosignature rows are never deleted'); END;
`;

export const auditSaltsStep: Migration = {
  version: 5,
  name: 'salts of the audit log',
  sql: auditSalts,
  schemaHash: 'deca485cea6adcea458fdf197596292d2059c467c9c73360b353cb40d7640663',
};
