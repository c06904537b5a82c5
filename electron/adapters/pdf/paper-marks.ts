/** What every paper of an office bears, whatever its size: the stars, both languages, Beijing time, SPECIMEN in training. */

import { fiveStars, starOutline } from '../../core/composition/art/stars.ts';
import type { Shape } from '../../core/composition/drawing.ts';
import { minuteInChina } from '../../../shared/card/china-day.ts';
import type { Bilingual } from '../../../shared/messages/receipt.ts';
import type { Instant } from '../../../shared/model/time.ts';
import { RED, type Write } from './paper.ts';

export function pair({ zh, en }: Bilingual): string {
  return `${zh} / ${en}`;
}

export function beijing(instant: Instant): string {
  return minuteInChina(new Date(instant));
}

/** The five stars at the head of a page, from `leftMm` on, `topMm` to the middle of the large one. */
export function stars(leftMm: number, topMm: number): Shape {
  return {
    kind: 'path',
    layer: 'visible',
    commands: fiveStars({ xMm: leftMm - 1.6, yMm: topMm }, 0.8).flatMap(starOutline),
    fill: { kind: 'flat', colour: RED },
    stroke: null,
    opacity: 1,
  };
}

interface Across {
  readonly sizePt: number;
  readonly opacity: number;
  readonly rotationDegrees: number;
}

/** As on the card: training never leaves a paper that could pass for a real one. */
export function specimenAcross(write: Write, xMm: number, yMm: number, across: Across): readonly Shape[] {
  return write('SPECIMEN 样本', xMm, yMm, { weight: 'bold', colour: RED, align: 'centre', ...across });
}
