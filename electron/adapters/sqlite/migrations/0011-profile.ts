/** Changes of the issuance profile: each file as it was signed, by the approval of a second person for exactly that file. */

import type { Migration } from './migration.ts';

const sql = `
INSERT INTO twoPersonAction VALUES ('profile.change');

CREATE TABLE profileChange (
  serial INTEGER NOT NULL PRIMARY KEY CHECK (serial >= 1),
  -- JWS in compact form.
  jws TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  changedBy TEXT NOT NULL,
  approvedBy TEXT NOT NULL CHECK (approvedBy <> changedBy),
  approvalId TEXT NOT NULL UNIQUE REFERENCES spentApproval (id) DEFERRABLE INITIALLY DEFERRED,
  changedAt TEXT NOT NULL
) STRICT;
CREATE TRIGGER profileChangeNoUpdate BEFORE UPDATE ON profileChange
BEGIN SELECT raise(ABORT, 'profileChange rows are never changed'); END;
CREATE TRIGGER profileChangeNoDelete BEFORE DELETE ON profileChange
BEGIN SELECT raise(ABORT, 'profileChange rows are never deleted'); END;
CREATE TRIGGER profileChangeGrows BEFORE INSERT ON profileChange
WHEN NEW.serial <= (SELECT max(serial) FROM profileChange)
BEGIN SELECT raise(ABORT, 'an older profile never comes back'); END;
CREATE TRIGGER profileChangeByTwo BEFORE INSERT ON profileChange
WHEN NOT EXISTS (SELECT 1 FROM spentApproval WHERE id = NEW.approvalId AND action = 'profile.change'
  AND subjectId = NEW.digest AND startedBy = NEW.changedBy AND approver = NEW.approvedBy)
BEGIN SELECT raise(ABORT, 'a change of the profile needs the approval of a second person'); END;
`;

export const profileStep: Migration = {
  version: 11,
  name: 'profile that two people change',
  sql,
  schemaHash: '9c5e39359dfcb861d7869b10a87555ff5b9b2b6452a6066db7b570aea98d33c8',
};
