/** Path commands as PDF operators (ISO 32000-1 section 8.5.2), in hundredths of a millimetre. */

import type { PathCommand } from '../../core/composition/drawing.ts';
import { assertNever } from '../../../shared/result.ts';

/** Units a millimetre; whole numbers are shorter in the file and faster to write than fractions of a millimetre. */
export const UNITS_PER_MM = 100;

/** Half a dot of a 1200 dpi printer is the finest step. */
export function pathOperators(commands: readonly PathCommand[]): string {
  let operators = '';
  for (const command of commands) operators += operatorOf(command);
  return operators;
}

function operatorOf(command: PathCommand): string {
  switch (command.op) {
    case 'move':
      return `${units(command.to.xMm)} ${units(command.to.yMm)} m\n`;
    case 'line':
      return `${units(command.to.xMm)} ${units(command.to.yMm)} l\n`;
    case 'curve': {
      const { c1, c2, to } = command;
      const first = `${units(c1.xMm)} ${units(c1.yMm)}`;
      return `${first} ${units(c2.xMm)} ${units(c2.yMm)} ${units(to.xMm)} ${units(to.yMm)} c\n`;
    }
    case 'curves':
      return manyCurves(command.numbersMm);
    case 'rect': {
      const { at, widthMm, heightMm } = command;
      return `${fine(at.xMm)} ${fine(at.yMm)} ${fine(widthMm)} ${fine(heightMm)} re\n`;
    }
    case 'close':
      return 'h\n';
    default:
      return assertNever(command);
  }
}

function manyCurves(numbersMm: Float64Array): string {
  let operators = '';
  numbersMm.forEach((mm, index) => {
    operators += `${units(mm)} ${index % 6 === 5 ? 'c\n' : ''}`;
  });
  return operators;
}

function units(mm: number): number {
  return Math.round(mm * UNITS_PER_MM);
}

/** A module of the seal is a third of a millimetre; its edges are kept to a thousandth. */
function fine(mm: number): number {
  return Math.round(mm * UNITS_PER_MM * 10) / 10;
}
