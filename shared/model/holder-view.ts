/** What the holder is shown of the card, on a display of their own or on the screen turned to them: both faces, the chip's data. */

import * as z from 'zod';
import { bytesSchema } from './bytes.ts';
import { chipViewSchema } from './hand-over.ts';

export const holderViewSchema = z.strictObject({
  language: z.enum(['zh', 'en']),
  chip: chipViewSchema,
  /** The PDF that was printed. */
  faces: bytesSchema,
});

export type HolderView = z.infer<typeof holderViewSchema>;
