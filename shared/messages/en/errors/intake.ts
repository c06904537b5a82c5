/** English texts of intake failures. */

import type { IntakeErrors } from '../../../errors/intake.ts';
import type { ErrorTexts } from '../../texts.ts';

export const intakeErrors: ErrorTexts<IntakeErrors> = {
  'intake.notText': {
    what: 'The line is not text.',
    next: 'Ask the authority for an intact file.',
  },
};
