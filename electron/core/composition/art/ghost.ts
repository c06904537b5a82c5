/**
 * The ghost portrait: the holder's picture as parallel lines whose width follows its tone. Widths come in a few bands, so
 * that the whole ghost is a few paths.
 */

import type { Box } from '../../../../shared/model/template.ts';
import type { ToneGrid } from '../../portrait/tone.ts';
import type { PathCommand, Point } from '../drawing.ts';
import { once } from '../pen.ts';

export interface Screen {
  readonly pitchMm: number;
  /** Anticlockwise from level. */
  readonly angleDegrees: number;
  readonly darkestMm: number;
}

export interface Band {
  readonly widthMm: number;
  readonly commands: readonly PathCommand[];
}

/** Steps of width between paper and the darkest line. */
const BANDS = 8;
/** How far along a line the tone is looked up anew. */
const STEP_MM = 0.15;
/** A line changes its width only when its tone has left the band by this share of one: no crumbs of lines. */
const STICKINESS = 0.2;

/** Darkness of the picture at a place on the card: 0 paper, 1 the darkest. */
type Darkness = (xMm: number, yMm: number) => number;

/** The lines of each width that occur, thinnest first. */
export function ghostLines(box: Box, screen: Screen, tone: ToneGrid): readonly Band[] {
  const darkness = darknessOver(box, tone);
  const turn = (-screen.angleDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [centreX, centreY] = [box.xMm + box.widthMm / 2, box.yMm + box.heightMm / 2];
  const reachMm = Math.hypot(box.widthMm, box.heightMm) / 2;
  const rows = Math.floor(reachMm / screen.pitchMm);
  const bands = Array.from({ length: BANDS }, (): PathCommand[] => []);
  for (let row = -rows; row <= rows; row += 1) {
    const asideMm = row * screen.pitchMm;
    const start = { xMm: centreX - sin * asideMm, yMm: centreY + cos * asideMm };
    drawLine({ start, cos, sin, reachMm }, darkness, bands);
  }
  return bands.flatMap((commands, band) =>
    commands.length === 0 ? [] : [{ widthMm: (screen.darkestMm * (band + 1)) / BANDS, commands }],
  );
}

interface Line {
  /** The middle of the line, which runs as far to either side. */
  readonly start: Point;
  readonly cos: number;
  readonly sin: number;
  readonly reachMm: number;
}

/** One line as stretches of one width each, put into the paths of their bands. */
function drawLine({ start, cos, sin, reachMm }: Line, darkness: Darkness, bands: readonly PathCommand[][]): void {
  let band = -1;
  let from = start;
  for (let alongMm = -reachMm; alongMm <= reachMm + STEP_MM; alongMm += STEP_MM) {
    const xMm = start.xMm + cos * alongMm;
    const yMm = start.yMm + sin * alongMm;
    const level = darkness(xMm, yMm) * BANDS - 1;
    if (Math.abs(level - band) <= 0.5 + STICKINESS) continue;
    const here = { xMm, yMm };
    bands[band]?.push({ op: 'move', to: from }, { op: 'line', to: here });
    band = Math.max(-1, Math.min(BANDS - 1, Math.round(level)));
    from = here;
  }
  // Outside the box there is no tone: every line has ended by now.
}

/**
 * The picture fills the box as the photo fills its frame, its tones spread over the whole scale, and fades out towards
 * an oval.
 */
function darknessOver(box: Box, tone: ToneGrid): Darkness {
  const curve = toneCurve(tone);
  const scale = Math.max(box.widthMm / tone.columns, box.heightMm / tone.rows);
  return (xMm, yMm) => {
    const right = (xMm - box.xMm) / box.widthMm - 0.5;
    const down = (yMm - box.yMm) / box.heightMm - 0.5;
    const square = (right * right + down * down) * 0.88;
    // Beyond the oval, whose half axes are those of the box, there is nothing.
    if (square > 0.25) return 0;
    const column = tone.columns / 2 + (right * box.widthMm) / scale;
    const row = tone.rows / 2 + (down * box.heightMm) / scale;
    const dark = curve[Math.round(toneAt(tone, column, row))] ?? 0;
    // 1 within the oval, falling to 0 at its edge.
    const fade = Math.min(1, (0.5 - Math.sqrt(square)) / 0.07);
    return dark * fade;
  };
}

/** How much of the scale is given out by how common a tone is, and not by how dark it is. */
const EVENED = 0.6;
/** The paper behind the head: a fifth of the picture is as light as this or lighter, with a little noise. */
const PAPER_SHARE = 0.2;
const NOISE = 8;

/**
 * From darkness in the picture to darkness of the ghost, for every value. Half evened out (histogram equalisation), so
 * that eyes and mouth show in a very dark face and in a very light one. A picture of one tone is all paper.
 */
const toneCurve = once(({ darkness }: ToneGrid): Float64Array => {
  const paper = (darkness.toSorted()[Math.floor(darkness.length * PAPER_SHARE)] ?? 0) + NOISE;
  const figure = darkness.filter((value) => value > paper).toSorted();
  const darkest = figure[Math.floor(figure.length * 0.97)] ?? 255;
  let below = 0;
  return Float64Array.from({ length: 256 }, (_, value) => {
    while (below < figure.length && (figure[below] ?? 0) <= value) below += 1;
    if (value <= paper) return 0;
    const asDark = Math.min(1, (value - paper) / (darkest - paper));
    return (1 - EVENED) * asDark + EVENED * (below / figure.length);
  });
});

/** Between the middles of four cells. */
function toneAt({ columns, rows, darkness }: ToneGrid, column: number, row: number): number {
  const left = Math.min(columns - 1, Math.max(0, column - 0.5));
  const top = Math.min(rows - 1, Math.max(0, row - 0.5));
  const x = Math.floor(left);
  const y = Math.floor(top);
  const right = Math.min(columns - 1, x + 1);
  const below = Math.min(rows - 1, y + 1);
  const cell = (atColumn: number, atRow: number): number => darkness[atRow * columns + atColumn] ?? 0;
  const upper = cell(x, y) + (cell(right, y) - cell(x, y)) * (left - x);
  const lower = cell(x, below) + (cell(right, below) - cell(x, below)) * (left - x);
  return upper + (lower - upper) * (top - y);
}
