/** How well an ink stands out from the paper under it. */

import type { Box, ElementOf, Template, TemplateElement } from '../../../shared/model/template.ts';
import type { Cmyk, Paint, Point } from './drawing.ts';
import { paintOver } from './paint.ts';

const WHITE: Cmyk = [0, 0, 0, 0];

/** Contrast ratio of WCAG 2.2 (1 none, 21 black on white) of an ink over the uppermost ground at a place. */
export function contrastAt(ink: Cmyk, place: Point, template: Template, elements: readonly TemplateElement[]): number {
  const paper = groundAt(place, template, elements);
  const [light, dark] = [luminance(ink), luminance(paper)].toSorted((one, other) => other - one);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Grounds only: line work is fine, and pale enough by itself. */
function groundAt(place: Point, template: Template, elements: readonly TemplateElement[]): Cmyk {
  let paper = WHITE;
  for (const element of elements) {
    if (element.kind !== 'ground' || element.layer !== 'visible' || !holds(element.box, place)) continue;
    paper = over(paper, colourAt(paintOver(template, element.paint, element.box), place), element);
  }
  return paper;
}

function holds({ xMm, yMm, widthMm, heightMm }: Box, place: Point): boolean {
  return place.xMm >= xMm && place.yMm >= yMm && place.xMm <= xMm + widthMm && place.yMm <= yMm + heightMm;
}

function over(below: Cmyk, above: Cmyk, { opacity }: ElementOf<'ground'>): Cmyk {
  return mixed(below, above, opacity);
}

/** The colour of a paint at a place: along a blend, between its neighbouring stops. */
function colourAt(paint: Paint, place: Point): Cmyk {
  if (paint.kind === 'flat') return paint.colour;
  const x = paint.to.xMm - paint.from.xMm;
  const y = paint.to.yMm - paint.from.yMm;
  const along = ((place.xMm - paint.from.xMm) * x + (place.yMm - paint.from.yMm) * y) / (x * x + y * y);
  const after = paint.stops.find((stop) => stop.at >= along) ?? paint.stops.at(-1);
  const before = paint.stops.findLast((stop) => stop.at <= along) ?? paint.stops[0];
  if (after === undefined || before === undefined) return WHITE;
  if (after.at <= before.at) return before.colour;
  return mixed(before.colour, after.colour, (along - before.at) / (after.at - before.at));
}

function mixed(one: Cmyk, other: Cmyk, share: number): Cmyk {
  const mix = (index: 0 | 1 | 2 | 3): number => one[index] + (other[index] - one[index]) * share;
  return [mix(0), mix(1), mix(2), mix(3)];
}

/** Relative luminance by WCAG 2.2, of the plain conversion of four inks to sRGB. */
function luminance([cyan, magenta, yellow, black]: Cmyk): number {
  const linear = (ink: number): number => {
    const level = (1 - ink) * (1 - black);
    return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(cyan) + 0.7152 * linear(magenta) + 0.0722 * linear(yellow);
}
