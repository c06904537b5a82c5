/** Cuts a straight or turned rectangle out of a picture and brings it to a size: averages on the way down, else bicubic. */

import type { Pixels } from './pixels.ts';

/** A rectangle on the picture, in its pixels; the picture is turned clockwise about the rectangle's middle. */
export interface Cut {
  readonly centreX: number;
  readonly centreY: number;
  readonly width: number;
  readonly height: number;
  readonly turnDegrees: number;
}

export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The part of the picture at that size. The same input gives the same pixels; outside of the picture its edge goes on. */
export function resample(pixels: Pixels, cut: Cut, size: Size): Pixels {
  const isCopy = cut.turnDegrees === 0 && cut.width === size.widthPx && cut.height === size.heightPx;
  if (isCopy) return copied(pixels, cut, size);
  // More than twice as fine as wanted: averaged by whole factors first, or bicubic would skip pixels between its taps.
  const factor = Math.floor(Math.min(cut.width / size.widthPx, cut.height / size.heightPx));
  if (factor < 2) return interpolated(pixels, cut, size);
  const coarse = averaged(pixels, factor);
  return interpolated(coarse, scaled(cut, 1 / factor), size);
}

/** The whole picture at another size. */
export function resized(pixels: Pixels, size: Size): Pixels {
  const { widthPx, heightPx } = pixels;
  return resample(
    pixels,
    { centreX: widthPx / 2, centreY: heightPx / 2, width: widthPx, height: heightPx, turnDegrees: 0 },
    size,
  );
}

function scaled({ centreX, centreY, width, height, turnDegrees }: Cut, by: number): Cut {
  return { centreX: centreX * by, centreY: centreY * by, width: width * by, height: height * by, turnDegrees };
}

function copied({ widthPx, heightPx, rgba }: Pixels, cut: Cut, size: Size): Pixels {
  const left = Math.min(Math.max(Math.round(cut.centreX - cut.width / 2), 0), widthPx - size.widthPx);
  const top = Math.min(Math.max(Math.round(cut.centreY - cut.height / 2), 0), heightPx - size.heightPx);
  const copy = new Uint8Array(size.widthPx * size.heightPx * 4);
  for (let row = 0; row < size.heightPx; row += 1) {
    const from = ((top + row) * widthPx + left) * 4;
    copy.set(rgba.subarray(from, from + size.widthPx * 4), row * size.widthPx * 4);
  }
  return { ...size, rgba: copy };
}

/** Each `factor` x `factor` pixels as one; what is left over at the right and lower edge counts for itself. */
export function averaged(pixels: Pixels, factor: number): Pixels {
  const columns = Math.ceil(pixels.widthPx / factor);
  const rows = Math.ceil(pixels.heightPx / factor);
  const coarse = new Uint8Array(columns * rows * 4);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      putAverage(pixels, column * factor, row * factor, factor, coarse, (row * columns + column) * 4);
    }
  }
  return { widthPx: columns, heightPx: rows, rgba: coarse };
}

function putAverage(pixels: Pixels, left: number, top: number, factor: number, out: Uint8Array, at: number): void {
  const { widthPx, heightPx, rgba } = pixels;
  const right = Math.min(left + factor, widthPx);
  const bottom = Math.min(top + factor, heightPx);
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let from = (y * widthPx + left) * 4; from < (y * widthPx + right) * 4; from += 4) {
      red += rgba[from] ?? 0;
      green += rgba[from + 1] ?? 0;
      blue += rgba[from + 2] ?? 0;
    }
  }
  const count = (bottom - top) * (right - left);
  put(out, at, red / count, green / count, blue / count);
}

function interpolated(pixels: Pixels, cut: Cut, size: Size): Pixels {
  const angle = (cut.turnDegrees * Math.PI) / 180;
  // The picture turns clockwise under the frame, so the frame's axes turn the other way over the picture.
  const stepX = cut.width / size.widthPx;
  const stepY = cut.height / size.heightPx;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const out = new Uint8Array(size.widthPx * size.heightPx * 4);
  for (let row = 0; row < size.heightPx; row += 1) {
    const down = (row + 0.5) * stepY - cut.height / 2;
    for (let column = 0; column < size.widthPx; column += 1) {
      const across = (column + 0.5) * stepX - cut.width / 2;
      const x = cut.centreX + across * cos + down * sin - 0.5;
      const y = cut.centreY - across * sin + down * cos - 0.5;
      putBicubic(pixels, x, y, out, (row * size.widthPx + column) * 4);
    }
  }
  return { ...size, rgba: out };
}

const across = new Float64Array(4);
const down = new Float64Array(4);

/** Catmull-Rom over the 4 x 4 pixels around the place: sharp, and exact where the place is a pixel. */
function putBicubic({ widthPx, heightPx, rgba }: Pixels, x: number, y: number, out: Uint8Array, at: number): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  weigh(x - left, across);
  weigh(y - top, down);
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let j = 0; j < 4; j += 1) {
    const line = Math.min(Math.max(top - 1 + j, 0), heightPx - 1) * widthPx;
    for (let i = 0; i < 4; i += 1) {
      const from = (line + Math.min(Math.max(left - 1 + i, 0), widthPx - 1)) * 4;
      const weight = (across[i] ?? 0) * (down[j] ?? 0);
      red += (rgba[from] ?? 0) * weight;
      green += (rgba[from + 1] ?? 0) * weight;
      blue += (rgba[from + 2] ?? 0) * weight;
    }
  }
  put(out, at, red, green, blue);
}

function weigh(t: number, weights: Float64Array): void {
  weights[0] = ((2 - t) * t - 1) * t * 0.5;
  weights[1] = ((3 * t - 5) * t * t + 2) * 0.5;
  weights[2] = ((4 - 3 * t) * t + 1) * t * 0.5;
  weights[3] = (t - 1) * t * t * 0.5;
}

function put(rgba: Uint8Array, at: number, red: number, green: number, blue: number): void {
  rgba[at] = toByte(red);
  rgba[at + 1] = toByte(green);
  rgba[at + 2] = toByte(blue);
  rgba[at + 3] = 255;
}

function toByte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
