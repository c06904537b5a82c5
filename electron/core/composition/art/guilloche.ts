/**
 * Guilloche: families of fine curves, shifted against each other in phase, that swing between two envelopes. Their
 * frequencies and phases follow from the card number, so every card differs and the same card is always the same: a
 * copied background does not fit another number, and scanners alias the fine lines.
 */

import type { Box } from '../../../../shared/model/template.ts';
import { between, wholeBetween } from '../chance.ts';
import type { PathCommand } from '../drawing.ts';
import { throughKnots } from './path.ts';

/** Cubics to one swing of a curve. */
const PIECES_PER_WAVE = 6;

/** On a ring the curves swing and the envelopes swell at once; the swell is shallow. */
const PIECES_PER_SWELL = 2;

/** The inner envelope swells less than the outer one. */
const INNER_SWELL = 0.6;

/** A woven band across the box: `lines` sines between an upper and a lower envelope that swing themselves. */
export function waves(box: Box, lines: number, chance: () => number): readonly PathCommand[] {
  const carrier = Math.PI * wholeBetween(chance, 3, 5);
  const swing = between(chance, 0.3, 0.45);
  const slow = 2 * Math.PI * between(chance, 0.7, 1.2);
  const phase = between(chance, 0, 2 * Math.PI);
  const pieces = Math.ceil((carrier / (2 * Math.PI)) * PIECES_PER_WAVE);
  const third = 1 / (3 * pieces);
  // What all lines share at a knot: the upper envelope and its slope.
  const tops = new Float64Array(pieces + 1);
  const slopes = new Float64Array(pieces + 1);
  for (let index = 0; index <= pieces; index += 1) {
    const angle = (slow * index) / pieces + phase;
    tops[index] = swing * (0.5 + 0.5 * Math.sin(angle));
    slopes[index] = swing * 0.5 * slow * Math.cos(angle);
  }
  const commands: PathCommand[] = [];
  for (let line = 0; line < lines; line += 1) {
    const shift = (2 * Math.PI * line) / lines;
    const curve = throughKnots(
      pieces,
      (index, knot) => {
        const along = index / pieces;
        const angle = carrier * along + shift;
        // The envelopes keep their distance: 1 - swing.
        const depth = (tops[index] ?? 0) + (1 - swing) * (0.5 + 0.5 * Math.sin(angle));
        const fall = (slopes[index] ?? 0) + (1 - swing) * 0.5 * carrier * Math.cos(angle);
        knot[0] = box.xMm + along * box.widthMm;
        knot[1] = box.yMm + depth * box.heightMm;
        knot[2] = third * box.widthMm;
        knot[3] = third * fall * box.heightMm;
      },
      false,
    );
    commands.push(...curve);
  }
  return commands;
}

/** A rosette filling the box: closed curves between an inner and an outer flower. */
export function rosette(box: Box, lines: number, chance: () => number): readonly PathCommand[] {
  const petals = wholeBetween(chance, 5, 8) * 2;
  const carrier = wholeBetween(chance, 2, 4) * 2 + 1;
  const hollow = between(chance, 0.24, 0.4);
  const phase = between(chance, 0, 2 * Math.PI);
  return ring(box, { lines, petals, carrier, hollow, depth: 0.1, phase });
}

export interface Ring {
  readonly lines: number;
  /** How many times the envelopes swell on the way round. */
  readonly petals: number;
  /** How many times each curve swings between them. */
  readonly carrier: number;
  /** Radius of the empty middle, as a share of the whole. */
  readonly hollow: number;
  /** How deep the envelopes swell, as a share of the whole. */
  readonly depth: number;
  readonly phase: number;
}

/** A ring of closed curves in the box. */
export function ring(box: Box, shape: Ring): readonly PathCommand[] {
  const [halfWidth, halfHeight] = [box.widthMm / 2, box.heightMm / 2];
  const [centreX, centreY] = [box.xMm + halfWidth, box.yMm + halfHeight];
  const pieces = shape.carrier * PIECES_PER_WAVE + (shape.petals / 2) * PIECES_PER_SWELL;
  const third = (2 * Math.PI) / pieces / 3;
  // What all curves share at a knot: the direction from the centre, the envelopes and their slope.
  const places = Array.from({ length: pieces }, (_, piece) => {
    const angle = (2 * Math.PI * piece) / pieces;
    const swell = 0.5 + 0.5 * Math.cos(shape.petals * angle + shape.phase);
    const slope = -0.5 * shape.petals * Math.sin(shape.petals * angle + shape.phase) * shape.depth;
    return {
      angle,
      cos: Math.cos(angle),
      sin: Math.sin(angle),
      inner: shape.hollow + shape.depth * (1 - swell) * INNER_SWELL,
      innerSlope: -INNER_SWELL * slope,
      outer: 1 - shape.depth * swell,
      outerSlope: -slope,
    };
  });
  const commands: PathCommand[] = [];
  for (let line = 0; line < shape.lines; line += 1) {
    const shift = (2 * Math.PI * line) / shape.lines;
    const curve = throughKnots(
      pieces,
      (index, knot) => {
        const place = places[index % pieces];
        if (place === undefined) return;
        const { angle, cos, sin, inner, innerSlope, outer, outerSlope } = place;
        const share = 0.5 + 0.5 * Math.sin(shape.carrier * angle + shift);
        const shareSlope = 0.5 * shape.carrier * Math.cos(shape.carrier * angle + shift);
        const radius = inner + (outer - inner) * share;
        const radiusSlope = innerSlope + (outerSlope - innerSlope) * share + (outer - inner) * shareSlope;
        knot[0] = centreX + radius * cos * halfWidth;
        knot[1] = centreY + radius * sin * halfHeight;
        knot[2] = third * (radiusSlope * cos - radius * sin) * halfWidth;
        knot[3] = third * (radiusSlope * sin + radius * cos) * halfHeight;
      },
      true,
    );
    commands.push(...curve);
  }
  return commands;
}
