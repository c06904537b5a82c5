/**
 * Hand-over and custody: what each kind of work asks for, the steps as they are done, old cards, revocations, cards under
 * way to another office, reminders, complaints, consents to services, and the papers of a card. The rules stand here a second time, so that a
 * row that is written past the program is refused too.
 */

import { consents } from './0009-consents.ts';
import type { Migration } from './migration.ts';

const steps = `
CREATE TABLE requiredStep (
  kind TEXT NOT NULL CHECK (kind IN ('firstIssue', 'expiry', 'changeOfData', 'damage', 'loss', 'voluntaryExchange')),
  requirement TEXT NOT NULL CHECK (requirement IN ('revocation', 'oldCard', 'oldCardRead', 'identity', 'chip', 'holder',
    'signature')),
  PRIMARY KEY (kind, requirement)
) STRICT, WITHOUT ROWID;
INSERT INTO requiredStep
  SELECT kind.value, step.value
  FROM json_each('["firstIssue", "expiry", "changeOfData", "damage", "loss", "voluntaryExchange"]') AS kind,
    json_each('["identity", "chip", "holder", "signature"]') AS step;
INSERT INTO requiredStep VALUES ('expiry', 'oldCard'), ('changeOfData', 'oldCard'), ('damage', 'oldCard'),
  ('voluntaryExchange', 'oldCard'), ('voluntaryExchange', 'oldCardRead'), ('loss', 'revocation');
CREATE TRIGGER requiredStepNoInsert BEFORE INSERT ON requiredStep
BEGIN SELECT raise(ABORT, 'what a kind of work asks for is part of the program'); END;
CREATE TRIGGER requiredStepNoUpdate BEFORE UPDATE ON requiredStep
BEGIN SELECT raise(ABORT, 'what a kind of work asks for is part of the program'); END;
CREATE TRIGGER requiredStepNoDelete BEFORE DELETE ON requiredStep
BEGIN SELECT raise(ABORT, 'what a kind of work asks for is part of the program'); END;

CREATE TABLE handOverStep (
  ordinal INTEGER PRIMARY KEY,
  cardId TEXT NOT NULL REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
  step TEXT NOT NULL CHECK (step IN ('identity', 'chip', 'holder', 'signature')),
  doneBy TEXT NOT NULL,
  doneAt TEXT NOT NULL,
  -- By which paper a signature is bound; null for the other steps.
  receiptHash TEXT CHECK (length(receiptHash) = 64),
  CHECK ((step = 'signature') = (receiptHash IS NOT NULL))
) STRICT;
CREATE INDEX handOverStepsOfCard ON handOverStep (cardId, step);
CREATE TRIGGER handOverStepNoUpdate BEFORE UPDATE ON handOverStep
BEGIN SELECT raise(ABORT, 'handOverStep rows are never changed'); END;
CREATE TRIGGER handOverStepNoDelete BEFORE DELETE ON handOverStep
BEGIN SELECT raise(ABORT, 'handOverStep rows are never deleted'); END;
-- docs/design.md section 10: no override.
CREATE TRIGGER handOverStepByAnother BEFORE INSERT ON handOverStep
WHEN NEW.doneBy IN (SELECT reviewedBy FROM application JOIN card ON card.applicationId = application.id
  WHERE card.id = NEW.cardId)
BEGIN SELECT raise(ABORT, 'whoever accepted the review hands nothing over'); END;

-- What is signed or shown at the desk; a draft is made anew until it is signed.
CREATE TABLE cardFile (
  cardId TEXT NOT NULL REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('draft.json', 'collector.json', 'signature.json', 'number-slip.json',
    'dispatch.jws')),
  bytes BLOB NOT NULL,
  PRIMARY KEY (cardId, kind)
) STRICT;
CREATE TRIGGER cardFileNoDelete BEFORE DELETE ON cardFile
BEGIN SELECT raise(ABORT, 'cardFile rows are never deleted'); END;
CREATE TRIGGER cardFileOfCardGone BEFORE UPDATE ON cardFile
WHEN NEW.cardId <> OLD.cardId OR NEW.kind <> OLD.kind
  OR (SELECT state FROM card WHERE id = OLD.cardId) <> 'inCustody'
BEGIN SELECT raise(ABORT, 'papers of a card that left are never changed'); END;
`;

const oldCards = `
INSERT INTO twoPersonAction VALUES ('oldCard.destroy'), ('complaint.decide');

CREATE TABLE oldCard (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  applicationId TEXT NOT NULL UNIQUE REFERENCES application (id) DEFERRABLE INITIALLY DEFERRED,
  cardId TEXT UNIQUE REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
  layout TEXT NOT NULL CHECK (layout IN ('2004', '2017', '2023')),
  readBy TEXT NOT NULL CHECK (readBy IN ('chip', 'eye')),
  differences TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('collected', 'cancelled', 'evidence', 'destroyed')),
  collectedBy TEXT NOT NULL,
  collectedAt TEXT NOT NULL,
  cancelledBy TEXT,
  cancelledAt TEXT,
  evidenceReason TEXT,
  destroyedBy TEXT,
  witness TEXT,
  approvalId TEXT UNIQUE REFERENCES spentApproval (id),
  destroyedAt TEXT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  CHECK ((cancelledBy IS NULL) = (cancelledAt IS NULL)),
  CHECK (state NOT IN ('cancelled', 'destroyed') OR cancelledBy IS NOT NULL),
  CHECK (state <> 'collected' OR cancelledBy IS NULL),
  CHECK ((state = 'evidence') = (evidenceReason IS NOT NULL)),
  -- Before a witness: two people, and an approval is spent once.
  CHECK ((state = 'destroyed') = (destroyedBy IS NOT NULL)),
  CHECK ((destroyedBy IS NULL) = (witness IS NULL)),
  CHECK ((destroyedBy IS NULL) = (approvalId IS NULL)),
  CHECK ((destroyedBy IS NULL) = (destroyedAt IS NULL)),
  CHECK (witness <> destroyedBy)
) STRICT;
CREATE INDEX oldCardsByState ON oldCard (state, collectedAt);
CREATE TRIGGER oldCardNoDelete BEFORE DELETE ON oldCard
BEGIN SELECT raise(ABORT, 'oldCard rows are never deleted'); END;
CREATE TRIGGER oldCardEnds BEFORE UPDATE ON oldCard
WHEN OLD.state = 'destroyed' OR NEW.id <> OLD.id OR NEW.applicationId <> OLD.applicationId
  OR NEW.cardId IS NOT OLD.cardId OR NEW.collectedBy <> OLD.collectedBy OR NEW.collectedAt <> OLD.collectedAt
BEGIN SELECT raise(ABORT, 'an old card is destroyed once, and stays whose it was'); END;
CREATE TRIGGER oldCardDestroyedByTwo BEFORE UPDATE OF state ON oldCard
WHEN NEW.state = 'destroyed' AND NOT EXISTS (SELECT 1 FROM spentApproval WHERE id = NEW.approvalId
  AND action = 'oldCard.destroy' AND subjectId = NEW.id AND startedBy = NEW.destroyedBy AND approver = NEW.witness)
BEGIN SELECT raise(ABORT, 'an old card is destroyed before a witness who signed in'); END;
-- Its plastic goes with it: what is kept as evidence is not destroyed among the blanks of a day.
CREATE TRIGGER oldCardIsNoStock BEFORE INSERT ON stockMovement
WHEN NEW.act = 'destroyed' AND EXISTS (SELECT 1 FROM oldCard JOIN card ON card.id = oldCard.cardId
  WHERE card.blankSerial = NEW.blankSerial AND oldCard.state <> 'destroyed')
BEGIN SELECT raise(ABORT, 'an old card is destroyed as an old card'); END;
-- A card that lives is nobody's old card: it is out of its holder's hands first.
CREATE TRIGGER oldCardIsBack BEFORE INSERT ON oldCard
WHEN NEW.cardId IS NOT NULL AND (SELECT state FROM card WHERE id = NEW.cardId) NOT IN ('returned', 'revoked')
BEGIN SELECT raise(ABORT, 'an old card that was made here comes back before it is accounted for'); END;
`;

const revocations = `
CREATE TABLE revocation (
  number INTEGER PRIMARY KEY,
  applicationId TEXT NOT NULL REFERENCES application (id) DEFERRABLE INITIALLY DEFERRED,
  cardId TEXT UNIQUE REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
  -- One card, by what names it alone. There is no column for the lifelong number.
  blankSerial TEXT,
  chipSerial TEXT,
  validFrom TEXT,
  -- Only a 15-character number is retired as a number.
  formerNumber TEXT CHECK (formerNumber GLOB '[A-Z][A-Z][A-Z]*' AND length(formerNumber) = 15),
  reason TEXT NOT NULL
    CHECK (reason IN ('loss', 'recordReplaced', 'withdrawn', 'withdrawnAfterHandOver', 'superseded',
      'lostInOffice')),
  revokedAt TEXT NOT NULL,
  CHECK ((cardId IS NULL) = (blankSerial IS NULL)),
  CHECK ((cardId IS NULL) = (chipSerial IS NULL)),
  CHECK ((cardId IS NULL) = (validFrom IS NULL)),
  CHECK (cardId IS NULL OR formerNumber IS NULL)
) STRICT;
CREATE INDEX revocationsOfApplication ON revocation (applicationId);
-- Cards that were revoked by earlier versions.
INSERT INTO revocation (applicationId, cardId, blankSerial, chipSerial, validFrom, reason, revokedAt)
  SELECT card.applicationId, card.id, card.blankSerial, card.chipSerial, card.validFrom,
    coalesce(json_extract(e.entry, '$.detail.reason'), 'withdrawn'), coalesce(json_extract(e.entry, '$.time'), card.finishedAt)
  FROM card LEFT JOIN auditEntry AS e ON e.sequence =
    (SELECT max(sequence) FROM auditEntry WHERE subjectId = card.id AND action = 'card.revoked')
  WHERE card.state = 'revoked';
CREATE TRIGGER revocationNoUpdate BEFORE UPDATE ON revocation
BEGIN SELECT raise(ABORT, 'revocation rows are never changed'); END;
CREATE TRIGGER revocationNoDelete BEFORE DELETE ON revocation
BEGIN SELECT raise(ABORT, 'revocation rows are never deleted'); END;
CREATE TRIGGER revocationNamesItsCard BEFORE INSERT ON revocation
WHEN NEW.cardId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM card WHERE id = NEW.cardId AND blankSerial = NEW.blankSerial
  AND chipSerial = NEW.chipSerial AND validFrom = NEW.validFrom)
BEGIN SELECT raise(ABORT, 'a card is revoked by its own serials and validity start'); END;
CREATE TRIGGER cardRevokedOnList BEFORE UPDATE OF state ON card
WHEN NEW.state = 'revoked' AND OLD.state <> 'revoked' AND NOT EXISTS (SELECT 1 FROM revocation WHERE cardId = NEW.id)
BEGIN SELECT raise(ABORT, 'a card is revoked by a row of the revocation list'); END;
CREATE TRIGGER cardRevokedForGood BEFORE UPDATE OF state ON card
WHEN OLD.state = 'revoked' AND NEW.state NOT IN ('revoked', 'destroyed')
BEGIN SELECT raise(ABORT, 'a revoked card never comes back'); END;
`;

const custody = `
CREATE TABLE dispatch (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  cardId TEXT NOT NULL REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
  office TEXT NOT NULL,
  dispatchedBy TEXT NOT NULL,
  dispatchedAt TEXT NOT NULL,
  -- Of the signed paper that went with it.
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  outcome TEXT CHECK (outcome IN ('received', 'cameBack')),
  settledBy TEXT,
  settledAt TEXT,
  CHECK ((outcome IS NULL) = (settledBy IS NULL)),
  CHECK ((outcome IS NULL) = (settledAt IS NULL))
) STRICT;
CREATE INDEX dispatchesOfCard ON dispatch (cardId);
CREATE UNIQUE INDEX oneOpenDispatchPerCard ON dispatch (cardId) WHERE outcome IS NULL;
CREATE TRIGGER dispatchNoDelete BEFORE DELETE ON dispatch
BEGIN SELECT raise(ABORT, 'dispatch rows are never deleted'); END;
CREATE TRIGGER dispatchSettledOnce BEFORE UPDATE ON dispatch
WHEN OLD.outcome IS NOT NULL OR NEW.cardId <> OLD.cardId OR NEW.digest <> OLD.digest OR NEW.office <> OLD.office
BEGIN SELECT raise(ABORT, 'a dispatch is settled once'); END;
CREATE TRIGGER cardDispatchedOnPaper BEFORE UPDATE OF state ON card
WHEN NEW.state = 'dispatched' AND NOT EXISTS (SELECT 1 FROM dispatch WHERE cardId = NEW.id AND outcome IS NULL)
BEGIN SELECT raise(ABORT, 'a card goes to another office by a signed dispatch'); END;

-- 1 once another office has it in its safe: it is that office's to hand over, and blocks no renewal here.
ALTER TABLE card ADD COLUMN elsewhere INTEGER NOT NULL DEFAULT 0 CHECK (elsewhere IN (0, 1));
DROP INDEX oneWaitingCardPerNumber;
CREATE UNIQUE INDEX oneWaitingCardPerNumber ON card (number)
  WHERE state = 'inCustody' OR (state = 'dispatched' AND elsewhere = 0);
CREATE INDEX cardsElsewhere ON card (number) WHERE state = 'dispatched' AND elsewhere = 1;
-- Custody lists the newest first, whatever became of them.
CREATE INDEX cardsByAge ON card (finishedAt);
CREATE TRIGGER cardNewIsHere BEFORE INSERT ON card WHEN NEW.elsewhere <> 0
BEGIN SELECT raise(ABORT, 'a card is made here before another office has it'); END;
CREATE TRIGGER cardElsewhereByDispatch BEFORE UPDATE OF elsewhere ON card
WHEN NEW.elsewhere IS NOT (SELECT outcome IS 'received' FROM dispatch WHERE cardId = NEW.id ORDER BY rowid DESC LIMIT 1)
BEGIN SELECT raise(ABORT, 'a card is elsewhere once its dispatch was received there'); END;
CREATE TRIGGER dispatchBegins AFTER INSERT ON dispatch
BEGIN UPDATE card SET elsewhere = 0 WHERE id = NEW.cardId AND elsewhere = 1; END;
CREATE TRIGGER dispatchReceived AFTER UPDATE OF outcome ON dispatch WHEN NEW.outcome = 'received'
BEGIN UPDATE card SET elsewhere = 1 WHERE id = NEW.cardId; END;
-- What another office may have handed over lives until it is collected, revoked, or was sent back.
CREATE TRIGGER cardLivesAlone BEFORE UPDATE OF state ON card
WHEN NEW.state = 'handedOver' AND OLD.state <> 'handedOver' AND EXISTS (SELECT 1 FROM card AS other
  WHERE other.number = NEW.number AND other.id <> NEW.id AND other.state = 'dispatched' AND other.elsewhere = 1)
BEGIN SELECT raise(ABORT, 'a card of this number may live at another office'); END;

CREATE TABLE reminder (
  ordinal INTEGER PRIMARY KEY,
  cardId TEXT NOT NULL REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
  means TEXT NOT NULL CHECK (means IN ('letter', 'telephone', 'message')),
  remindedBy TEXT NOT NULL,
  remindedAt TEXT NOT NULL
) STRICT;
CREATE INDEX remindersOfCard ON reminder (cardId);
CREATE TRIGGER reminderNoUpdate BEFORE UPDATE ON reminder
BEGIN SELECT raise(ABORT, 'reminder rows are never changed'); END;
CREATE TRIGGER reminderNoDelete BEFORE DELETE ON reminder
BEGIN SELECT raise(ABORT, 'reminder rows are never deleted'); END;

CREATE TABLE complaint (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  cardId TEXT NOT NULL REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
  what TEXT NOT NULL CHECK (what IN ('print', 'data', 'chip', 'damage')),
  -- Against which record it was raised: another one in force answers an error of the authority.
  recordHash TEXT NOT NULL CHECK (length(recordHash) = 64),
  openedBy TEXT NOT NULL,
  openedAt TEXT NOT NULL,
  inspectedBy TEXT,
  inspectedAt TEXT,
  -- Fields in which chip or print differ from the record; empty where all is well, null before anybody looked.
  findings TEXT,
  decision TEXT CHECK (decision IN ('productionFault', 'authorityError', 'holderDamage', 'unfounded')),
  decidedBy TEXT,
  decidedAt TEXT,
  -- Another card of one approval is a matter of two people.
  approvedBy TEXT CHECK (approvedBy <> decidedBy),
  approvalId TEXT UNIQUE REFERENCES spentApproval (id),
  CHECK ((decision IS 'productionFault') = (approvalId IS NOT NULL)),
  CHECK ((approvedBy IS NULL) = (approvalId IS NULL)),
  CHECK ((inspectedBy IS NULL) = (findings IS NULL)),
  CHECK ((inspectedBy IS NULL) = (inspectedAt IS NULL)),
  CHECK ((decision IS NULL) = (decidedBy IS NULL)),
  CHECK ((decision IS NULL) = (decidedAt IS NULL)),
  -- Inspected first, decided then.
  CHECK (decision IS NULL OR inspectedBy IS NOT NULL)
) STRICT;
CREATE INDEX complaintsOfCard ON complaint (cardId);
CREATE UNIQUE INDEX oneOpenComplaintPerCard ON complaint (cardId) WHERE decision IS NULL;
CREATE TRIGGER complaintNoDelete BEFORE DELETE ON complaint
BEGIN SELECT raise(ABORT, 'complaint rows are never deleted'); END;
CREATE TRIGGER complaintOfOurFaultByTwo BEFORE UPDATE OF decision ON complaint
WHEN NEW.decision = 'productionFault' AND NOT EXISTS (SELECT 1 FROM spentApproval WHERE id = NEW.approvalId
  AND action = 'complaint.decide' AND subjectId = NEW.id AND startedBy = NEW.decidedBy AND approver = NEW.approvedBy)
BEGIN SELECT raise(ABORT, 'another card of one approval needs a second person'); END;
CREATE TRIGGER complaintDecidedOnce BEFORE UPDATE ON complaint
WHEN OLD.decision IS NOT NULL OR NEW.cardId <> OLD.cardId OR NEW.what <> OLD.what OR NEW.recordHash <> OLD.recordHash
BEGIN SELECT raise(ABORT, 'a complaint is decided once'); END;
`;

/** A replacement of the record sends a case back to its review, also while a card of it lies in the safe. */
const reviews = `
DROP TRIGGER reviewerStays;
CREATE TRIGGER reviewerStays BEFORE UPDATE OF reviewedBy ON application
WHEN OLD.reviewedBy IS NOT NULL AND OLD.reviewedBy IS NOT NEW.reviewedBy AND OLD.recordHash = NEW.recordHash
  AND EXISTS (SELECT 1 FROM card WHERE applicationId = OLD.id AND state IN ('inCustody', 'dispatched', 'handedOver'))
BEGIN SELECT raise(ABORT, 'who accepted a review stays once there is a card'); END;
`;

/** What has to be true of the row and of its neighbours in the moment a card leaves. */
const leaving = `
-- Days are days in China (UTC+8).
CREATE TRIGGER cardLeavesInItsTime BEFORE UPDATE OF state ON card
WHEN NEW.state = 'handedOver' AND OLD.state <> 'handedOver' AND date(NEW.handedOverAt, '+8 hours') < NEW.validFrom
BEGIN SELECT raise(ABORT, 'a card does not leave before it is valid'); END;
CREATE TRIGGER cardLeavesWithItsSteps BEFORE UPDATE OF state ON card
WHEN NEW.state = 'handedOver' AND OLD.state <> 'handedOver' AND EXISTS (
  SELECT 1 FROM requiredStep AS r JOIN application AS a ON a.kind = r.kind
  WHERE a.id = NEW.applicationId AND r.requirement IN ('identity', 'chip', 'holder', 'signature') AND NOT EXISTS (
    SELECT 1 FROM handOverStep AS s WHERE s.cardId = NEW.id AND s.step = r.requirement
      AND date(s.doneAt, '+8 hours') = date(NEW.handedOverAt, '+8 hours')))
BEGIN SELECT raise(ABORT, 'a card leaves when every step of its kind is done'); END;
CREATE TRIGGER cardLeavesForItsOldCard BEFORE UPDATE OF state ON card
WHEN NEW.state = 'handedOver' AND OLD.state <> 'handedOver'
  AND EXISTS (SELECT 1 FROM requiredStep AS r JOIN application AS a ON a.kind = r.kind
    WHERE a.id = NEW.applicationId AND r.requirement = 'oldCard')
  AND NOT EXISTS (SELECT 1 FROM oldCard AS o JOIN application AS a ON a.id = o.applicationId
    WHERE o.applicationId = NEW.applicationId AND o.state <> 'collected'
      AND (o.readBy = 'chip' OR NOT EXISTS (SELECT 1 FROM requiredStep AS r
        WHERE r.kind = a.kind AND r.requirement = 'oldCardRead')))
BEGIN SELECT raise(ABORT, 'a card leaves against the old card, cancelled or held as evidence'); END;
CREATE TRIGGER cardLeavesAfterRevocation BEFORE UPDATE OF state ON card
WHEN NEW.state = 'handedOver' AND OLD.state <> 'handedOver'
  AND EXISTS (SELECT 1 FROM requiredStep AS r JOIN application AS a ON a.kind = r.kind
    WHERE a.id = NEW.applicationId AND r.requirement = 'revocation')
  AND NOT EXISTS (SELECT 1 FROM revocation WHERE applicationId = NEW.applicationId AND reason = 'loss')
BEGIN SELECT raise(ABORT, 'a lost card is revoked before another leaves'); END;
`;

export const handOverStep: Migration = {
  version: 9,
  name: 'hand-over and custody',
  sql: [steps, oldCards, revocations, custody, consents, reviews, leaving].join('\n'),
  schemaHash: 'd17e9cb9a933e772a9b2d8b80abb6d065dffd294c311172a547158c51ffb4ffe',
};
