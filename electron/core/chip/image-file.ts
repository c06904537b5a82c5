/** The chip image as one file beside its job (`chip.json`), so that a run after a crash writes the very same bytes. */

import type { Result } from '../../../shared/result.ts';
import type { ChipImage } from './chip.ts';

export function encodeChipImage(image: ChipImage): Uint8Array {
  throw new Error(`not built yet: ${image.sodHash}`);
}

export function decodeChipImage(file: Uint8Array): Result<ChipImage> {
  throw new Error(`not built yet: ${file.length}`);
}
