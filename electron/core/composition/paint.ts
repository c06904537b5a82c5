/** From the inks that a template names to the paint of a shape. */

import type { Box, Template, TemplatePaint } from '../../../shared/model/template.ts';
import type { Cmyk, Paint, Point } from './drawing.ts';

/** The ink of that name; templates are checked to name only inks of their palette. */
export function inkOf(template: Template, name: string): Cmyk {
  const ink = template.palette[name];
  if (ink === undefined) throw new Error(`ink ${name} is not in the palette`);
  return ink;
}

/** A template's paint, its blend laid across the box of the element. */
export function paintOver(template: Template, paint: TemplatePaint, box: Box): Paint {
  if (typeof paint === 'string') return { kind: 'flat', colour: inkOf(template, paint) };
  const from: Point = { xMm: box.xMm, yMm: box.yMm };
  const to: Point = {
    xMm: paint.direction === 'down' ? box.xMm : box.xMm + box.widthMm,
    yMm: paint.direction === 'across' ? box.yMm : box.yMm + box.heightMm,
  };
  const stops = paint.stops.map((stop) => ({ at: stop.at, colour: inkOf(template, stop.ink) }));
  return { kind: 'blend', from, to, stops };
}
