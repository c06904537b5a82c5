/**
 * Who acts, by what right and with whom: approvals of second persons, accounts and every change of them, sealed codes,
 * sessions, shifts, and the separation of who reviews from who hands over (docs/design.md section 10).
 */

import type { Migration } from './migration.ts';

// A later step that adds such an act adds its name; that the list is the one of the program, `diagnose` looks after.
const approvals = `
CREATE TABLE twoPersonAction (action TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO twoPersonAction VALUES ('service.add'), ('service.renew'), ('service.withdraw'), ('job.reprint'),
  ('review.override'), ('account.create'), ('account.changeRole'), ('account.disable'), ('account.enable'),
  ('account.resetPassword'), ('account.unlock'), ('account.removeFactor'), ('account.enrolCard'),
  ('account.loseCard'), ('account.seal');
CREATE TRIGGER twoPersonActionNoUpdate BEFORE UPDATE ON twoPersonAction
BEGIN SELECT raise(ABORT, 'twoPersonAction rows are never changed'); END;
CREATE TRIGGER twoPersonActionNoDelete BEFORE DELETE ON twoPersonAction
BEGIN SELECT raise(ABORT, 'twoPersonAction rows are never deleted'); END;

CREATE TABLE spentApproval (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  action TEXT NOT NULL REFERENCES twoPersonAction (action),
  subjectId TEXT NOT NULL,
  -- SHA-256 of what both people saw.
  shown TEXT NOT NULL CHECK (length(shown) = 64),
  startedBy TEXT NOT NULL,
  approver TEXT NOT NULL REFERENCES account (name),
  expiresAt TEXT NOT NULL,
  spentAt TEXT NOT NULL,
  CHECK (approver <> startedBy),
  CHECK (spentAt <= expiresAt)
) STRICT;
CREATE INDEX spentApprovalsByAction ON spentApproval (action);
CREATE INDEX spentApprovalsByApprover ON spentApproval (approver);
CREATE TRIGGER spentApprovalNoUpdate BEFORE UPDATE ON spentApproval
BEGIN SELECT raise(ABORT, 'spentApproval rows are never changed'); END;
CREATE TRIGGER spentApprovalNoDelete BEFORE DELETE ON spentApproval
BEGIN SELECT raise(ABORT, 'spentApproval rows are never deleted'); END;
`;

const serviceChanges = `
CREATE TRIGGER serviceChangeByTwo BEFORE INSERT ON serviceChange
WHEN NOT EXISTS (SELECT 1 FROM spentApproval WHERE id = NEW.approvalId AND action = 'service.' || NEW.act
  AND subjectId = NEW.cardId AND startedBy = NEW.startedBy AND approver = NEW.approvedBy)
BEGIN SELECT raise(ABORT, 'a service change needs the approval of a second person'); END;
`;

/** As core/issue/may-be-printed.ts: a card that was submitted and for which no evidence proves zero sides. */
const mayBePrinted = `EXISTS (
    SELECT 1 FROM auditEntry AS begun WHERE begun.subjectId = OLD.id AND begun.action = 'card.print'
      AND begun.outcome = 'begun' AND json_extract(begun.entry, '$.detail.attempt') = OLD.attempt
      AND NOT EXISTS (
        SELECT 1 FROM auditEntry AS proven WHERE proven.subjectId = OLD.id AND proven.action = 'card.print'
          AND proven.outcome = 'failed' AND json_extract(proven.entry, '$.detail.attempt') = OLD.attempt
          AND json_extract(proven.entry, '$.detail.printName') = json_extract(begun.entry, '$.detail.printName')))`;

const reprints = `
CREATE TABLE reprint (
  jobId TEXT NOT NULL REFERENCES job (id) DEFERRABLE INITIALLY DEFERRED,
  -- The attempt that the approval opened.
  attempt INTEGER NOT NULL CHECK (attempt >= 2),
  approvalId TEXT NOT NULL UNIQUE REFERENCES spentApproval (id),
  PRIMARY KEY (jobId, attempt)
) STRICT;
CREATE TRIGGER reprintNoUpdate BEFORE UPDATE ON reprint
BEGIN SELECT raise(ABORT, 'reprint rows are never changed'); END;
CREATE TRIGGER reprintNoDelete BEFORE DELETE ON reprint
BEGIN SELECT raise(ABORT, 'reprint rows are never deleted'); END;
CREATE TRIGGER reprintByTwo BEFORE INSERT ON reprint
WHEN NOT EXISTS (SELECT 1 FROM spentApproval WHERE id = NEW.approvalId AND action = 'job.reprint' AND subjectId = NEW.jobId)
BEGIN SELECT raise(ABORT, 'a reprint needs the approval of a second person'); END;
CREATE TRIGGER jobReprintedByTwo BEFORE UPDATE OF attempt ON job
WHEN NEW.attempt <> OLD.attempt
  AND NOT EXISTS (SELECT 1 FROM reprint WHERE jobId = OLD.id AND attempt = NEW.attempt)
  AND ${mayBePrinted}
BEGIN SELECT raise(ABORT, 'a card that may be printed is made again by two people'); END;
`;

/** Role, password, standing and factors of an account change with a row that says who did it and by what right. */
const accounts = `
ALTER TABLE account ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1));
ALTER TABLE account ADD COLUMN mustChangePassword INTEGER NOT NULL DEFAULT 0 CHECK (mustChangePassword IN (0, 1));
-- The secret itself is derived from a key outside of the database, so that no copy of it gives codes.
ALTER TABLE account ADD COLUMN totpSalt TEXT CHECK (length(totpSalt) = 32);
ALTER TABLE account ADD COLUMN totpStep INTEGER NOT NULL DEFAULT 0 CHECK (totpStep >= 0);
-- The key of the officer's card, or an authenticator: one factor beside the password, never both.
ALTER TABLE account ADD COLUMN cardKey TEXT CHECK (cardKey IS NULL OR length(cardKey) = 130 AND totpSalt IS NULL);
CREATE UNIQUE INDEX oneAccountPerCard ON account (cardKey) WHERE cardKey IS NOT NULL;
ALTER TABLE account ADD COLUMN revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1);

-- Printed once and kept in an envelope: the first start, and the way back in. Only the hash is here.
CREATE TABLE sealedCode (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  kind TEXT NOT NULL CHECK (kind IN ('firstStart', 'breakGlass')),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  madeAt TEXT NOT NULL,
  -- Used, or replaced by a newer one; either ends it.
  endedAt TEXT,
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  lockedUntil TEXT
) STRICT;
CREATE UNIQUE INDEX oneSealedCodePerKind ON sealedCode (kind) WHERE endedAt IS NULL;
CREATE TRIGGER sealedCodeNoDelete BEFORE DELETE ON sealedCode
BEGIN SELECT raise(ABORT, 'sealedCode rows are never deleted'); END;
CREATE TRIGGER sealedCodeEndedOnce BEFORE UPDATE ON sealedCode
WHEN OLD.endedAt IS NOT NULL OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.hash <> OLD.hash
BEGIN SELECT raise(ABORT, 'a sealed code is used once and never rewritten'); END;

-- What an officer's card signed: a number that is new each time, spent by this row, which is evidence for ever after.
CREATE TABLE cardProof (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  account TEXT NOT NULL REFERENCES account (name),
  purpose TEXT NOT NULL CHECK (purpose IN ('enrol', 'signIn', 'unlock', 'approve')),
  -- SHA-256 of what was approved.
  subject TEXT NOT NULL CHECK (length(subject) = iif(purpose = 'approve', 64, 0)),
  provenAt TEXT NOT NULL,
  publicKey TEXT NOT NULL CHECK (length(publicKey) = 130),
  signature TEXT NOT NULL UNIQUE CHECK (length(signature) = 128)
) STRICT;
CREATE INDEX cardProofsByAccount ON cardProof (account);
CREATE TRIGGER cardProofNoUpdate BEFORE UPDATE ON cardProof
BEGIN SELECT raise(ABORT, 'cardProof rows are never changed'); END;
CREATE TRIGGER cardProofNoDelete BEFORE DELETE ON cardProof
BEGIN SELECT raise(ABORT, 'cardProof rows are never deleted'); END;
CREATE TRIGGER cardProofByOwnKey BEFORE INSERT ON cardProof
WHEN NEW.purpose <> 'enrol' AND NEW.publicKey IS NOT (SELECT cardKey FROM account WHERE name = NEW.account)
BEGIN SELECT raise(ABORT, 'an officer signs by the card that is set up for them'); END;

CREATE TABLE accountChange (
  account TEXT NOT NULL REFERENCES account (name) DEFERRABLE INITIALLY DEFERRED,
  -- Of the account, once it is changed.
  revision INTEGER NOT NULL CHECK (revision >= 1),
  act TEXT NOT NULL CHECK (act IN ('create', 'changeRole', 'disable', 'enable', 'resetPassword', 'unlock', 'removeFactor',
    'enrolCard', 'loseCard', 'ownPassword', 'ownFactor', 'firstStart', 'recover')),
  changedBy TEXT NOT NULL,
  approvalId TEXT UNIQUE REFERENCES spentApproval (id),
  codeId TEXT REFERENCES sealedCode (id),
  proofId TEXT UNIQUE REFERENCES cardProof (id),
  changedAt TEXT NOT NULL,
  PRIMARY KEY (account, revision),
  CHECK ((approvalId IS NULL) = (act IN ('ownPassword', 'ownFactor', 'firstStart', 'recover'))),
  CHECK ((codeId IS NULL) = (act NOT IN ('firstStart', 'recover'))),
  CHECK ((proofId IS NULL) = (act <> 'enrolCard')),
  CHECK (act NOT IN ('ownPassword', 'ownFactor') OR changedBy = account),
  CHECK (approvalId IS NULL OR changedBy <> account)
) STRICT;
CREATE INDEX accountChangesByCode ON accountChange (codeId);
CREATE TRIGGER accountChangeNoUpdate BEFORE UPDATE ON accountChange
BEGIN SELECT raise(ABORT, 'accountChange rows are never changed'); END;
CREATE TRIGGER accountChangeNoDelete BEFORE DELETE ON accountChange
BEGIN SELECT raise(ABORT, 'accountChange rows are never deleted'); END;
-- Neither of the two changes an account of their own.
CREATE TRIGGER accountChangeByTwo BEFORE INSERT ON accountChange
WHEN NEW.approvalId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM spentApproval WHERE id = NEW.approvalId
  AND action = 'account.' || NEW.act AND subjectId = NEW.account AND startedBy = NEW.changedBy
  AND approver <> NEW.account)
BEGIN SELECT raise(ABORT, 'an account is changed by two others'); END;
CREATE TRIGGER accountChangeByCode BEFORE INSERT ON accountChange
WHEN NEW.codeId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sealedCode WHERE id = NEW.codeId AND endedAt = NEW.changedAt
  AND kind = iif(NEW.act = 'firstStart', 'firstStart', 'breakGlass'))
BEGIN SELECT raise(ABORT, 'the sealed code was not used for this'); END;

-- A key is set up by what the card itself signed for this account, and nobody's card is ever a lost one again.
CREATE TABLE lostCard (
  publicKey TEXT NOT NULL PRIMARY KEY CHECK (length(publicKey) = 130),
  account TEXT NOT NULL,
  revision INTEGER NOT NULL,
  UNIQUE (account, revision),
  FOREIGN KEY (account, revision) REFERENCES accountChange (account, revision)
) STRICT;
CREATE TRIGGER lostCardNoUpdate BEFORE UPDATE ON lostCard
BEGIN SELECT raise(ABORT, 'lostCard rows are never changed'); END;
CREATE TRIGGER lostCardNoDelete BEFORE DELETE ON lostCard
BEGIN SELECT raise(ABORT, 'lostCard rows are never deleted'); END;
CREATE TRIGGER lostCardByTwo BEFORE INSERT ON lostCard
WHEN NOT EXISTS (SELECT 1 FROM accountChange WHERE account = NEW.account AND revision = NEW.revision AND act = 'loseCard')
  OR NEW.publicKey IS NOT (SELECT cardKey FROM account WHERE name = NEW.account)
BEGIN SELECT raise(ABORT, 'a card is reported lost by two people, for the account that has it'); END;
CREATE TRIGGER accountCardProven BEFORE UPDATE ON account
WHEN NEW.cardKey IS NOT OLD.cardKey AND NEW.cardKey IS NOT NULL AND (
  EXISTS (SELECT 1 FROM lostCard WHERE publicKey = NEW.cardKey)
  OR NOT EXISTS (SELECT 1 FROM accountChange JOIN cardProof ON cardProof.id = proofId
    WHERE accountChange.account = OLD.name AND revision = NEW.revision AND act = 'enrolCard'
      AND cardProof.account = OLD.name AND purpose = 'enrol' AND publicKey = NEW.cardKey))
BEGIN SELECT raise(ABORT, 'a card is set up by what it signed for this account, and never after it was lost'); END;
CREATE TRIGGER accountCardLost BEFORE UPDATE ON account
WHEN EXISTS (SELECT 1 FROM accountChange WHERE account = OLD.name AND revision = NEW.revision AND act = 'loseCard')
  AND (NEW.cardKey IS NOT NULL OR OLD.cardKey IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM lostCard WHERE publicKey = OLD.cardKey))
BEGIN SELECT raise(ABORT, 'a card that was lost is taken off its account'); END;
CREATE TRIGGER accountMadeWithoutCard BEFORE INSERT ON account WHEN NEW.cardKey IS NOT NULL
BEGIN SELECT raise(ABORT, 'a card is set up after its account was made'); END;

CREATE TRIGGER accountNameStays BEFORE UPDATE ON account WHEN NEW.name <> OLD.name
BEGIN SELECT raise(ABORT, 'the name of an account never changes'); END;
CREATE TRIGGER accountChangedByRight BEFORE UPDATE ON account
WHEN (NEW.role <> OLD.role AND NOT EXISTS (${changedAs('changeRole')}))
  OR (NEW.disabled > OLD.disabled AND NOT EXISTS (${changedAs('disable')}))
  OR (NEW.disabled < OLD.disabled AND NOT EXISTS (${changedAs('enable', 'recover')}))
  OR (NEW.passwordHash <> OLD.passwordHash AND NOT EXISTS (${changedAs('resetPassword', 'ownPassword', 'recover')}))
  OR (NEW.mustChangePassword < OLD.mustChangePassword AND NOT EXISTS (${changedAs('ownPassword')}))
  OR (NEW.totpSalt IS NOT OLD.totpSalt
    AND NOT EXISTS (${changedAs('ownFactor', 'removeFactor', 'enrolCard', 'recover')}))
  OR (NEW.cardKey IS NOT OLD.cardKey
    AND NOT EXISTS (${changedAs('enrolCard', 'loseCard', 'removeFactor', 'recover')}))
BEGIN SELECT raise(ABORT, 'an account changes only with a row that says by what right'); END;
-- RFC 6238 section 5.2: a code is taken once, so the step of the last one only grows.
CREATE TRIGGER accountCodeOnce BEFORE UPDATE ON account
WHEN NEW.totpStep < OLD.totpStep AND NEW.totpSalt IS OLD.totpSalt
BEGIN SELECT raise(ABORT, 'the step of the last code only grows'); END;
-- Two who may change accounts have to be left, or nobody could ever change one again.
CREATE TRIGGER accountManagersStay BEFORE UPDATE ON account
WHEN OLD.disabled = 0 AND OLD.role IN ('administrator', 'supervisor')
  AND (NEW.disabled = 1 OR NEW.role NOT IN ('administrator', 'supervisor'))
  AND (SELECT count(*) FROM account WHERE disabled = 0 AND role IN ('administrator', 'supervisor') AND name <> OLD.name) < 2
BEGIN SELECT raise(ABORT, 'two people who may change accounts have to be left'); END;
`;

function changedAs(...acts: readonly string[]): string {
  const list = acts.map((act) => `'${act}'`).join(', ');
  return `SELECT 1 FROM accountChange WHERE account = OLD.name AND revision = NEW.revision
    AND NEW.revision = OLD.revision + 1 AND act IN (${list})`;
}

const sessionsAndShifts = `
CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  account TEXT NOT NULL REFERENCES account (name),
  startedAt TEXT NOT NULL,
  endedAt TEXT,
  ending TEXT CHECK (ending IN ('signedOut', 'replaced', 'stopped', 'lost')),
  CHECK ((endedAt IS NULL) = (ending IS NULL))
) STRICT;
CREATE INDEX sessionsByAccount ON session (account);
CREATE UNIQUE INDEX oneSessionPerAccount ON session (account) WHERE endedAt IS NULL;
CREATE TRIGGER sessionEndedOnce BEFORE UPDATE ON session
WHEN OLD.endedAt IS NOT NULL OR NEW.id <> OLD.id OR NEW.account <> OLD.account OR NEW.startedAt <> OLD.startedAt
BEGIN SELECT raise(ABORT, 'a session ends once and is never rewritten'); END;
CREATE TRIGGER sessionNoDelete BEFORE DELETE ON session
BEGIN SELECT raise(ABORT, 'session rows are never deleted'); END;

CREATE TABLE shift (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  account TEXT NOT NULL REFERENCES account (name),
  startedAt TEXT NOT NULL,
  endedAt TEXT
) STRICT;
CREATE INDEX shiftsByAccount ON shift (account);
CREATE UNIQUE INDEX oneShiftPerAccount ON shift (account) WHERE endedAt IS NULL;
CREATE TRIGGER shiftEndedOnce BEFORE UPDATE ON shift
WHEN OLD.endedAt IS NOT NULL OR NEW.id <> OLD.id OR NEW.account <> OLD.account OR NEW.startedAt <> OLD.startedAt
BEGIN SELECT raise(ABORT, 'a shift ends once and is never rewritten'); END;
CREATE TRIGGER shiftNoDelete BEFORE DELETE ON shift
BEGIN SELECT raise(ABORT, 'shift rows are never deleted'); END;

-- What one Argon2id run may cost here, as measured at set-up; the newest row counts. RFC 9106 section 4 is the floor.
CREATE TABLE passwordCost (
  number INTEGER PRIMARY KEY,
  passes INTEGER NOT NULL CHECK (passes >= 3),
  memoryKib INTEGER NOT NULL CHECK (memoryKib >= 65536),
  lanes INTEGER NOT NULL CHECK (lanes >= 1),
  measuredMs INTEGER NOT NULL CHECK (measuredMs >= 0),
  measuredAt TEXT NOT NULL
) STRICT;
CREATE TRIGGER passwordCostNoUpdate BEFORE UPDATE ON passwordCost
BEGIN SELECT raise(ABORT, 'passwordCost rows are never changed'); END;
CREATE TRIGGER passwordCostNoDelete BEFORE DELETE ON passwordCost
BEGIN SELECT raise(ABORT, 'passwordCost rows are never deleted'); END;
`;

// docs/design.md section 10: no card goes from approval to holder by one person, and nobody can lift that.
const separation = `
CREATE TRIGGER cardHandedOverByAnother BEFORE UPDATE ON card
WHEN NEW.handedOverBy IS NOT NULL
  -- A card that left before stays whoever's it was: a new record of its case may be reviewed by anybody.
  AND (NEW.handedOverBy IS NOT OLD.handedOverBy OR (NEW.state = 'handedOver' AND OLD.state <> 'handedOver'))
  AND NEW.handedOverBy = (SELECT reviewedBy FROM application WHERE id = NEW.applicationId)
BEGIN SELECT raise(ABORT, 'a card is never handed over by who accepted its review'); END;
CREATE TRIGGER cardMadeBeforeHandedOver BEFORE INSERT ON card
WHEN NEW.handedOverBy IS NOT NULL OR NEW.state = 'handedOver'
BEGIN SELECT raise(ABORT, 'a card is handed over after it was stored'); END;
CREATE TRIGGER reviewerStays BEFORE UPDATE OF reviewedBy ON application
WHEN OLD.reviewedBy IS NOT NEW.reviewedBy
  AND EXISTS (SELECT 1 FROM card WHERE applicationId = OLD.id AND state IN ('inCustody', 'dispatched', 'handedOver'))
BEGIN SELECT raise(ABORT, 'who accepted a review stays once there is a card'); END;

-- Where the staffing plan has two people answer for a warning that is set aside.
CREATE TABLE warningOverride (
  applicationId TEXT NOT NULL REFERENCES application (id) DEFERRABLE INITIALLY DEFERRED,
  -- Of the application, once it is accepted.
  revision INTEGER NOT NULL CHECK (revision >= 1),
  warnings TEXT NOT NULL,
  approvalId TEXT NOT NULL UNIQUE REFERENCES spentApproval (id),
  PRIMARY KEY (applicationId, revision)
) STRICT;
CREATE TRIGGER warningOverrideNoUpdate BEFORE UPDATE ON warningOverride
BEGIN SELECT raise(ABORT, 'warningOverride rows are never changed'); END;
CREATE TRIGGER warningOverrideNoDelete BEFORE DELETE ON warningOverride
BEGIN SELECT raise(ABORT, 'warningOverride rows are never deleted'); END;
CREATE TRIGGER warningOverrideByTwo BEFORE INSERT ON warningOverride
WHEN NOT EXISTS (SELECT 1 FROM spentApproval WHERE id = NEW.approvalId AND action = 'review.override'
  AND subjectId = NEW.applicationId)
BEGIN SELECT raise(ABORT, 'a warning is overridden by two people'); END;
`;

export const peopleStep: Migration = {
  version: 7,
  name: 'people',
  sql: [approvals, serviceChanges, reprints, accounts, sessionsAndShifts, separation].join('\n'),
  schemaHash: 'e1ca61b8473d26ca7b7bdfed608dbb22e651f2bcac976b590c00825cabbb737d',
};
