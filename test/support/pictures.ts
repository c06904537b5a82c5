/** Pictures held against each other. */

import { createCanvas, loadImage } from '@napi-rs/canvas';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, opacity of each dot, row by row. */
  readonly rgba: Uint8ClampedArray;
}

export async function pictureOf(png: Uint8Array): Promise<Picture> {
  const image = await loadImage(png);
  const { width, height } = image;
  const pen = createCanvas(width, height).getContext('2d');
  pen.drawImage(image, 0, 0);
  return { width, height, rgba: pen.getImageData(0, 0, width, height).data };
}

export interface Difference {
  /** The share of dots, 0 to 1, of which one colour differs by more than `step` of 255. */
  readonly share: number;
  /** The share of the width that those dots span. */
  readonly span: number;
}

/** Throws when the pictures are not of one size. */
export function difference(one: Picture, other: Picture, step: number): Difference {
  const { width, height } = one;
  if (width !== other.width || height !== other.height) throw new Error('pictures of different sizes');
  let dots = 0;
  let [left, right] = [width, 0];
  for (let dot = 0; dot < width * height; dot += 1) {
    const differs = [0, 1, 2].some((colour) => {
      const at = dot * 4 + colour;
      return Math.abs((one.rgba[at] ?? 0) - (other.rgba[at] ?? 0)) > step;
    });
    if (!differs) continue;
    dots += 1;
    left = Math.min(left, dot % width);
    right = Math.max(right, dot % width);
  }
  return { share: dots / (width * height), span: dots === 0 ? 0 : (right - left) / width };
}
