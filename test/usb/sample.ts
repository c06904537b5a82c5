/** The cards of all tests: an invented person, real keys. */

import { personalise } from '../../electron/core/chip/personalise.ts';
import { optionsFor } from '../unit/chip/engine.ts';
import { contentOf as contentOfState, memoryWriter } from '../unit/chip/memory-writer.ts';
import { drawnPhoto, makeImage, makeTrust } from '../unit/chip/sample.ts';

export const trust = makeTrust();
/** 20 KB. */
export const wholeImage = makeImage(trust, { photo: drawnPhoto(14_000) });
/** For what is done many times over. */
export const smallImage = makeImage(trust, { photo: drawnPhoto(1200) });

/** What a card holds on which the small image was written without any USB between. Written once: it is always the same. */
export function undisturbedContent(): Promise<string> {
  content ??= writtenContent();
  return content;
}

let content: Promise<string> | null = null;

async function writtenContent(): Promise<string> {
  const writer = memoryWriter();
  const outcome = await personalise(writer, smallImage, optionsFor(smallImage));
  if (outcome.kind !== 'encoded') throw new Error(outcome.kind);
  return contentOfState(writer.card);
}
