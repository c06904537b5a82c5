/**
 * What is wrong with a template that follows its schema: tried with the longest and the shortest holder, as a person who
 * lays out a card would look for it. Pure; the shipped layouts have no findings.
 */

import {
  CARD_HEIGHT_MM,
  CARD_WIDTH_MM,
  type Box,
  type ElementOf,
  type Template,
  type TemplateElement,
  type TemplateField,
} from '../../../shared/model/template.ts';
import type { TypefaceMetrics } from '../ports.ts';
import { LEAST_MODULE_MM, moduleMm } from './art/modules.ts';
import { contrastAt } from './contrast.ts';
import type { Face, TextRun } from './drawing.ts';
import { longestHolder, shortestHolder } from './extreme-people.ts';
import { composeMicrotext } from './microtext.ts';
import { inkOf } from './paint.ts';
import { clustersOf } from './runs.ts';
import { composeText, type TextContext } from './text.ts';

interface At {
  readonly face: Face['name'];
  /** Place in the face's list of elements, from 0. */
  readonly element: number;
}

export type TemplateFinding =
  /** Two of text, photo and seal lie on each other, `other` being the later; a label and its own value have one index. */
  | (At & { readonly kind: 'overlap'; readonly other: number; readonly widthMm: number; readonly heightMm: number })
  | (At & { readonly kind: 'clipped'; readonly overMm: number })
  | (At & { readonly kind: 'tooSmall'; readonly sizePt: number; readonly leastPt: number })
  /** Contrast ratio of WCAG 2.2 against the ground. */
  | (At & { readonly kind: 'faint'; readonly contrast: number; readonly least: number })
  | (At & { readonly kind: 'glyphMissing'; readonly character: string; readonly codePoint: string })
  | (At & { readonly kind: 'doesNotFit'; readonly text: string })
  | (At & { readonly kind: 'sealTooSmall'; readonly moduleMm: number; readonly leastMm: number })
  /** A field that every card of this kind shows is on neither face. */
  | { readonly kind: 'fieldMissing'; readonly field: TemplateField };

/** Below this print is not read without a lens; microtext means not to be. */
const LEAST_PT = 4;
/** WCAG 2.2 success criterion 1.4.3 for text; 1.4.11 for what is looked at through a lens. */
const LEAST_CONTRAST = 4.5;
const LEAST_CONTRAST_MICROTEXT = 3;
/** The largest symbol that a seal comes as. */
const MOST_MODULES = 52;
/** Boxes of letters are drawn a little too large. */
const TOLERANCE_MM = 0.1;

const fieldsOfEveryCard: readonly TemplateField[] = [
  'latinName',
  'chineseName',
  'sex',
  'birthDate',
  'nationality',
  'validity',
];

/** Everything found, by face and element; empty = nothing to find fault with. */
export function checkTemplate(template: Template, metrics: TypefaceMetrics): readonly TemplateFinding[] {
  const faces = (['portrait', 'emblem'] as const).flatMap((face) => checkFace(face, template, metrics));
  return [...faces, ...missingFields(template)];
}

function checkFace(face: Face['name'], template: Template, metrics: TypefaceMetrics): readonly TemplateFinding[] {
  const elements = template.faces[face];
  const contexts = [longestHolder(), shortestHolder()].map((source) => ({ template, metrics, source }));
  const findings: TemplateFinding[] = [];
  const taken: Taken[] = [];
  elements.forEach((element, index) => {
    const at = { face, element: index };
    findings.push(...checkElement(element, at, template));
    const printed = contexts.map((context) => runsOf(element, context, at));
    findings.push(...unlike(printed.flatMap((one) => one.findings)));
    const boxes = printed.flatMap((one) => one.runs.flatMap((run) => boxOf(run, metrics)));
    findings.push(...clipped(boxes, at));
    taken.push(
      ...placesOf(
        element,
        index,
        printed.map((one) => one.runs),
        metrics,
      ),
    );
  });
  return [...findings, ...overlaps(taken, face)];
}

/** What can be said of one element by itself. */
function checkElement(element: TemplateElement, at: At, template: Template): readonly TemplateFinding[] {
  switch (element.kind) {
    case 'text':
      return [...tooSmall(element, at), ...faint(element, at, template)];
    case 'microtext':
      return faintMicrotext(element, at, template);
    case 'seal': {
      const unitMm = moduleMm(MOST_MODULES, element.box.widthMm);
      if (unitMm >= LEAST_MODULE_MM) return [];
      return [{ ...at, kind: 'sealTooSmall', moduleMm: rounded(unitMm), leastMm: LEAST_MODULE_MM }];
    }
    default:
      return [];
  }
}

function tooSmall(element: ElementOf<'text'>, at: At): readonly TemplateFinding[] {
  const { fit, label } = element;
  const sizes = [element.sizePt, fit.minSizePt, fit.broken?.minSizePt, label?.sizePt];
  const least = Math.min(...sizes.filter((size) => size !== undefined));
  return least >= LEAST_PT ? [] : [{ ...at, kind: 'tooSmall', sizePt: least, leastPt: LEAST_PT }];
}

function faint(element: ElementOf<'text'>, at: At, template: Template): readonly TemplateFinding[] {
  if (element.layer !== 'visible') return [];
  const { label } = element;
  const written = [
    { ink: element.ink, place: element.at },
    ...(label === null ? [] : [{ ink: label.ink, place: label.at }]),
  ];
  return written.flatMap(({ ink, place }) => {
    const ratio = contrastAt(inkOf(template, ink), place, template, template.faces[at.face].slice(0, at.element));
    return faintAt(ratio * element.opacity, LEAST_CONTRAST, at);
  });
}

function faintMicrotext(element: ElementOf<'microtext'>, at: At, template: Template): readonly TemplateFinding[] {
  if (element.layer !== 'visible') return [];
  const { course } = element;
  const place = course.kind === 'arc' ? course.centre : course.kind === 'frame' ? course.box : course.from;
  const ratio = contrastAt(inkOf(template, element.ink), place, template, template.faces[at.face].slice(0, at.element));
  return faintAt(ratio * element.opacity, LEAST_CONTRAST_MICROTEXT, at);
}

function faintAt(contrast: number, least: number, at: At): readonly TemplateFinding[] {
  return contrast >= least ? [] : [{ ...at, kind: 'faint', contrast: rounded(contrast), least }];
}

interface Printed {
  readonly runs: readonly TextRun[];
  readonly findings: readonly TemplateFinding[];
}

/** An element's letters for one holder, or why they cannot be printed. */
function runsOf(element: TemplateElement, context: TextContext, at: At): Printed {
  if (element.kind !== 'text' && element.kind !== 'microtext') return { runs: [], findings: [] };
  const composed = element.kind === 'text' ? composeText(element, context) : composeMicrotext(element, context);
  if (composed.ok) return { runs: composed.value, findings: [] };
  const { error } = composed;
  if (error.kind === 'composition.glyphMissing') {
    const { character, codePoint } = error.data;
    return { runs: [], findings: [{ ...at, kind: 'glyphMissing', character, codePoint }] };
  }
  const text = error.kind === 'composition.doesNotFit' ? error.data.text : error.kind;
  return { runs: [], findings: [{ ...at, kind: 'doesNotFit', text }] };
}

/** The longest and the shortest holder often find the same. */
function unlike(findings: readonly TemplateFinding[]): readonly TemplateFinding[] {
  const seen = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...seen.values()];
}

/** The letters of a level run: capitals and ideographs rise above the baseline, commas and tails hang below. */
function boxOf(run: TextRun, metrics: TypefaceMetrics): readonly Box[] {
  if (run.rotationDegrees !== 0) return [];
  const emMm = (run.sizePt * 25.4) / 72;
  const isHan = /\p{Script=Han}/u.test(run.text);
  const [riseMm, hangMm] = isHan ? [0.86 * emMm, 0.1 * emMm] : [0.74 * emMm, 0.2 * emMm];
  const spacingMm = (clustersOf(run.text).length - 1) * run.letterSpacingMm;
  const widthMm = metrics.widthMm(run.text, run.face, run.sizePt) * run.condense + spacingMm;
  return [{ xMm: run.at.xMm, yMm: run.at.yMm - riseMm, widthMm, heightMm: riseMm + hangMm }];
}

function clipped(boxes: readonly Box[], at: At): readonly TemplateFinding[] {
  const over = boxes.map(({ xMm, yMm, widthMm, heightMm }) =>
    Math.max(-xMm, -yMm, xMm + widthMm - CARD_WIDTH_MM, yMm + heightMm - CARD_HEIGHT_MM),
  );
  const most = Math.max(0, ...over);
  return most <= TOLERANCE_MM ? [] : [{ ...at, kind: 'clipped', overMm: rounded(most) }];
}

interface Taken {
  readonly element: number;
  /** Boxes of one holder are compared with those of the same holder; what every card has is of all. */
  readonly holder: number | 'all';
  readonly part: 'label' | 'value' | 'all';
  readonly box: Box;
}

/** What must be seen whole: texts, photo, seal. */
function placesOf(
  element: TemplateElement,
  index: number,
  printed: readonly (readonly TextRun[])[],
  metrics: TypefaceMetrics,
): readonly Taken[] {
  if (element.kind === 'photo' || element.kind === 'seal') {
    return [{ element: index, holder: 'all', part: 'all', box: element.box }];
  }
  if (element.kind !== 'text' || element.layer !== 'visible') return [];
  return printed.flatMap((runs, holder) =>
    runs.flatMap((run) => {
      const part = element.label !== null && run.at.yMm === element.label.at.yMm ? 'label' : 'value';
      return boxOf(run, metrics).map((box): Taken => ({ element: index, holder, part, box }));
    }),
  );
}

function overlaps(taken: readonly Taken[], face: Face['name']): readonly TemplateFinding[] {
  const worst = new Map<string, TemplateFinding & { readonly kind: 'overlap' }>();
  taken.forEach((one, index) => {
    for (const other of taken.slice(index + 1)) {
      const sameHolder = one.holder === 'all' || other.holder === 'all' || one.holder === other.holder;
      if (!sameHolder || (one.element === other.element && one.part === other.part)) continue;
      const { widthMm, heightMm } = common(one.box, other.box);
      if (Math.min(widthMm, heightMm) <= TOLERANCE_MM) continue;
      const key = `${one.element} ${other.element}`;
      const known = worst.get(key);
      if (known !== undefined && known.widthMm * known.heightMm >= widthMm * heightMm) continue;
      const size = { widthMm: rounded(widthMm), heightMm: rounded(heightMm) };
      worst.set(key, { kind: 'overlap', face, element: one.element, other: other.element, ...size });
    }
  });
  return [...worst.values()];
}

/** The size of what two boxes share; negative where they share nothing. */
function common(one: Box, other: Box): { readonly widthMm: number; readonly heightMm: number } {
  const right = Math.min(one.xMm + one.widthMm, other.xMm + other.widthMm);
  const bottom = Math.min(one.yMm + one.heightMm, other.yMm + other.heightMm);
  return { widthMm: right - Math.max(one.xMm, other.xMm), heightMm: bottom - Math.max(one.yMm, other.yMm) };
}

/** The former layout carries the former number. */
function missingFields(template: Template): readonly TemplateFinding[] {
  const shown = new Set(
    Object.values(template.faces)
      .flat()
      .flatMap((element) =>
        element.kind === 'text' && element.content.kind === 'field' ? [element.content.field] : [],
      ),
  );
  const number: TemplateField = template.issuable ? 'number' : 'formerNumber';
  return [...fieldsOfEveryCard, number]
    .filter((field) => !shown.has(field))
    .map((field) => ({ kind: 'fieldMissing', field }));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
