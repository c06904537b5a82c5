/** Chinese texts of writer and chip failures. */

import type { ChipErrors } from '../../../errors/chip.ts';
import type { ErrorTexts } from '../../texts.ts';

export const chipErrors: ErrorTexts<ChipErrors> = {
  'writer.notReady': {
    what: '写卡器 {writer} 未就绪：{reason}。',
    card: '卡片未被写入。',
    next: '请检查写卡器和卡片。',
  },
};
