/** Holds what the chip says against the record, field by field. */

import type { Difference } from '../../../shared/model/issue.ts';
import type { ChipRecord, Inspection } from './chip.ts';

export function compareWithRecord(inspection: Inspection, record: ChipRecord): readonly Difference[] {
  throw new Error(`not built yet: ${inspection.chipSerial} ${record.sodHash}`);
}
