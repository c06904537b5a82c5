/** One card of 20 KB for all tests: an invented person, real keys. */

import { drawnPhoto, makeImage, makeTrust } from '../unit/chip/sample.ts';

export const trust = makeTrust();
export const image = makeImage(trust, { photo: drawnPhoto(14_000) });
