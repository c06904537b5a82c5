/** The first schema: what is on file, what lies in the safe, who may sign in, and the log of it all. */

import type { Migration } from './migration.ts';

// `ordinal` counts in the order of arrival: it tells the newest job and card of a case, and files of one instant apart.
const recordsAndApplications = `
CREATE TABLE record (
  hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
  recordId TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL CHECK (type IN ('approval', 'replacement', 'withdrawal', 'hold', 'release')),
  jws TEXT NOT NULL,
  applicationId TEXT NOT NULL REFERENCES application (id) DEFERRABLE INITIALLY DEFERRED,
  receivedAt TEXT NOT NULL
) STRICT;
CREATE INDEX recordOfApplication ON record (applicationId);

CREATE TABLE application (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  number TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('received', 'accepted', 'returned', 'held', 'withdrawn')),
  heldFrom TEXT CHECK (heldFrom IN ('received', 'accepted', 'returned')),
  reason TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('firstIssue', 'expiry', 'changeOfData', 'damage', 'loss', 'voluntaryExchange')),
  urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
  latinName TEXT NOT NULL,
  chineseName TEXT,
  nationality TEXT NOT NULL,
  cardNumber TEXT NOT NULL,
  person TEXT NOT NULL CHECK (json_valid(person)),
  card TEXT NOT NULL CHECK (json_valid(card)),
  decision TEXT NOT NULL CHECK (json_valid(decision)),
  recordHash TEXT NOT NULL REFERENCES record (hash) DEFERRABLE INITIALLY DEFERRED,
  expiresAt TEXT NOT NULL,
  receivedAt TEXT NOT NULL,
  reviewedBy TEXT,
  reviewedAt TEXT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  -- Where the case stands on the desk; follows from application, job and card (rows/queue-rows.ts).
  view TEXT NOT NULL DEFAULT 'toReview'
    CHECK (view IN ('toReview', 'toIssue', 'inWork', 'attention', 'custody', 'done', 'stopped')),
  CHECK ((state = 'held') = (heldFrom IS NOT NULL)),
  CHECK (state NOT IN ('accepted', 'returned') OR reviewedBy IS NOT NULL)
) STRICT;
CREATE INDEX applicationsByView ON application (view, urgent DESC, receivedAt);
CREATE INDEX applicationsByAge ON application (urgent DESC, receivedAt);
CREATE INDEX applicationsByState ON application (state);
-- Every column that refers to another table has an index: else each new row there means a walk over this table.
CREATE INDEX applicationsByRecord ON application (recordHash);
CREATE INDEX applicationsByCardNumber ON application (cardNumber);

CREATE TABLE applicationSearch (
  ordinal INTEGER PRIMARY KEY REFERENCES application (ordinal) DEFERRABLE INITIALLY DEFERRED,
  folded TEXT NOT NULL
) STRICT;

CREATE TABLE photo (
  applicationId TEXT NOT NULL PRIMARY KEY REFERENCES application (id) DEFERRABLE INITIALLY DEFERRED,
  jpeg BLOB NOT NULL
) STRICT;
`;

const jobsBlanksAndCards = `
CREATE TABLE job (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  applicationId TEXT NOT NULL REFERENCES application (id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL CHECK (state IN ('composed', 'encoding', 'encoded', 'printing', 'printed', 'verified',
    'suspended', 'setAside', 'cancelled')),
  suspendedIn TEXT CHECK (suspendedIn IN ('encoding', 'printing')),
  setAsideReason TEXT,
  note TEXT,
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  blankSerial TEXT REFERENCES blank (serial) DEFERRABLE INITIALLY DEFERRED,
  chipSerial TEXT,
  recordHash TEXT NOT NULL REFERENCES record (hash) DEFERRABLE INITIALLY DEFERRED,
  pdfHash TEXT NOT NULL CHECK (length(pdfHash) = 64),
  sodHash TEXT CHECK (length(sodHash) = 64),
  startedBy TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  updatedAt TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  -- 1 until it is cancelled or its card lies in custody.
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  CHECK ((state = 'suspended') = (suspendedIn IS NOT NULL)),
  CHECK (state NOT IN ('encoding', 'encoded', 'printing', 'printed', 'verified', 'suspended') OR blankSerial IS NOT NULL)
) STRICT;
CREATE INDEX jobOfApplication ON job (applicationId);
CREATE INDEX jobsByBlank ON job (blankSerial);
CREATE INDEX jobsByRecord ON job (recordHash);
CREATE INDEX jobsByState ON job (state);
CREATE UNIQUE INDEX oneOpenJobPerApplication ON job (applicationId) WHERE open = 1;
CREATE UNIQUE INDEX oneOpenJobPerBlank ON job (blankSerial) WHERE open = 1 AND blankSerial IS NOT NULL;

CREATE TABLE jobFile (
  jobId TEXT NOT NULL REFERENCES job (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('card.pdf', 'chip.json', 'receipt.json', 'receipt.pdf')),
  -- Files of an earlier attempt stay: they are what was printed and written on the card that was set aside.
  attempt INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (jobId, kind, attempt)
) STRICT;

CREATE TABLE blank (
  serial TEXT NOT NULL PRIMARY KEY,
  place TEXT NOT NULL CHECK (place IN ('boxed', 'inTray', 'inWork', 'suspended', 'setAside', 'finished', 'handedOver',
    'destroyed', 'test', 'returned', 'transferred', 'lost')),
  box TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  jobId TEXT REFERENCES job (id) DEFERRABLE INITIALLY DEFERRED,
  chipSerial TEXT UNIQUE,
  reason TEXT,
  updatedAt TEXT NOT NULL,
  UNIQUE (box, position),
  CHECK (place NOT IN ('inWork', 'suspended', 'finished', 'handedOver') OR jobId IS NOT NULL)
) STRICT;
CREATE INDEX blanksByJob ON blank (jobId);
CREATE INDEX blanksByPlace ON blank (place, box, position);
-- A job may spoil many blanks, one after the other; it works on one and finishes one.
CREATE UNIQUE INDEX oneBlankInWorkPerJob ON blank (jobId) WHERE place IN ('inWork', 'suspended', 'finished', 'handedOver');

CREATE TABLE card (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  applicationId TEXT NOT NULL REFERENCES application (id) DEFERRABLE INITIALLY DEFERRED,
  jobId TEXT NOT NULL UNIQUE REFERENCES job (id) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL,
  blankSerial TEXT NOT NULL UNIQUE REFERENCES blank (serial) DEFERRABLE INITIALLY DEFERRED,
  chipSerial TEXT NOT NULL UNIQUE,
  validFrom TEXT NOT NULL,
  validUntil TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('inCustody', 'dispatched', 'handedOver', 'returned', 'revoked', 'destroyed')),
  safe TEXT,
  slot TEXT,
  finishedAt TEXT NOT NULL,
  handedOverAt TEXT,
  handedOverBy TEXT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  CHECK (state <> 'inCustody' OR (safe IS NOT NULL AND slot IS NOT NULL)),
  CHECK (state <> 'handedOver' OR (handedOverAt IS NOT NULL AND handedOverBy IS NOT NULL))
) STRICT;
CREATE INDEX cardOfApplication ON card (applicationId);
CREATE INDEX cardsByState ON card (state, finishedAt);
-- docs/design.md section 4: one card of a number in its holder's hands, one at most that waits to replace it.
CREATE UNIQUE INDEX oneLivingCardPerNumber ON card (number) WHERE state = 'handedOver';
CREATE UNIQUE INDEX oneWaitingCardPerNumber ON card (number) WHERE state IN ('inCustody', 'dispatched');
CREATE UNIQUE INDEX oneCardPerSlot ON card (safe, slot) WHERE state = 'inCustody';
`;

const peopleAndResults = `
CREATE TABLE account (
  name TEXT NOT NULL PRIMARY KEY,
  displayName TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'supervisor', 'officer', 'auditor')),
  passwordHash TEXT NOT NULL,
  failedSignIns INTEGER NOT NULL CHECK (failedSignIns >= 0),
  lockedUntil TEXT
) STRICT;

CREATE TABLE result (
  number INTEGER PRIMARY KEY,
  resultId TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL CHECK (json_valid(body)),
  timesExported INTEGER NOT NULL DEFAULT 0,
  acknowledged INTEGER NOT NULL DEFAULT 0 CHECK (acknowledged IN (0, 1))
) STRICT;
CREATE INDEX resultsWaiting ON result (number) WHERE acknowledged = 0;
`;

// The searchable columns are computed from the entry itself: there is no second copy that could be edited apart from it.
const auditLog = `
CREATE TABLE auditEntry (
  sequence INTEGER PRIMARY KEY CHECK (sequence >= 0),
  entry TEXT NOT NULL CHECK (length(entry) <= 65535),
  leafHash BLOB NOT NULL CHECK (length(leafHash) = 32),
  actor TEXT NOT NULL GENERATED ALWAYS AS (json_extract(entry, '$.actor')) VIRTUAL,
  action TEXT NOT NULL GENERATED ALWAYS AS (json_extract(entry, '$.action')) VIRTUAL,
  outcome TEXT NOT NULL GENERATED ALWAYS AS (json_extract(entry, '$.outcome')) VIRTUAL,
  subjectId TEXT NOT NULL GENERATED ALWAYS AS (json_extract(entry, '$.subject.id')) VIRTUAL
) STRICT;
CREATE INDEX auditByActor ON auditEntry (actor);
CREATE INDEX auditByAction ON auditEntry (action);
CREATE INDEX auditByOutcome ON auditEntry (outcome);
CREATE INDEX auditBySubject ON auditEntry (subjectId);

-- Every 256 entries, every 65,536 and so on: the hash over that many (C2SP tlog-tiles, level 1 and up).
CREATE TABLE auditTileHash (
  level INTEGER NOT NULL CHECK (level >= 1),
  number INTEGER NOT NULL CHECK (number >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE auditTreeHead (
  size INTEGER PRIMARY KEY CHECK (size >= 1),
  rootHash BLOB NOT NULL CHECK (length(rootHash) = 32),
  checkpoint TEXT NOT NULL
) STRICT;

CREATE TRIGGER auditEntryInOrder BEFORE INSERT ON auditEntry
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence) + 1, 0) FROM auditEntry)
BEGIN SELECT raise(ABORT, 'audit entries are appended one after the other'); END;
CREATE TRIGGER auditTreeHeadInOrder BEFORE INSERT ON auditTreeHead
WHEN NEW.size IS NOT (SELECT max(sequence) + 1 FROM auditEntry)
BEGIN SELECT raise(ABORT, 'a tree head covers every entry'); END;
CREATE TRIGGER auditTileHashOnce BEFORE INSERT ON auditTileHash
WHEN EXISTS (SELECT 1 FROM auditTileHash WHERE level = NEW.level AND number = NEW.number)
BEGIN SELECT raise(ABORT, 'a tile hash is written once'); END;
`;

/** What is evidence stays as it was written. */
const neverChanged = ['auditEntry', 'auditTileHash', 'auditTreeHead', 'record'];
/** What the product never deletes. */
const neverDeleted = [
  ...neverChanged,
  'account',
  'application',
  'applicationSearch',
  'blank',
  'card',
  'job',
  'jobFile',
  'photo',
  'result',
];

function guards(): string {
  const refuse = (table: string, verb: 'UPDATE' | 'DELETE'): string => `
CREATE TRIGGER ${table}No${verb === 'UPDATE' ? 'Update' : 'Delete'} BEFORE ${verb} ON ${table}
BEGIN SELECT raise(ABORT, '${table} rows are never ${verb === 'UPDATE' ? 'changed' : 'deleted'}'); END;`;
  return [
    ...neverChanged.map((table) => refuse(table, 'UPDATE')),
    ...neverDeleted.map((table) => refuse(table, 'DELETE')),
  ].join('');
}

export const first: Migration = {
  version: 1,
  name: 'first',
  sql: [recordsAndApplications, jobsBlanksAndCards, peopleAndResults, auditLog, guards()].join('\n'),
  schemaHash: '7538310b8a60940e76e2123c151c84a455d6da019f8f678285cddec344c83a7e',
};
