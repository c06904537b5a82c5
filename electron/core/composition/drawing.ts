/** The drawing list: what is to be put on the card, in millimetres from the top left corner of a face. Pure data. */

import type { Layer } from '../../../shared/model/printer-profile.ts';

export type { Layer };

/** Cyan, magenta, yellow, black, 0 to 1 each. */
export type Cmyk = readonly [number, number, number, number];

export interface Point {
  readonly xMm: number;
  readonly yMm: number;
}

/** One ink, or a blend of inks along a line: the rainbow printing of identity documents. */
export type Paint =
  | { readonly kind: 'flat'; readonly colour: Cmyk }
  | { readonly kind: 'blend'; readonly from: Point; readonly to: Point; readonly stops: readonly BlendStop[] };

export interface BlendStop {
  /** 0 at the start of the blend's line, 1 at its end; stops rise. */
  readonly at: number;
  readonly colour: Cmyk;
}

/** A run of text in one typeface; composition has already chosen face, size and place for each. */
export interface TextRun {
  readonly kind: 'text';
  readonly layer: Layer;
  readonly text: string;
  readonly face: string;
  readonly sizePt: number;
  /** Left end of the baseline. */
  readonly at: Point;
  /** Horizontal scale, 1 = as designed. */
  readonly condense: number;
  readonly letterSpacingMm: number;
  readonly colour: Cmyk;
  readonly opacity: number;
  /** Turned anticlockwise around `at`. */
  readonly rotationDegrees: number;
}

/**
 * A vector path: absolute commands as in SVG path data, in millimetres; filled by the non-zero rule. Artwork that is the
 * same on every card comes with the very same `commands` each time, so that a renderer need write it out only once.
 * On the `uv` and `overlay` layers a colour says only how a proof shows the plate; the plate itself is printed full.
 */
export interface PathShape {
  readonly kind: 'path';
  readonly layer: Layer;
  readonly commands: readonly PathCommand[];
  readonly fill: Paint | null;
  readonly stroke: { readonly paint: Paint; readonly widthMm: number } | null;
  readonly opacity: number;
}

export type PathCommand =
  | { readonly op: 'move'; readonly to: Point }
  | { readonly op: 'line'; readonly to: Point }
  | { readonly op: 'curve'; readonly c1: Point; readonly c2: Point; readonly to: Point }
  /** Many curves one after another, six numbers in millimetres each: c1, c2, to. Guilloche is thousands of them. */
  | { readonly op: 'curves'; readonly numbersMm: Float64Array }
  /** A whole upright rectangle from its upper left corner. */
  | { readonly op: 'rect'; readonly at: Point; readonly widthMm: number; readonly heightMm: number }
  | { readonly op: 'close' };

/** A picture laid down at its own proportions and seen through a frame with rounded corners. */
export interface ImageShape {
  readonly kind: 'image';
  readonly layer: Layer;
  readonly jpeg: Uint8Array;
  readonly at: Point;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly frame: {
    readonly at: Point;
    readonly widthMm: number;
    readonly heightMm: number;
    readonly cornerMm: number;
  };
}

export type Shape = TextRun | PathShape | ImageShape;

export interface Face {
  readonly name: 'portrait' | 'emblem';
  /** Added to every place on the face: the measured error of one printer. */
  readonly offset: Point;
  readonly shapes: readonly Shape[];
}

export interface Drawing {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly title: string;
  readonly faces: readonly [Face, Face];
}
