/**
 * Changes of the issuance profile: each file as it was signed, by the approval of a second person for exactly that file. And
 * what a live profile asks for: two people who open the keys that sign cards, for one working day.
 */

import type { Migration } from './migration.ts';

const changes = `
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

const keySessions = `
INSERT INTO twoPersonAction VALUES ('keys.open');

CREATE TABLE keySession (
  approvalId TEXT NOT NULL PRIMARY KEY REFERENCES spentApproval (id) DEFERRABLE INITIALLY DEFERRED,
  day TEXT NOT NULL REFERENCES workDay (day) DEFERRABLE INITIALLY DEFERRED,
  openedBy TEXT NOT NULL,
  approvedBy TEXT NOT NULL CHECK (approvedBy <> openedBy),
  openedAt TEXT NOT NULL,
  closedBy TEXT,
  closedAt TEXT,
  CHECK ((closedBy IS NULL) = (closedAt IS NULL))
) STRICT;
CREATE INDEX keySessionsOfDay ON keySession (day);
CREATE UNIQUE INDEX oneKeySessionPerDay ON keySession (day) WHERE closedAt IS NULL;
CREATE TRIGGER keySessionNoDelete BEFORE DELETE ON keySession
BEGIN SELECT raise(ABORT, 'keySession rows are never deleted'); END;
CREATE TRIGGER keySessionByTwo BEFORE INSERT ON keySession
WHEN NOT EXISTS (SELECT 1 FROM spentApproval WHERE id = NEW.approvalId AND action = 'keys.open'
  AND subjectId = NEW.day AND startedBy = NEW.openedBy AND approver = NEW.approvedBy)
BEGIN SELECT raise(ABORT, 'keys are opened by two people'); END;
CREATE TRIGGER keySessionOfOpenDay BEFORE INSERT ON keySession
WHEN NEW.closedAt IS NOT NULL OR NOT EXISTS (SELECT 1 FROM workDay WHERE day = NEW.day AND state <> 'closed')
BEGIN SELECT raise(ABORT, 'keys are opened for the working day that is open'); END;
CREATE TRIGGER keySessionClosedOnce BEFORE UPDATE ON keySession
WHEN OLD.closedAt IS NOT NULL OR NEW.closedAt IS NULL OR NEW.approvalId <> OLD.approvalId OR NEW.day <> OLD.day
  OR NEW.openedBy <> OLD.openedBy OR NEW.approvedBy <> OLD.approvedBy OR NEW.openedAt <> OLD.openedAt
BEGIN SELECT raise(ABORT, 'keys are closed once, and stay whose they were'); END;
`;

export const profileStep: Migration = {
  version: 12,
  name: 'profile and keys by two people',
  sql: changes + keySessions,
  schemaHash: '3358bdad315c5c11d15ae7ee5bb5ca6a0d781d0f8f7b6197e4dd25153d680f23',
};
