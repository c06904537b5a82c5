/** Chinese texts of composition failures. */

import type { CompositionErrors } from '../../../errors/composition.ts';
import type { ErrorTexts } from '../../texts.ts';

export const compositionErrors: ErrorTexts<CompositionErrors> = {
  'composition.glyphMissing': {
    what: '{field}中的“{character}”没有可用字形。',
    card: '未取用空白卡。',
    next: '请联系管理员补充字体。',
  },
};
