/** The personalisation engine: binds the card, writes its files, reads every byte back, locks it last. */

import type { ChipWriter } from '../ports.ts';
import type { ChipImage, PersonaliseOptions, PersonaliseOutcome } from './chip.ts';

export async function personalise(
  writer: ChipWriter,
  image: ChipImage,
  options: PersonaliseOptions,
): Promise<PersonaliseOutcome> {
  await writer.open();
  throw new Error(`not built yet: ${image.sodHash} ${options.expectedChipSerial ?? ''}`);
}
