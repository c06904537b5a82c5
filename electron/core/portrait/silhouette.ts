/**
 * The person in front of the background, by colour alone: a plane of colour is laid through the edges of the picture, where
 * the rules for identity photos put nothing but background, and what lies far from it is the person. It sees no faces:
 * hair or cloth of the background's colour are lost to it, and a second person or a chair belongs to the first.
 */

import type { Pixels } from './pixels.ts';

export interface Silhouette {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 1 where the person is. */
  readonly mask: Uint8Array;
  /** How far the background's samples lie from the plane, as a colour distance: patterns, shadows, noise. */
  readonly restless: number;
  /** Lightness of the background, 0 to 255: its mean, and how much it differs between the corners and over the top. */
  readonly backgroundLight: number;
  readonly backgroundSlope: number;
}

type Channels = readonly [number, number, number];

/** Share of the width and height at the edge that is taken for background, and how far down the sides. */
const EDGE = 0.05;
const SIDES_DOWN = 0.4;
/** Nearer to the background than this, in 8-bit steps over three channels, nobody is told from it. */
const NEAREST = 26;

export function silhouetteOf(pixels: Pixels): Silhouette {
  const samples = edgeSamples(pixels);
  const rough = planeThrough(samples);
  // Hair that reaches the edge is no background: the farthest quarter is left out, and the plane laid again.
  const sorted = samples.toSorted((one, other) => distanceAt(rough, one) - distanceAt(rough, other));
  const kept = sorted.slice(0, Math.ceil(sorted.length * 0.75));
  const plane = planeThrough(kept);
  const restless = Math.sqrt(mean(kept.map((sample) => distanceAt(plane, sample) ** 2)));
  const { widthPx, heightPx } = pixels;
  const mask = maskOf(pixels, plane, Math.max(NEAREST, 3.5 * restless));
  const lights = [0, 1].flatMap((x) => [0, SIDES_DOWN].map((y) => lightness(colourAt(plane, x, y))));
  return {
    widthPx,
    heightPx,
    mask,
    restless,
    backgroundLight: mean(lights),
    backgroundSlope: Math.max(...lights) - Math.min(...lights),
  };
}

function maskOf({ widthPx, heightPx, rgba }: Pixels, plane: Plane, threshold: number): Uint8Array {
  const mask = new Uint8Array(widthPx * heightPx);
  const limit = threshold * threshold;
  const [red, green, blue] = plane;
  for (let y = 0, at = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1, at += 1) {
      const [across, down] = [x / widthPx, y / heightPx];
      const r = (rgba[at * 4] ?? 0) - red[0] - red[1] * across - red[2] * down;
      const g = (rgba[at * 4 + 1] ?? 0) - green[0] - green[1] * across - green[2] * down;
      const b = (rgba[at * 4 + 2] ?? 0) - blue[0] - blue[1] * across - blue[2] * down;
      if (r * r + g * g + b * b > limit) mask[at] = 1;
    }
  }
  return mask;
}

interface Sample {
  /** Shares of width and height. */
  readonly x: number;
  readonly y: number;
  readonly colour: Channels;
}

function edgeSamples({ widthPx, heightPx, rgba }: Pixels): readonly Sample[] {
  const samples: Sample[] = [];
  const band = Math.max(1, Math.round(widthPx * EDGE));
  for (let y = 0; y < Math.round(heightPx * SIDES_DOWN); y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const isEdge = x < band || x >= widthPx - band || y < band;
      if (!isEdge) continue;
      const at = (y * widthPx + x) * 4;
      const colour: Channels = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
      samples.push({ x: x / widthPx, y: y / heightPx, colour });
    }
  }
  return samples;
}

/** For each channel a + b x + c y. */
type Plane = readonly [Channels, Channels, Channels];

/** Least squares: the normal equations of three unknowns, solved by Cramer's rule. */
function planeThrough(samples: readonly Sample[]): Plane {
  const n = samples.length;
  const sum = (value: (sample: Sample) => number): number => samples.reduce((total, one) => total + value(one), 0);
  const [sx, sy] = [sum(({ x }) => x), sum(({ y }) => y)];
  const [sxx, sxy, syy] = [sum(({ x }) => x * x), sum(({ x, y }) => x * y), sum(({ y }) => y * y)];
  const whole = determinant([n, sx, sy, sx, sxx, sxy, sy, sxy, syy]);
  const ofChannel = (channel: 0 | 1 | 2): Channels => {
    const [v, vx, vy] = [
      sum(({ colour }) => colour[channel]),
      sum(({ x, colour }) => x * colour[channel]),
      sum(({ y, colour }) => y * colour[channel]),
    ];
    if (Math.abs(whole) < 1e-9) return [v / Math.max(1, n), 0, 0];
    return [
      determinant([v, sx, sy, vx, sxx, sxy, vy, sxy, syy]) / whole,
      determinant([n, v, sy, sx, vx, sxy, sy, vy, syy]) / whole,
      determinant([n, sx, v, sx, sxx, vx, sy, sxy, vy]) / whole,
    ];
  };
  return [ofChannel(0), ofChannel(1), ofChannel(2)];
}

type Nine = readonly [number, number, number, number, number, number, number, number, number];

function determinant([a, b, c, d, e, f, g, h, i]: Nine): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

function colourAt(plane: Plane, x: number, y: number): Channels {
  const [red, green, blue] = plane;
  return [
    red[0] + red[1] * x + red[2] * y,
    green[0] + green[1] * x + green[2] * y,
    blue[0] + blue[1] * x + blue[2] * y,
  ];
}

function distanceAt(plane: Plane, { x, y, colour }: Sample): number {
  const [red, green, blue] = colourAt(plane, x, y);
  return Math.hypot(colour[0] - red, colour[1] - green, colour[2] - blue);
}

function lightness([red, green, blue]: Channels): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);
}
