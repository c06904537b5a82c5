/** The key of the log is changed by two people (docs/adr/0100-two-people-in-the-database.md). */

import type { Migration } from './migration.ts';

export const keyOfTheLogStep: Migration = {
  version: 11,
  name: 'the key of the log by two',
  sql: `INSERT INTO twoPersonAction VALUES ('audit.changeKey');`,
  // No table or trigger changes: as the step before it.
  schemaHash: 'd3baeabe1d70e3c6cbd44fae01fc2f307f2d7537acd9fea00feec4b591cad68c',
};
