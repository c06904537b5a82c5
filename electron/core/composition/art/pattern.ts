/** Rows of small stars, each row shifted by half a step; every other star stands on its head. */

import type { Box } from '../../../../shared/model/template.ts';
import type { PathCommand } from '../drawing.ts';
import { starOutline } from './stars.ts';

/** The outlines of all stars whose middle lies in the box. */
export function starPattern(box: Box, pitchMm: number, radiusMm: number): readonly PathCommand[] {
  const commands: PathCommand[] = [];
  const rowMm = pitchMm * Math.sin(Math.PI / 3);
  for (let row = 0; row * rowMm <= box.heightMm; row += 1) {
    for (let column = 0; (column + (row % 2) / 2) * pitchMm <= box.widthMm; column += 1) {
      const centre = { xMm: box.xMm + (column + (row % 2) / 2) * pitchMm, yMm: box.yMm + row * rowMm };
      const turn = (row + column) % 2 === 0 ? Math.PI / 2 : -Math.PI / 2;
      commands.push(...starOutline({ centre, radiusMm, turn }));
    }
  }
  return commands;
}
