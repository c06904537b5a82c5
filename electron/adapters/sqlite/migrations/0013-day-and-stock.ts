/**
 * A day is opened after a self-test of that day, or with the reason why there was none; what was worked on for a person
 * never goes back to the supplier.
 */

import type { Migration } from './migration.ts';

const day = `
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

const stock = `
CREATE TRIGGER stockMovementBearsNobody BEFORE INSERT ON stockMovement
WHEN NEW.act = 'sentBack' AND (SELECT jobId FROM blank WHERE serial = NEW.blankSerial) IS NOT NULL
BEGIN SELECT raise(ABORT, 'what was worked on for a person is destroyed here'); END;
`;

export const dayAndStockStep: Migration = {
  version: 13,
  name: 'self-test of the day, blanks that bear a person',
  sql: [day, stock].join('\n'),
  schemaHash: '4c52870d79add4661dca25935573481e1014b4282eca4a958f66eea342ce1c6c',
};
