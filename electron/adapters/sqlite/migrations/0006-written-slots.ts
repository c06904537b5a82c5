/** Where a written, unprinted card waits while another one is at the printer, and with what offsets a job was composed. */

import type { Migration } from './migration.ts';

const writtenSlots = `
ALTER TABLE job ADD COLUMN slot INTEGER CHECK (slot IS NULL OR (slot >= 1 AND state = 'encoded'));
ALTER TABLE job ADD COLUMN printOffsets TEXT CHECK (printOffsets IS NULL OR json_valid(printOffsets));
CREATE UNIQUE INDEX oneWrittenCardPerSlot ON job (slot) WHERE slot IS NOT NULL;
`;

export const writtenSlotsStep: Migration = {
  version: 6,
  name: 'slots and offsets of jobs',
  sql: writtenSlots,
  schemaHash: '6a35f8bb36fd6472253ac46459dab918c63a9b85430a1b30cc4a4388ce0c9b82',
};
