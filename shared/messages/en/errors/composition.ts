/** English texts of composition failures. */

import type { CompositionErrors } from '../../../errors/composition.ts';
import type { ErrorTexts } from '../../texts.ts';

export const compositionErrors: ErrorTexts<CompositionErrors> = {
  'composition.glyphMissing': {
    what: 'No typeface can print "{character}" in {field}.',
    card: 'No blank was used.',
    next: 'Ask your administrator for the missing typeface.',
  },
};
