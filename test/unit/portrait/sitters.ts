/** Portraits for the tests of this folder: our own drawn sitters, and the same with something done to them. */

import { photoCodec } from '../../../electron/adapters/photo/photo-codec.ts';
import { drawPortrait } from '../../../electron/adapters/portrait/draw-portrait.ts';
import type { Pixels } from '../../../electron/core/portrait/pixels.ts';
import type { PortraitWish } from '../../../electron/core/sample/draw-portrait.ts';

/** Grown-ups of many looks; 413 x 531 pixels. */
export const grownUps: readonly PortraitWish[] = Array.from({ length: 24 }, (_, index) => ({
  sex: index % 2 === 0 ? 'F' : 'M',
  age: 20 + 2 * index,
  variation: index * 0x9e3779b1,
}));

export async function pixelsOf(wish: PortraitWish): Promise<Pixels> {
  return decoded(await drawPortrait(wish));
}

export async function decoded(jpeg: Uint8Array): Promise<Pixels> {
  const pixels = await photoCodec.pixels(jpeg);
  if (!pixels.ok) throw new Error(pixels.error.kind);
  return pixels.value;
}

/** A picture whose every pixel is computed: red, green, blue of 0 to 255. */
export function painted(
  widthPx: number,
  heightPx: number,
  colour: (x: number, y: number) => readonly [number, number, number],
): Pixels {
  const rgba = new Uint8Array(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) rgba.set([...colour(x, y), 255], (y * widthPx + x) * 4);
  }
  return { widthPx, heightPx, rgba };
}
