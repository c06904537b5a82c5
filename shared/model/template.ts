/** A card template as data: both faces in millimetres from the top left corner, elements in the order they are drawn. */

import * as z from 'zod';
import { elementSchema, type TemplateElement } from './template-elements.ts';
import {
  CARD_HEIGHT_MM,
  CARD_WIDTH_MM,
  cmykSchema,
  ink,
  type Box,
  type TemplatePaint,
  type TemplatePoint,
} from './template-parts.ts';

export { CARD_HEIGHT_MM, CARD_WIDTH_MM } from './template-parts.ts';
export type { Box, Fit, TemplatePaint } from './template-parts.ts';
export type { ElementOf, TemplateElement, TemplateField } from './template-elements.ts';

export const templateSchema = z
  .strictObject({
    /** What the file claims to be, so that a template of another program or another time is named as such. */
    format: z.literal('starcard-template/1'),
    id: z.string().regex(/^[a-z0-9-]{2,40}$/),
    version: z.int().min(1),
    title: z.strictObject({ zh: z.string(), en: z.string() }),
    /** False: the layout of cards that are still valid, composed to show one and refused to a job. */
    issuable: z.boolean(),
    palette: z.record(ink, cmykSchema),
    faces: z.strictObject({ portrait: z.array(elementSchema), emblem: z.array(elementSchema) }),
  })
  .check((context) => {
    const { palette, faces } = context.value;
    for (const [face, elements] of Object.entries(faces)) {
      elements.forEach((element, index) => {
        const path = ['faces', face, index];
        for (const name of inksOf(element)) {
          if (Object.hasOwn(palette, name)) continue;
          context.issues.push({ code: 'custom', input: name, path, message: `ink "${name}" is not in the palette` });
        }
        const astray = placeProblem(element);
        if (astray !== null) context.issues.push({ code: 'custom', input: element, path, message: astray });
      });
      if (elements.filter(({ kind }) => kind === 'seal').length > 1) {
        context.issues.push({ code: 'custom', input: face, path: ['faces', face], message: 'has more than one seal' });
      }
    }
  });

export type Template = z.infer<typeof templateSchema>;

/**
 * Why an element cannot stand where it is put. Line work may bleed over the cut but must meet the card; what carries data
 * lies on it wholly, texts by their anchors (how far they reach depends on the holder: the template check warns of it, composition refuses it).
 */
function placeProblem(element: TemplateElement): string | null {
  switch (element.kind) {
    case 'ground':
    case 'guilloche':
    case 'landscape':
    case 'relief':
    case 'pattern':
      return meetsCard(element.box) ? null : `the ${element.kind} lies off the card`;
    case 'photo':
    case 'ghost':
    case 'seal':
      return isOnCard(element.box) ? null : `the ${element.kind} reaches over the edge of the card`;
    case 'stars':
      return meetsCard(starsBox(element)) ? null : 'the stars lie off the card';
    case 'emblemSlot':
      return isOnCard(squareAround(element.centre, element.radiusMm)) ? null : 'the emblem slot lies off the card';
    case 'rule':
      return pointIsOnCard(element.from) || pointIsOnCard(element.to) ? null : 'the rule lies off the card';
    case 'microtext':
      return isOnCard(courseBox(element.course)) ? null : 'the microtext reaches over the edge of the card';
    case 'text':
      return textProblem(element);
  }
}

/** Where the lines of a text stand is the template's say; how far they reach is found for each holder. */
function textProblem({ at, label, fit }: Extract<TemplateElement, { readonly kind: 'text' }>): string | null {
  if (!pointIsOnCard(at)) return 'the text lies off the card';
  if (label !== null && !pointIsOnCard(label.at)) return 'the label lies off the card';
  if (fit.broken === null) return null;
  const { yMm, lineHeightMm } = fit.broken;
  const areOnCard = [yMm, yMm + lineHeightMm].every((baseline) => pointIsOnCard({ xMm: at.xMm, yMm: baseline }));
  return areOnCard ? null : 'the two lines that the text breaks into lie off the card';
}

function meetsCard({ xMm, yMm, widthMm, heightMm }: Box): boolean {
  return xMm < CARD_WIDTH_MM && yMm < CARD_HEIGHT_MM && xMm + widthMm > 0 && yMm + heightMm > 0;
}

function isOnCard({ xMm, yMm, widthMm, heightMm }: Box): boolean {
  return xMm >= 0 && yMm >= 0 && xMm + widthMm <= CARD_WIDTH_MM && yMm + heightMm <= CARD_HEIGHT_MM;
}

function pointIsOnCard({ xMm, yMm }: TemplatePoint): boolean {
  return xMm >= 0 && yMm >= 0 && xMm <= CARD_WIDTH_MM && yMm <= CARD_HEIGHT_MM;
}

function squareAround(centre: TemplatePoint, radiusMm: number): Box {
  return {
    xMm: centre.xMm - radiusMm,
    yMm: centre.yMm - radiusMm,
    widthMm: 2 * radiusMm,
    heightMm: 2 * radiusMm,
  };
}

/** The stars span units 2 to 13 across and 1 to 10 down of the flag's grid. */
export function starsBox({ at, unitMm }: { readonly at: TemplatePoint; readonly unitMm: number }): Box {
  return { xMm: at.xMm + 2 * unitMm, yMm: at.yMm + unitMm, widthMm: 11 * unitMm, heightMm: 9 * unitMm };
}

type Course = Extract<TemplateElement, { readonly kind: 'microtext' }>['course'];

/** The box that a course of microtext runs through. */
export function courseBox(course: Course): Box {
  switch (course.kind) {
    case 'line': {
      const { from, to } = course;
      return {
        xMm: Math.min(from.xMm, to.xMm),
        yMm: Math.min(from.yMm, to.yMm),
        widthMm: Math.abs(to.xMm - from.xMm),
        heightMm: Math.abs(to.yMm - from.yMm),
      };
    }
    case 'arc':
      return squareAround(course.centre, course.radiusMm);
    case 'wave':
      return {
        xMm: course.from.xMm,
        yMm: course.from.yMm - course.swingMm,
        widthMm: course.widthMm,
        heightMm: 2 * course.swingMm,
      };
    case 'frame': {
      const { box, gapMm } = course;
      return {
        xMm: box.xMm - gapMm,
        yMm: box.yMm - gapMm,
        widthMm: box.widthMm + 2 * gapMm,
        heightMm: box.heightMm + 2 * gapMm,
      };
    }
  }
}

/** Every ink that an element names. */
function inksOf(element: TemplateElement): readonly string[] {
  switch (element.kind) {
    case 'ground':
    case 'guilloche':
    case 'rule':
    case 'ghost':
    case 'relief':
    case 'pattern':
      return inksOfPaint(element.paint);
    case 'landscape':
      return [...inksOfPaint(element.paint), ...inksOfPaint(element.tint)];
    case 'stars':
      return [...inksOfPaint(element.line.paint), ...(element.tint === null ? [] : inksOfPaint(element.tint))];
    case 'emblemSlot':
      return [element.line, element.tint];
    case 'photo':
      return element.border === null ? [] : [element.border.ink];
    case 'seal':
      return [element.ink, element.paper];
    case 'microtext':
      return [element.ink];
    case 'text':
      return element.label === null ? [element.ink] : [element.ink, element.label.ink];
  }
}

function inksOfPaint(paint: TemplatePaint): readonly string[] {
  return typeof paint === 'string' ? [paint] : paint.stops.map((stop) => stop.ink);
}
