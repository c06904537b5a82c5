/** Every migration, oldest first. This list only grows. */

import { first } from './0001-first.ts';
import { photoCropStep } from './0002-photo-crop.ts';
import { serviceChangesStep } from './0003-services.ts';
import { sealFileStep } from './0004-seal-file.ts';
import { auditSaltsStep } from './0005-audit-salts.ts';
import { peopleStep } from './0006-people.ts';
import { stockStep } from './0007-stock.ts';
import { sealedPersonsStep } from './0009-sealed-persons.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  first,
  photoCropStep,
  serviceChangesStep,
  sealFileStep,
  auditSaltsStep,
  peopleStep,
  stockStep,
  sealedPersonsStep,
];
