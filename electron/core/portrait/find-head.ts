/**
 * Where the head is, without a model of faces: its outline against the background, the skin within it, and the axis about
 * which it is most alike left and right. Good for one person before a plain background looking straight ahead; a turned
 * head, a wide hat or hair of the background's colour mislead it, so whoever reviews has the last word.
 */

import { luminancePlane } from './luminance.ts';
import type { Pixels } from './pixels.ts';
import { averaged } from './resample.ts';
import { silhouetteOf, type Silhouette } from './silhouette.ts';

/** In pixels of the picture. */
export interface Head {
  /** Top of the hair. */
  readonly crownY: number;
  /** Estimated from the skin's end, within the proportions of heads. */
  readonly chinY: number;
  /** Where the line between the eyes crosses their height: halfway from crown to chin. */
  readonly centreX: number;
  readonly centreY: number;
  /** Width of the face where it is widest, ears left out. */
  readonly faceWidth: number;
  /** By how much the head leans, clockwise positive; turned back by this much it stands straight. */
  readonly leanDegrees: number;
}

export interface Sight {
  readonly silhouette: Silhouette;
  /** Null where nothing like a head stands out. */
  readonly head: Head | null;
}

/** About as wide as this a head is told from its background and its axis found; finer shows pores, not heads. */
const WORKING_WIDTH = 150;

export function look(pixels: Pixels): Sight {
  const scale = Math.max(1, Math.round(pixels.widthPx / WORKING_WIDTH));
  const small = averaged(pixels, scale);
  const silhouette = silhouetteOf(small);
  const head = headIn(small, silhouette);
  if (head === null) return { silhouette, head };
  const { crownY, chinY, centreX, centreY, faceWidth, leanDegrees } = head;
  return {
    silhouette,
    head: {
      crownY: crownY * scale,
      chinY: chinY * scale,
      // The middle of a working pixel, not its edge.
      centreX: (centreX + 0.5) * scale,
      centreY: centreY * scale,
      faceWidth: faceWidth * scale,
      leanDegrees,
    },
  };
}

/** From the crown to the chin a head is between so many times as high as its face is wide. */
const proportions = { least: 1.25, most: 1.62 } as const;

function headIn(pixels: Pixels, silhouette: Silhouette): Head | null {
  const outline = outlineOf(silhouette);
  if (outline === null) return null;
  const { crownY, middleX, width } = outline;
  const noseY = crownY + 0.7 * width;
  const light = luminancePlane(pixels);
  const axis = axisOf({ ...pixels, light }, { x: middleX, y: noseY }, width);
  const face = faceOf(pixels, silhouette, { x: axis.x, y: noseY, width });
  if (face === null) return null;
  const height = Math.min(
    Math.max(face.lastRow - crownY, proportions.least * face.width),
    proportions.most * face.width,
  );
  const chinY = Math.min(crownY + height, pixels.heightPx);
  const centreY = (crownY + chinY) / 2;
  // The axis is found at the height of the nose; the head's own middle lies up along it.
  const centreX = axis.x + Math.tan((axis.leanDegrees * Math.PI) / 180) * (noseY - centreY);
  return { crownY, chinY, centreX, centreY, faceWidth: face.width, leanDegrees: axis.leanDegrees };
}

interface Outline {
  readonly crownY: number;
  readonly middleX: number;
  /** With hair and ears. */
  readonly width: number;
}

/** The first of several rows in which the person is as wide as a head's top, and how the head stands below it. */
function outlineOf({ widthPx, heightPx, mask }: Silhouette): Outline | null {
  const spans: { readonly middle: number; readonly width: number }[] = [];
  let crownY: number | null = null;
  for (let y = 0; y < heightPx; y += 1) {
    const row = mask.subarray(y * widthPx, (y + 1) * widthPx);
    const first = row.indexOf(1);
    const last = row.lastIndexOf(1);
    const width = first < 0 ? 0 : last - first + 1;
    if (crownY === null && width > widthPx * 0.1) crownY = y;
    else if (crownY !== null && spans.length < 4 && width <= widthPx * 0.1) {
      crownY = null;
      spans.length = 0;
    }
    if (crownY !== null) spans.push({ middle: (first + last) / 2, width });
  }
  if (crownY === null) return null;
  // From below the top of the hair to above the shoulders of the smallest head that is looked for.
  const upper = spans.slice(Math.round(widthPx * 0.1), Math.round(widthPx * 0.38));
  const width = median(upper.map((span) => span.width));
  const isHead = upper.length > widthPx * 0.2 && width > widthPx * 0.15 && width < widthPx * 0.95;
  return isHead ? { crownY, middleX: median(upper.map((span) => span.middle)), width } : null;
}

interface Face {
  readonly width: number;
  /** Where the face has narrowed to the neck, or a beard, a scarf or a collar ends the skin. */
  readonly lastRow: number;
}

/** The skin around the nose: of the colour found there, as far to the sides and down as it goes on. */
function faceOf(
  { widthPx, heightPx, rgba }: Pixels,
  { mask }: Silhouette,
  nose: { readonly x: number; readonly y: number; readonly width: number },
): Face | null {
  const seed = seedOf({ widthPx, rgba }, nose);
  const top = Math.max(0, Math.round(nose.y - 0.5 * nose.width));
  const bottom = Math.min(heightPx, Math.round(nose.y + 1.2 * nose.width));
  const left = Math.max(0, Math.round(nose.x - 0.6 * nose.width));
  const right = Math.min(widthPx, Math.round(nose.x + 0.6 * nose.width));
  const widths: number[] = [];
  for (let y = top; y < bottom; y += 1) {
    let count = 0;
    for (let at = y * widthPx + left; at < y * widthPx + right; at += 1) {
      if (mask[at] === 1 && isLike(seed, rgba, at * 4)) count += 1;
    }
    widths.push(count);
  }
  const upper = widths.slice(0, Math.round(nose.width)).toSorted((one, other) => other - one);
  const width = upper[Math.round(upper.length * 0.12)] ?? 0;
  if (width < nose.width * 0.35) return null;
  const widest = widths.findIndex((one) => one >= width * 0.9);
  // Brows, eyes and glasses make the skin narrow too, but not for long.
  const longest = Math.round(nose.width * 0.16);
  let narrow = 0;
  let last = widest;
  for (let row = widest; row < widths.length && narrow < longest; row += 1) {
    narrow = (widths[row] ?? 0) < width * 0.7 ? narrow + 1 : 0;
    if (narrow === 0) last = row;
  }
  // Below where the jaw narrows to seven tenths the chin goes on by a sixth of the face's width.
  return { width, lastRow: top + last + width / 6 };
}

interface Shade {
  readonly light: number;
  readonly cb: number;
  readonly cr: number;
}

/** Eyes, nostrils and glasses are few: the middle of all shades around the nose is skin. */
function seedOf(
  { widthPx, rgba }: Pick<Pixels, 'widthPx' | 'rgba'>,
  nose: { readonly x: number; readonly y: number; readonly width: number },
): Shade {
  const shades: Shade[] = [];
  const reach = { across: Math.round(nose.width * 0.2), down: Math.round(nose.width * 0.22) };
  for (let y = Math.round(nose.y) - reach.down; y <= nose.y + reach.down; y += 1) {
    for (let x = Math.round(nose.x) - reach.across; x <= nose.x + reach.across; x += 1) {
      shades.push(shadeAt(rgba, (y * widthPx + x) * 4));
    }
  }
  return {
    light: median(shades.map(({ light }) => light)),
    cb: median(shades.map(({ cb }) => cb)),
    cr: median(shades.map(({ cr }) => cr)),
  };
}

function isLike(seed: Shade, rgba: Uint8Array, at: number): boolean {
  const { light, cb, cr } = shadeAt(rgba, at);
  if (light < seed.light * 0.68 || light > seed.light * 1.4) return false;
  return Math.hypot(cb - seed.cb, cr - seed.cr) < 11;
}

/** Luma and chroma of ITU-T T.871. */
function shadeAt(rgba: Uint8Array, at: number): Shade {
  const [red, green, blue] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
  return {
    light: 0.299 * red + 0.587 * green + 0.114 * blue,
    cb: 128 - 0.168736 * red - 0.331264 * green + 0.5 * blue,
    cr: 128 + 0.5 * red - 0.418688 * green - 0.081312 * blue,
  };
}

interface Axis {
  readonly x: number;
  readonly leanDegrees: number;
}

interface Lights {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly light: Float32Array;
}

const MOST_LEAN = 14;

/** The line through the middle of the face about which its lightness is most alike left and right. */
function axisOf(lights: Lights, middle: { readonly x: number; readonly y: number }, width: number): Axis {
  const reach = { across: Math.round(width * 0.46), down: Math.round(width * 0.5) };
  const shifts = Math.round(width * 0.14);
  let best = { x: middle.x, leanDegrees: 0, difference: Infinity };
  const consider = (x: number, leanDegrees: number): void => {
    const difference = unlikeness(lights, { x, y: middle.y, leanDegrees }, reach, best.difference);
    if (difference < best.difference) best = { x, leanDegrees, difference };
  };
  // Straight and middle first: of equals they stay.
  for (let lean = 0; lean <= MOST_LEAN; lean += 2) {
    for (let shift = 0; shift <= shifts; shift += 1) {
      consider(middle.x + shift, lean);
      consider(middle.x - shift, lean);
      consider(middle.x + shift, -lean);
      consider(middle.x - shift, -lean);
    }
  }
  for (const step of [1, 0.5]) {
    const { x, leanDegrees } = best;
    for (const dx of [0, -step, step]) for (const turn of [0, -step, step]) consider(x + dx, leanDegrees + turn);
  }
  return best;
}

/** Every second pixel in both directions says enough. */
const STRIDE = 2;

function unlikeness(
  { widthPx, heightPx, light }: Lights,
  axis: { readonly x: number; readonly y: number; readonly leanDegrees: number },
  reach: { readonly across: number; readonly down: number },
  enough: number,
): number {
  const lean = (axis.leanDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(lean), Math.sin(lean)];
  let sum = 0;
  // Most axes are worse than the best so far long before their last row.
  for (let down = -reach.down; down <= reach.down && sum < enough; down += STRIDE) {
    const x = axis.x - down * sin;
    const y = axis.y + down * cos;
    for (let across = 1; across <= reach.across; across += STRIDE) {
      const [dx, dy] = [across * cos, across * sin];
      const right = within(Math.round(y + dy), heightPx) * widthPx + within(Math.round(x + dx), widthPx);
      const left = within(Math.round(y - dy), heightPx) * widthPx + within(Math.round(x - dx), widthPx);
      sum += Math.abs((light[right] ?? 0) - (light[left] ?? 0));
    }
  }
  return sum;
}

/** The nearest place on the picture. */
function within(place: number, length: number): number {
  return place < 0 ? 0 : place < length ? place : length - 1;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 0;
}
