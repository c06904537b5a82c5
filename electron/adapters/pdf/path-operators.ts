/** Path commands as PDF operators (ISO 32000-1 section 8.5.2), in hundredths of a millimetre. */

import type { PathCommand } from '../../core/composition/drawing.ts';
import { assertNever } from '../../../shared/result.ts';

/** Units a millimetre; whole numbers are shorter in the file and faster to write than fractions of a millimetre. */
export const UNITS_PER_MM = 100;

/**
 * The operators, half a dot of a 1200 dpi printer being the finest step, between those of `before` and `after`. Written
 * as bytes, for a card has a hundred thousand of them and strings would take most of its time.
 */
export function pathOperators(before: string, commands: readonly PathCommand[], after: string): Uint8Array {
  const page = new Writer();
  page.text(before);
  for (const command of commands) write(page, command);
  page.text(after);
  return page.bytes();
}

function write(page: Writer, command: PathCommand): void {
  switch (command.op) {
    case 'move':
      page.units(command.to.xMm);
      page.units(command.to.yMm);
      page.text('m\n');
      return;
    case 'line':
      page.units(command.to.xMm);
      page.units(command.to.yMm);
      page.text('l\n');
      return;
    case 'curve':
      for (const { xMm, yMm } of [command.c1, command.c2, command.to]) {
        page.units(xMm);
        page.units(yMm);
      }
      page.text('c\n');
      return;
    case 'curves':
      writeCurves(page, command.numbersMm);
      return;
    case 'rect':
      for (const mm of [command.at.xMm, command.at.yMm, command.widthMm, command.heightMm]) page.tenths(mm);
      page.text('re\n');
      return;
    case 'close':
      page.text('h\n');
      return;
    default:
      assertNever(command);
  }
}

function writeCurves(page: Writer, numbersMm: Float64Array): void {
  for (let index = 0; index < numbersMm.length; index += 1) {
    page.units(numbersMm[index] ?? 0);
    if (index % 6 === 5) page.text('c\n');
  }
}

const [BLANK, MINUS, POINT, ZERO] = [0x20, 0x2d, 0x2e, 0x30];

/** Numbers and operators into one piece of memory, which is taken again for the next path. */
class Writer {
  static #room = new Uint8Array(1 << 16);
  #length = 0;

  text(ascii: string): void {
    this.#reserve(ascii.length);
    for (let index = 0; index < ascii.length; index += 1) Writer.#room[this.#length + index] = ascii.charCodeAt(index);
    this.#length += ascii.length;
  }

  units(mm: number): void {
    this.#whole(Math.round(mm * UNITS_PER_MM), BLANK);
  }

  /** A module of the seal is a third of a millimetre; its edges are kept to a thousandth. */
  tenths(mm: number): void {
    const tenths = Math.round(mm * UNITS_PER_MM * 10);
    const units = Math.trunc(tenths / 10);
    if (tenths < 0 && units === 0) this.text('-');
    this.#whole(units, POINT);
    this.#whole(Math.abs(tenths % 10), BLANK);
  }

  bytes(): Uint8Array {
    return Writer.#room.slice(0, this.#length);
  }

  #whole(value: number, end: number): void {
    this.#reserve(16);
    const room = Writer.#room;
    let rest = Math.abs(value);
    if (value < 0) room[this.#length++] = MINUS;
    let digits = 1;
    for (let power = 10; power <= rest; power *= 10) digits += 1;
    for (let place = this.#length + digits - 1; place >= this.#length; place -= 1) {
      const tens = Math.trunc(rest / 10);
      room[place] = ZERO + rest - tens * 10;
      rest = tens;
    }
    this.#length += digits;
    room[this.#length++] = end;
  }

  #reserve(more: number): void {
    if (this.#length + more <= Writer.#room.length) return;
    const larger = new Uint8Array(Math.max(Writer.#room.length * 2, this.#length + more));
    larger.set(Writer.#room);
    Writer.#room = larger;
  }
}
