/** Path commands as PDF operators (ISO 32000-1 section 8.5.2), in hundredths of a millimetre. */

import type { PathCommand, Point } from '../../core/composition/drawing.ts';
import { assertNever } from '../../../shared/result.ts';

/** Units a millimetre; whole numbers are shorter in the file and faster to write than fractions of a millimetre. */
export const UNITS_PER_MM = 100;

/**
 * The operators, half a dot of a 1200 dpi printer being the finest step, between those of `before` and `after`. Written
 * as bytes, for a card has a hundred thousand of them and strings would take most of its time.
 */
export function pathOperators(before: string, commands: readonly PathCommand[], after: string): Uint8Array {
  length = 0;
  text(before);
  for (const command of commands) write(command);
  text(after);
  return room.slice(0, length);
}

function write(command: PathCommand): void {
  switch (command.op) {
    case 'move':
      point(command.to);
      text('m\n');
      return;
    case 'line':
      point(command.to);
      text('l\n');
      return;
    case 'curve':
      point(command.c1);
      point(command.c2);
      point(command.to);
      text('c\n');
      return;
    case 'curves':
      curves(command.numbersMm);
      return;
    case 'rect':
      for (const mm of [command.at.xMm, command.at.yMm, command.widthMm, command.heightMm]) tenths(mm);
      text('re\n');
      return;
    case 'close':
      text('h\n');
      return;
    default:
      assertNever(command);
  }
}

const [NEWLINE, BLANK, MINUS, POINT, ZERO, CURVE] = [0x0a, 0x20, 0x2d, 0x2e, 0x30, 0x63];

/** More than a number with its sign and its end takes. */
const NUMBER = 16;

/** One piece of memory, taken again for the next path. */
let room = new Uint8Array(1 << 16);
let length = 0;

function reserve(more: number): void {
  if (length + more <= room.length) return;
  const larger = new Uint8Array(Math.max(room.length * 2, length + more));
  larger.set(room);
  room = larger;
}

function text(ascii: string): void {
  reserve(ascii.length);
  for (let index = 0; index < ascii.length; index += 1) room[length++] = ascii.charCodeAt(index);
}

function curves(numbersMm: Float64Array): void {
  reserve(numbersMm.length * NUMBER);
  for (let index = 0; index < numbersMm.length; index += 6) {
    for (let number = index; number < index + 6; number += 1) {
      whole(Math.round((numbersMm[number] ?? 0) * UNITS_PER_MM), BLANK);
    }
    room[length++] = CURVE;
    room[length++] = NEWLINE;
  }
}

function point({ xMm, yMm }: Point): void {
  reserve(2 * NUMBER);
  whole(Math.round(xMm * UNITS_PER_MM), BLANK);
  whole(Math.round(yMm * UNITS_PER_MM), BLANK);
}

/** A module of the seal is a third of a millimetre; its edges are kept to a thousandth. */
function tenths(mm: number): void {
  const value = Math.round(mm * UNITS_PER_MM * 10);
  reserve(2 * NUMBER);
  if (value < 0) room[length++] = MINUS;
  whole(Math.trunc(Math.abs(value) / 10), POINT);
  whole(Math.abs(value) % 10, BLANK);
}

/** Digits from the last to the first; there is room for them. */
function whole(value: number, end: number): void {
  let rest = value | 0;
  if (rest < 0) {
    room[length++] = MINUS;
    rest = -rest;
  }
  const digits = rest < 10 ? 1 : rest < 100 ? 2 : rest < 1000 ? 3 : rest < 10_000 ? 4 : rest < 100_000 ? 5 : 9;
  for (let place = length + digits - 1; place >= length; place -= 1) {
    const tens = (rest / 10) | 0;
    room[place] = ZERO + rest - tens * 10;
    rest = tens;
  }
  length += digits;
  room[length++] = end;
}
