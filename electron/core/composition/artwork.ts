/** Elements of line work: ground, guilloche, landscape, five stars, emblem slot, rule. */

import { starsBox, type Box, type ElementOf, type Template } from '../../../shared/model/template.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { TypefaceMetrics } from '../ports.ts';
import { medallion } from './art/emblem-slot.ts';
import { rosette, waves } from './art/guilloche.ts';
import { landscape } from './art/landscape.ts';
import { straight } from './art/path.ts';
import { fiveStars, starFacets, starOutline } from './art/stars.ts';
import type { Paint, PathCommand, Point, Shape } from './drawing.ts';
import { inkOf, paintOver } from './paint.ts';
import { filled, once, stroked } from './pen.ts';
import { placeLine } from './text.ts';

export function composeGround(element: ElementOf<'ground'>, template: Template): readonly Shape[] {
  const { xMm, yMm, widthMm, heightMm } = element.box;
  const corners: readonly Point[] = [
    { xMm, yMm },
    { xMm: xMm + widthMm, yMm },
    { xMm: xMm + widthMm, yMm: yMm + heightMm },
    { xMm, yMm: yMm + heightMm },
  ];
  const commands: readonly PathCommand[] = [...straight(corners), { op: 'close' }];
  return [filled(element, commands, paintOver(template, element.paint, element.box))];
}

export function composeGuilloche(
  element: ElementOf<'guilloche'>,
  template: Template,
  chance: () => number,
): readonly Shape[] {
  const draw = element.figure === 'waves' ? waves : rosette;
  const paint = paintOver(template, element.paint, element.box);
  return [stroked(element, draw(element.box, element.lines, chance), paint, element.widthMm)];
}

const landscapeOf = once((element: ElementOf<'landscape'>) => {
  const { lines, wall } = landscape(element.box);
  const masonry = [wall.curtain, wall.towers].map(({ bodies, strokes }) => ({ bodies, all: [...bodies, ...strokes] }));
  return { lines, masonry };
});

export function composeLandscape(element: ElementOf<'landscape'>, template: Template): readonly Shape[] {
  const { lines, masonry } = landscapeOf(element);
  const paint = paintOver(template, element.paint, element.box);
  const tint = paintOver(template, element.tint, element.box);
  return [
    stroked(element, lines, paint, element.widthMm),
    // The wall covers the hills behind it, and the towers the wall.
    ...masonry.flatMap(({ bodies, all }) => [
      filled({ layer: element.layer, opacity: 1 }, bodies, tint),
      stroked(element, all, paint, element.widthMm * 1.25),
    ]),
  ];
}

export function composeRule(element: ElementOf<'rule'>, template: Template): readonly Shape[] {
  const { from, to } = element;
  const box: Box = { ...from, widthMm: Math.abs(to.xMm - from.xMm), heightMm: Math.abs(to.yMm - from.yMm) };
  return [stroked(element, straight([from, to]), paintOver(template, element.paint, box), element.widthMm)];
}

const starsOf = once((element: ElementOf<'stars'>) => {
  const stars = fiveStars(element.at, element.unitMm);
  const outlines = stars.flatMap(starOutline);
  return { outlines, lines: [...outlines, ...stars.flatMap((star) => starFacets(star, element.line.pitchMm))] };
});

export function composeStars(element: ElementOf<'stars'>, template: Template): readonly Shape[] {
  const { outlines, lines } = starsOf(element);
  const box = starsBox(element);
  const pen = stroked(element, lines, paintOver(template, element.line.paint, box), element.line.widthMm);
  return element.tint === null ? [pen] : [filled(element, outlines, paintOver(template, element.tint, box)), pen];
}

const medallionOf = once((element: ElementOf<'emblemSlot'>) => medallion(element.centre, element.radiusMm));

/** Fails with `composition.glyphMissing` when the caption cannot be printed. */
export function composeEmblemSlot(
  element: ElementOf<'emblemSlot'>,
  template: Template,
  metrics: TypefaceMetrics,
): Result<readonly Shape[]> {
  const { centre, radiusMm } = element;
  const drawing = medallionOf(element);
  const line: Paint = { kind: 'flat', colour: inkOf(template, element.line) };
  const shapes: Shape[] = [
    filled(element, drawing.disc, { kind: 'flat', colour: inkOf(template, element.tint) }),
    stroked(element, drawing.weave, line, 0.06),
    stroked(element, drawing.frame, line, 0.12),
  ];
  const captions = [
    { text: '徽标位置', yMm: centre.yMm - radiusMm * 0.12, sizePt: radiusMm * 0.66 },
    { text: 'EMBLEM', yMm: centre.yMm + radiusMm * 0.14, sizePt: radiusMm * 0.49 },
    { text: 'SLOT', yMm: centre.yMm + radiusMm * 0.37, sizePt: radiusMm * 0.49 },
  ];
  for (const caption of captions) {
    const placed = placeLine(caption.text, caption.text, metrics, {
      layer: element.layer,
      at: { xMm: centre.xMm, yMm: caption.yMm },
      align: 'centre',
      sizePt: caption.sizePt,
      weight: 'medium',
      condense: 1,
      letterSpacingMm: 0.05,
      colour: inkOf(template, element.line),
      opacity: 1,
      rotationDegrees: 0,
    });
    if (!placed.ok) return placed;
    shapes.push(...placed.value);
  }
  return ok(shapes);
}
