/** Changes of the services in issued cards (core/service): journalled before the chip is touched, and kept. */

import type { Migration } from './migration.ts';

const serviceChanges = `
CREATE TABLE serviceChange (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  cardId TEXT NOT NULL REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
  act TEXT NOT NULL CHECK (act IN ('add', 'renew', 'withdraw')),
  serviceId TEXT NOT NULL,
  listNumber INTEGER NOT NULL CHECK (listNumber >= 1),
  list BLOB NOT NULL CHECK (length(list) BETWEEN 1 AND 4094),
  state TEXT NOT NULL CHECK (state IN ('begun', 'done', 'notDone')),
  startedBy TEXT NOT NULL,
  -- docs/design.md section 10: two people, and an approval is spent once.
  approvedBy TEXT NOT NULL CHECK (approvedBy <> startedBy),
  approvalId TEXT NOT NULL UNIQUE,
  startedAt TEXT NOT NULL,
  settledAt TEXT,
  CHECK ((state = 'begun') = (settledAt IS NULL)),
  -- A number is used once: two lists of one number could stand for each other.
  UNIQUE (cardId, listNumber)
) STRICT;
CREATE INDEX serviceChangesOfCard ON serviceChange (cardId);
CREATE UNIQUE INDEX oneOpenServiceChangePerCard ON serviceChange (cardId) WHERE state = 'begun';

CREATE TRIGGER serviceChangeNoDelete BEFORE DELETE ON serviceChange
BEGIN SELECT raise(ABORT, 'serviceChange rows are never deleted'); END;
CREATE TRIGGER serviceChangeSettledOnce BEFORE UPDATE ON serviceChange
WHEN OLD.state <> 'begun' OR NEW.list <> OLD.list OR NEW.listNumber <> OLD.listNumber OR NEW.cardId <> OLD.cardId
BEGIN SELECT raise(ABORT, 'a service change is settled once and never rewritten'); END;
`;

export const serviceChangesStep: Migration = {
  version: 3,
  name: 'service changes',
  sql: serviceChanges,
  schemaHash: '0e864b1f1fd16ca28f272ac73a37c649637d3321f0aa505c4ed9e251eb20fa9c',
};
