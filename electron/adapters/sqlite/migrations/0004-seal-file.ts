/** The signed seal is kept among a job's files. SQLite cannot widen a check, so the table is made anew around its rows. */

import type { Migration } from './migration.ts';

const sealFile = `
ALTER TABLE jobFile RENAME TO jobFileBefore;
CREATE TABLE jobFile (
  jobId TEXT NOT NULL REFERENCES job (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('card.pdf', 'seal.bin', 'chip.json', 'receipt.json', 'receipt.pdf')),
  -- Files of an earlier attempt stay: they are what was printed and written on the card that was set aside.
  attempt INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (jobId, kind, attempt)
) STRICT;
INSERT INTO jobFile SELECT jobId, kind, attempt, bytes FROM jobFileBefore;
DROP TABLE jobFileBefore;
CREATE TRIGGER jobFileNoDelete BEFORE DELETE ON jobFile
BEGIN SELECT raise(ABORT, 'jobFile rows are never deleted'); END;
`;

export const sealFileStep: Migration = {
  version: 4,
  name: 'seal among the files of a job',
  sql: sealFile,
  schemaHash: 'ee65e2bbff3a8ec5144d8d56418741230429893edc7cf824e23a724f724ed447',
};
