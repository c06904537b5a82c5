/** All failure texts in Chinese. */

import type { ErrorData } from '../../result.ts';
import type { ErrorTexts } from '../texts.ts';
import { generalErrors } from './errors/general.ts';
import { hsmErrors } from './errors/hsm.ts';
import { accessErrors } from './errors/access.ts';
import { handOverErrors } from './errors/hand-over.ts';
import { issueErrors } from './errors/issue.ts';
import { printerErrors } from './errors/printer.ts';
import { storageErrors } from './errors/storage.ts';
import { intakeErrors } from './errors/intake.ts';
import { compositionErrors } from './errors/composition.ts';
import { chipErrors } from './errors/chip.ts';
import { serviceErrors } from './errors/service.ts';
import { officerCardErrors } from './errors/officer-card.ts';
import { personErrors } from './errors/person.ts';
import { profileErrors } from './errors/profile.ts';
import { sealErrors } from './errors/seal.ts';
import { stockErrors } from './errors/stock.ts';

export const errors: ErrorTexts<ErrorData> = {
  ...generalErrors,
  ...accessErrors,
  ...issueErrors,
  ...handOverErrors,
  ...printerErrors,
  ...storageErrors,
  ...intakeErrors,
  ...compositionErrors,
  ...chipErrors,
  ...hsmErrors,
  ...serviceErrors,
  ...sealErrors,
  ...officerCardErrors,
  ...personErrors,
  ...profileErrors,
  ...stockErrors,
};
