/** A day is opened after a self-test of that day, or with the reason why there was none. */

import type { Migration } from './migration.ts';

const sql = `
ALTER TABLE workDay ADD COLUMN untested TEXT CHECK (untested IS NULL
  OR (testCard IS NULL AND untested IN ('noTestCard', 'writerFault', 'testCardFault')));

-- The training set-up opens its day by itself, before anybody is there to try a writer. Days are those of China.
CREATE TRIGGER workDayTested BEFORE INSERT ON workDay
WHEN NEW.openedBy <> 'set-up' AND NEW.untested IS NULL AND NOT EXISTS
  (SELECT 1 FROM auditEntry WHERE subjectId = NEW.testCard AND action = 'device.selfTest' AND outcome = 'ok'
    AND date(entry ->> '$.time', '+8 hours') = date(NEW.openedAt, '+8 hours'))
BEGIN SELECT raise(ABORT, 'a day is opened after a self-test of that day, or with a reason'); END;

DROP TRIGGER workDayClosedOnce;
CREATE TRIGGER workDayClosedOnce BEFORE UPDATE ON workDay
WHEN OLD.state = 'closed' OR NEW.day <> OLD.day OR NEW.openedAt <> OLD.openedAt OR NEW.openedBy <> OLD.openedBy
  OR NEW.opening <> OLD.opening OR NEW.firstMovement <> OLD.firstMovement
  OR NEW.testCard IS NOT OLD.testCard OR NEW.untested IS NOT OLD.untested
BEGIN SELECT raise(ABORT, 'a day is closed once and never rewritten'); END;
`;

export const selfTestOfDayStep: Migration = {
  version: 11,
  name: 'self-test of the day',
  sql,
  schemaHash: '8c4c0955ef8a79c3aaf4c9c8198478811a6922cba48af0422315d79d107c06b2',
};
