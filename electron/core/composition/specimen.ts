/**
 * SPECIMEN across a face. The engine itself adds it after everything that the template holds, unless the issuance
 * profile has proven itself live (docs/design.md section 2, rule 5): no element, ink or option of a template reaches it.
 */

import { CARD_HEIGHT_MM, CARD_WIDTH_MM } from '../../../shared/model/template.ts';
import type { Result } from '../../../shared/result.ts';
import type { TypefaceMetrics } from '../ports.ts';
import type { Layer, TextRun } from './drawing.ts';
import { placeLine } from './text.ts';

const SPECIMEN = 'SPECIMEN 样本';
const SIZE_PT = 29;
const RISE_DEGREES = 24;

/** The mark from lower left to upper right through the middle of a face, on one layer. */
export function specimenMark(layer: Layer, metrics: TypefaceMetrics): Result<readonly TextRun[]> {
  const turn = (RISE_DEGREES * Math.PI) / 180;
  // The baseline runs below the middle by half the height of a capital, so that the letters themselves are centred.
  const dropMm = (SIZE_PT * 0.36 * 25.4) / 72;
  return placeLine(SPECIMEN, SPECIMEN, metrics, {
    layer,
    at: {
      xMm: CARD_WIDTH_MM / 2 + dropMm * Math.sin(turn),
      yMm: CARD_HEIGHT_MM / 2 + dropMm * Math.cos(turn),
    },
    align: 'centre',
    sizePt: SIZE_PT,
    weight: 'bold',
    condense: 1,
    letterSpacingMm: 0.4,
    colour: [0, 0.9, 0.75, 0.1],
    opacity: 0.24,
    rotationDegrees: RISE_DEGREES,
  });
}
