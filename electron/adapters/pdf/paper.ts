/** What papers (receipt, proof sheet) are written with: lines of text in any script, rules, four inks. */

import { straight } from '../../core/composition/art/path.ts';
import type { Cmyk, Shape } from '../../core/composition/drawing.ts';
import { placeLine, type LineStyle } from '../../core/composition/text.ts';
import type { Typefaces } from './typefaces.ts';

export const BLACK: Cmyk = [0.6, 0.5, 0.45, 0.9];
export const TEAL: Cmyk = [0.85, 0.45, 0.4, 0.15];
export const GREY: Cmyk = [0.15, 0.1, 0.1, 0.55];
export const RED: Cmyk = [0.05, 0.95, 0.9, 0.1];

export interface Style {
  readonly sizePt: number;
  readonly weight?: LineStyle['weight'];
  readonly colour?: Cmyk;
  readonly align?: LineStyle['align'];
  readonly letterSpacingMm?: number;
  readonly opacity?: number;
  readonly rotationDegrees?: number;
  /** Narrowed to this width where longer. */
  readonly widthMm?: number;
}

export type Write = (text: string, xMm: number, yMm: number, style: Style) => readonly Shape[];

/** Sets one line; a character that no typeface has is printed as its code point, never as an empty box. */
export function writerOf(typefaces: Typefaces): Write {
  const { metrics } = typefaces;
  return (text, xMm, yMm, style) => {
    const weight = style.weight ?? 'regular';
    const printable = [...text]
      .map((character) => {
        const codePoint = character.codePointAt(0) ?? 0;
        return metrics.facesFor(codePoint, weight).length > 0
          ? character
          : `[U+${codePoint.toString(16).toUpperCase()}]`;
      })
      .join('');
    const set = (condense: number) =>
      placeLine(printable, printable, metrics, {
        layer: 'visible',
        at: { xMm, yMm },
        align: style.align ?? 'left',
        sizePt: style.sizePt,
        weight,
        condense,
        letterSpacingMm: style.letterSpacingMm ?? 0,
        colour: style.colour ?? BLACK,
        opacity: style.opacity ?? 1,
        rotationDegrees: style.rotationDegrees ?? 0,
      });
    const natural = set(1);
    if (!natural.ok) throw new Error('every character left has a typeface');
    if (style.widthMm === undefined) return natural.value;
    const wide = natural.value.reduce((sum, run) => sum + metrics.widthMm(run.text, run.face, run.sizePt), 0);
    const narrowed = wide > style.widthMm ? set(style.widthMm / wide) : natural;
    return narrowed.ok ? narrowed.value : natural.value;
  };
}

/** A level line. */
export function rule(fromMm: number, toMm: number, yMm: number, colour: Cmyk): Shape {
  const commands = straight([
    { xMm: fromMm, yMm },
    { xMm: toMm, yMm },
  ]);
  const stroke = { paint: { kind: 'flat', colour } as const, widthMm: 0.15 };
  return { kind: 'path', layer: 'visible', commands, fill: null, stroke, opacity: 1 };
}
