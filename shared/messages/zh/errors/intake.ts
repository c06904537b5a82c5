/** Chinese texts of intake failures. */

import type { IntakeErrors } from '../../../errors/intake.ts';
import type { ErrorTexts } from '../../texts.ts';

export const intakeErrors: ErrorTexts<IntakeErrors> = {
  'intake.notText': {
    what: '该行不是文本。',
    next: '请向签发机关索取完好的文件。',
  },
};
