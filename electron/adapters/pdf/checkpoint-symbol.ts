/** A checkpoint on paper as a Data Matrix symbol: the bytes that were signed, whole, so that a scan can be held to the log. */

import { sealModules } from '../../core/composition/art/modules.ts';
import type { Shape } from '../../core/composition/drawing.ts';
import { utf8Bytes } from '../../core/chip/bytes.ts';
import { paperSymbol } from '../../core/seal/symbol.ts';
import { bare } from './report-parts.ts';

/** A module of a symbol of 64 then has two thirds of a millimetre: a telephone reads that. */
export const SYMBOL_MM = 47;

/** At its upper left corner, on bare paper and not on what stands across the page; a symbol holds 813 bytes, a dozen signatures and more. */
export function checkpointSymbol(checkpoint: string, xMm: number, yMm: number): readonly Shape[] {
  const symbol = paperSymbol(utf8Bytes(checkpoint));
  // No checkpoint of our own is as long; one without its symbol is still there as text.
  if (symbol === null) return [];
  return [
    bare(xMm, yMm, SYMBOL_MM, SYMBOL_MM),
    {
      kind: 'path',
      layer: 'visible',
      commands: sealModules(symbol, { xMm, yMm, widthMm: SYMBOL_MM, heightMm: SYMBOL_MM }),
      // One ink: four that do not meet exactly would blur the edges.
      fill: { kind: 'flat', colour: [0, 0, 0, 1] },
      stroke: null,
      opacity: 1,
    },
  ];
}
