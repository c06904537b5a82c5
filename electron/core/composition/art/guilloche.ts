/**
 * Guilloche: families of fine curves, shifted against each other in phase, that swing between two envelopes. Their
 * frequencies and phases follow from the card number, so every card differs and the same card is always the same: a
 * copied background does not fit another number, and scanners alias the fine lines.
 */

import type { Box } from '../../../../shared/model/template.ts';
import { between, wholeBetween } from '../chance.ts';
import type { PathCommand, Point } from '../drawing.ts';
import { traced } from './path.ts';

/** Cubics to one swing of a curve. */
const PIECES_PER_WAVE = 6;

/** On a ring the curves swing and the envelopes swell at once; the swell is shallow. */
const PIECES_PER_SWELL = 3;

/** A woven band across the box: `lines` sines between an upper and a lower envelope that swing themselves. */
export function waves(box: Box, lines: number, chance: () => number): readonly PathCommand[] {
  const carrier = wholeBetween(chance, 3, 5) / 2;
  const swing = between(chance, 0.3, 0.45);
  const slow = between(chance, 0.7, 1.2);
  const phase = between(chance, 0, 2 * Math.PI);
  const pieces = Math.ceil(carrier * PIECES_PER_WAVE);
  const commands: PathCommand[] = [];
  for (let line = 0; line < lines; line += 1) {
    const shift = (2 * Math.PI * line) / lines;
    const at = (along: number): Point => {
      const breath = Math.sin(2 * Math.PI * slow * along + phase);
      const top = swing * (0.5 + 0.5 * breath);
      const bottom = 1 - swing * (0.5 - 0.5 * breath);
      const share = 0.5 + 0.5 * Math.sin(2 * Math.PI * carrier * along + shift);
      return { xMm: box.xMm + along * box.widthMm, yMm: box.yMm + (top + (bottom - top) * share) * box.heightMm };
    };
    commands.push(...traced(at, pieces));
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
  const centre = { xMm: box.xMm + box.widthMm / 2, yMm: box.yMm + box.heightMm / 2 };
  const pieces = shape.carrier * PIECES_PER_WAVE + (shape.petals / 2) * PIECES_PER_SWELL;
  const commands: PathCommand[] = [];
  for (let line = 0; line < shape.lines; line += 1) {
    const shift = (2 * Math.PI * line) / shape.lines;
    const at = (share: number): Point => {
      const angle = 2 * Math.PI * share;
      const swell = 0.5 + 0.5 * Math.cos(shape.petals * angle + shape.phase);
      const outer = 1 - shape.depth * swell;
      const inner = shape.hollow + shape.depth * (1 - swell) * 0.6;
      const radius = inner + (outer - inner) * (0.5 + 0.5 * Math.sin(shape.carrier * angle + shift));
      return {
        xMm: centre.xMm + (radius * Math.cos(angle) * box.widthMm) / 2,
        yMm: centre.yMm + (radius * Math.sin(angle) * box.heightMm) / 2,
      };
    };
    commands.push(...traced(at, pieces, true));
  }
  return commands;
}
