/** Holds what the chip says against the record, field by field. */

import type { Difference } from '../../../shared/model/issue.ts';
import { bytesEqual } from './bytes.ts';
import type { ChipRecord, Inspection } from './chip.ts';

/**
 * Every contradiction between the finished chip and the record, in a fixed order; empty when the chip is right. A check
 * of the inspection that did not pass is one too (`check.<name>`), and so is a chip that is not locked.
 */
export function compareWithRecord(inspection: Inspection, record: ChipRecord): readonly Difference[] {
  const { fields } = inspection;
  const pairs: readonly (readonly [field: string, expected: string, found: string])[] = [
    ['latinName', record.person.latinName, fields.latinName],
    ['chineseName', record.person.chineseName ?? '', fields.chineseName ?? ''],
    ['sex', record.person.sex, fields.sex],
    ['birthDate', record.person.birthDate, fields.birthDate],
    ['nationality', record.person.nationality, fields.nationality],
    ['cardNumber', record.card.number, fields.cardNumber],
    ['validFrom', record.card.validFrom, fields.validFrom],
    ['validUntil', record.card.validUntil, fields.validUntil],
    ['sodHash', record.sodHash, fields.sodHash],
    ['locked', 'true', String(inspection.locked)],
  ];
  const values = pairs.filter(([, expected, found]) => expected !== found).map(toDifference);
  const photo: readonly Difference[] = bytesEqual(record.photo, fields.photo)
    ? []
    : [{ field: 'photo', expected: `${record.photo.length} B`, found: `${fields.photo.length} B` }];
  const checks = inspection.steps
    .filter((step) => !step.passed)
    .map(({ check, problem }) => ({
      field: `check.${check}`,
      expected: 'passed',
      found: problem?.kind ?? 'failed',
      ...(problem === null ? {} : { problem }),
    }));
  return [...values, ...photo, ...checks];
}

function toDifference([field, expected, found]: readonly [string, string, string]): Difference {
  return { field, expected, found };
}
