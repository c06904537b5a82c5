/** The edge of the card: what is printed for this holder has to end before it. */

import { CARD_HEIGHT_MM, CARD_WIDTH_MM } from '../../../shared/model/template.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { TypefaceMetrics } from '../ports.ts';
import type { TextRun } from './drawing.ts';
import { widthOfRuns } from './runs.ts';

/** Letters are measured to their advance, a little more than their ink. */
const TOLERANCE_MM = 0.1;

/** Of level lines; fails with `composition.offCard`, naming the first that a template lets run over the edge. */
export function withinCard(runs: readonly TextRun[], metrics: TypefaceMetrics): Result<void> {
  const astray = runs.find((run) => {
    const { xMm, yMm } = run.at;
    const widthMm = widthOfRuns([run], run.sizePt, run.letterSpacingMm, metrics) * run.condense;
    const isBeside = xMm < -TOLERANCE_MM || xMm + widthMm > CARD_WIDTH_MM + TOLERANCE_MM;
    return isBeside || yMm < 0 || yMm > CARD_HEIGHT_MM;
  });
  return astray === undefined ? ok(undefined) : fail('composition.offCard', { text: astray.text });
}
