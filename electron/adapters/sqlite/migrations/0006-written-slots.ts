/** Where a written, unprinted card waits while another one is at the printer: a numbered slot. */

import type { Migration } from './migration.ts';

const writtenSlots = `
ALTER TABLE job ADD COLUMN slot INTEGER CHECK (slot IS NULL OR (slot >= 1 AND state = 'encoded'));
CREATE UNIQUE INDEX oneWrittenCardPerSlot ON job (slot) WHERE slot IS NOT NULL;
`;

export const writtenSlotsStep: Migration = {
  version: 6,
  name: 'slots of written cards',
  sql: writtenSlots,
  schemaHash: '52f0ee501f299affab8f105cd73903273aba1c8887b7cd3fb0744e55249886de',
};
