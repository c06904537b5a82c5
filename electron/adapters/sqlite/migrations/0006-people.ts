/**
 * Acts that need two people: an approval is a row of its own, spent once, and no such act gets past it. Who acts, who
 * approves and on what is held to here as in core (docs/design.md section 10).
 */

import type { Migration } from './migration.ts';

// A later step that adds such an act adds its name; that the list is the one of the program, `diagnose` looks after.
const approvals = `
CREATE TABLE twoPersonAction (action TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO twoPersonAction VALUES ('service.add'), ('service.renew'), ('service.withdraw'), ('job.reprint');
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

export const peopleStep: Migration = {
  version: 6,
  name: 'people',
  sql: [approvals, serviceChanges, reprints].join('\n'),
  schemaHash: 'e9b3946964769cc3a1273a0919d6dc1b9fddbc406490fbd134fc9aa47de8c0c4',
};
