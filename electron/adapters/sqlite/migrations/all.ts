/** Every migration, oldest first. This list only grows. */

import { first } from './0001-first.ts';
import { photoCropStep } from './0002-photo-crop.ts';
import { serviceChangesStep } from './0003-services.ts';
import { sealFileStep } from './0004-seal-file.ts';
import { auditSaltsStep } from './0005-audit-salts.ts';
import { writtenSlotsStep } from './0006-written-slots.ts';
import { peopleStep } from './0007-people.ts';
import { stockStep } from './0008-stock.ts';
import { handOverStep } from './0009-hand-over.ts';
import { sealedPersonsStep } from './0010-sealed-persons.ts';
import { keyOfTheLogStep } from './0011-key-of-the-log.ts';
import { profileStep } from './0012-profile.ts';
import { dayAndStockStep } from './0013-day-and-stock.ts';
import { caseNumbersStep } from './0014-case-numbers.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  first,
  photoCropStep,
  serviceChangesStep,
  sealFileStep,
  auditSaltsStep,
  writtenSlotsStep,
  peopleStep,
  stockStep,
  handOverStep,
  sealedPersonsStep,
  keyOfTheLogStep,
  profileStep,
  dayAndStockStep,
  caseNumbersStep,
];
