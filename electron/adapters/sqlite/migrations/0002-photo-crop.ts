/** How an officer framed the photo of a case. */

import type { Migration } from './migration.ts';

const photoCrop = `
ALTER TABLE application ADD COLUMN crop TEXT CHECK (crop IS NULL OR json_valid(crop));
`;

export const photoCropStep: Migration = {
  version: 2,
  name: 'photo crop',
  sql: photoCrop,
  schemaHash: '1ff416df86a550a370b0f6d6abbd231664a214430214f05b2ae2772c05a4e77d',
};
