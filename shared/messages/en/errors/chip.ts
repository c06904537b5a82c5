/** English texts of writer and chip failures. */

import type { ChipErrors } from '../../../errors/chip.ts';
import type { ErrorTexts } from '../../texts.ts';

export const chipErrors: ErrorTexts<ChipErrors> = {
  'writer.notReady': {
    what: 'The writer {writer} is not ready: {reason}.',
    card: 'Nothing was written to the card.',
    next: 'Check the writer and the card.',
  },
};
