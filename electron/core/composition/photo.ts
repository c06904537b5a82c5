/** The photo in its frame: filled to the edges, centred, nothing distorted. */

import type { ElementOf, Template } from '../../../shared/model/template.ts';
import type { ToneGrid } from '../portrait/tone.ts';
import { roundedBox } from './art/path.ts';
import type { Shape } from './drawing.ts';
import { inkOf } from './paint.ts';

export interface Photo {
  readonly jpeg: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Its tones, from which the ghost portrait is drawn. */
  readonly tone: ToneGrid;
}

/** The picture, cut to the frame where its proportions differ, and the fine line around it. */
export function composePhoto(element: ElementOf<'photo'>, template: Template, photo: Photo): readonly Shape[] {
  const { box, cornerMm, layer } = element;
  const scale = Math.max(box.widthMm / photo.widthPx, box.heightMm / photo.heightPx);
  const widthMm = photo.widthPx * scale;
  const heightMm = photo.heightPx * scale;
  const at = { xMm: box.xMm, yMm: box.yMm };
  const frame = { at, widthMm: box.widthMm, heightMm: box.heightMm, cornerMm };
  const picture: Shape = {
    kind: 'image',
    layer,
    jpeg: photo.jpeg,
    at: { xMm: box.xMm - (widthMm - box.widthMm) / 2, yMm: box.yMm - (heightMm - box.heightMm) / 2 },
    widthMm,
    heightMm,
    frame,
  };
  if (element.border === null) return [picture];
  const border: Shape = {
    kind: 'path',
    layer,
    commands: roundedBox(at, box.widthMm, box.heightMm, cornerMm),
    fill: null,
    stroke: {
      paint: { kind: 'flat', colour: inkOf(template, element.border.ink) },
      widthMm: element.border.widthMm,
    },
    opacity: element.opacity,
  };
  return [picture, border];
}
