/** The first pages of a proof sheet: which template, in which inks, what was found, what is on which page. */

import { refusalsIn, type Proof } from '../../core/composition/proof.ts';
import { roundedBox } from '../../core/composition/art/path.ts';
import type { Shape } from '../../core/composition/drawing.ts';
import type { Bilingual } from '../../../shared/messages/receipt.ts';
import { proofTexts as texts } from '../../../shared/messages/template-check.ts';
import { CARD_HEIGHT_MM, CARD_WIDTH_MM, type Template } from '../../../shared/model/template.ts';
import { BLACK, GREY, RED, rule, TEAL, type Write } from './paper.ts';
import type { Typefaces } from './typefaces.ts';
import { wrapped } from './wrapped.ts';

/** What a sheet is of. */
export interface Subject {
  readonly template: Template;
  /** Of the template's file, in hexadecimal. */
  readonly sha256: string;
}

export interface Cover {
  readonly proof: Proof;
  readonly subject: Subject;
  /** Of the pages that follow, in order. */
  readonly titles: readonly Bilingual[];
  readonly write: Write;
  readonly typefaces: Typefaces;
}

const LEFT_MM = 14;
const RIGHT_MM = 196;
const MIDDLE_MM = 108;
const BOTTOM_MM = 282;
const LINE_MM = 4.1;

/** The shapes of each page: one, and as many more as the findings need. */
export function coverPages(cover: Cover): readonly (readonly Shape[])[] {
  const findings = findingBlocks(cover);
  const factsEndMm = 90 + Math.ceil(Object.keys(cover.subject.template.palette).length / 4) * 6.4;
  const pages: Shape[][] = [[]];
  let yMm = factsEndMm + 14;
  for (const block of findings) {
    if (yMm + block.length * LINE_MM > BOTTOM_MM) {
      pages.push([]);
      yMm = 32;
    }
    for (const line of block) {
      pages.at(-1)?.push(...cover.write(line.text, line.xMm, yMm, { sizePt: 8, colour: line.colour }));
      yMm += LINE_MM;
    }
    yMm += 1.6;
  }
  const first = [...facts(cover), ...contents(cover, pages.length), ...inks(cover), ...findingsHead(cover, factsEndMm)];
  return pages.map((shapes, index) => (index === 0 ? [...first, ...shapes] : shapes));
}

function facts({ subject: { template, sha256 }, write }: Cover): readonly Shape[] {
  const { portrait, emblem } = template.faces;
  const rows: readonly (readonly [Bilingual, string])[] = [
    [texts.template, `${template.id}  ${template.title.zh}`],
    [texts.version, String(template.version)],
    [texts.use, both(template.issuable ? texts.issued : texts.shownOnly)],
    [texts.elements, `${portrait.length} + ${emblem.length}`],
    [texts.size, `${CARD_WIDTH_MM.toFixed(2)} × ${CARD_HEIGHT_MM.toFixed(2)} mm (ISO/IEC 7810 ID-1)`],
    [texts.file, sha256],
  ];
  const scaleMm = 79;
  return [
    ...rows.flatMap(([label, value], index) => {
      const yMm = 29 + index * 6.6;
      return [
        ...write(both(label), LEFT_MM, yMm, { sizePt: 6, colour: TEAL }),
        // A digest is read sign by sign: smaller rather than narrower.
        ...write(value, LEFT_MM, yMm + 3.2, { sizePt: value === sha256 ? 6.6 : 8, weight: 'medium', widthMm: 90 }),
      ];
    }),
    ...write(both(texts.scale), LEFT_MM, scaleMm - 4.4, { sizePt: 6.5, colour: TEAL }),
    rule(LEFT_MM, LEFT_MM + 100, scaleMm, BLACK),
    ...Array.from({ length: 11 }, (_, index) => tick(LEFT_MM + index * 10, scaleMm)),
    ...write(both(texts.seals), LEFT_MM, scaleMm + 4.6, { sizePt: 6, colour: GREY, widthMm: RIGHT_MM - LEFT_MM }),
  ];
}

function tick(xMm: number, yMm: number): Shape {
  const commands = [
    { op: 'move', to: { xMm, yMm: yMm - 1.6 } },
    { op: 'line', to: { xMm, yMm: yMm + 0.05 } },
  ] as const;
  const stroke = { paint: { kind: 'flat', colour: BLACK } as const, widthMm: 0.15 };
  return { kind: 'path', layer: 'visible', commands, fill: null, stroke, opacity: 1 };
}

function contents({ titles, write }: Cover, coverCount: number): readonly Shape[] {
  const pageOf = new Map<string, number[]>();
  titles.forEach((title, index) => {
    const key = both(title);
    pageOf.set(key, [...(pageOf.get(key) ?? []), coverCount + index + 1]);
  });
  return [
    ...write(both(texts.pages), MIDDLE_MM, 29, { sizePt: 6, colour: TEAL }),
    ...[...pageOf].flatMap(([title, numbers], index) => {
      const [first = 0] = numbers;
      const last = numbers.at(-1) ?? first;
      const yMm = 33.4 + index * 5.2;
      return [
        ...write(title, MIDDLE_MM, yMm, { sizePt: 6.4, widthMm: 79 }),
        ...write(first === last ? `${first}` : `${first}-${last}`, RIGHT_MM, yMm, { sizePt: 6.4, align: 'right' }),
      ];
    }),
  ];
}

/** Every ink of the palette as a swatch with its four values. */
function inks({ subject: { template }, write }: Cover): readonly Shape[] {
  const columnMm = (RIGHT_MM - LEFT_MM) / 4;
  return [
    ...write(both(texts.inks), LEFT_MM, 89, { sizePt: 6, colour: TEAL }),
    ...Object.entries(template.palette).flatMap(([name, colour], index) => {
      const at = { xMm: LEFT_MM + (index % 4) * columnMm, yMm: 91 + Math.floor(index / 4) * 6.4 };
      const swatch: Shape = {
        kind: 'path',
        layer: 'visible',
        commands: roundedBox(at, 8, 4.4, 0.6),
        fill: { kind: 'flat', colour },
        stroke: { paint: { kind: 'flat', colour: GREY }, widthMm: 0.08 },
        opacity: 1,
      };
      const values = colour.map((share) => Math.round(share * 100)).join(' ');
      return [
        swatch,
        ...write(name, at.xMm + 9.4, at.yMm + 1.9, { sizePt: 6, weight: 'medium', widthMm: 34 }),
        ...write(values, at.xMm + 9.4, at.yMm + 4.3, { sizePt: 5.6, colour: GREY }),
      ];
    }),
  ];
}

function findingsHead({ proof, write }: Cover, endMm: number): readonly Shape[] {
  const isClean = proof.findings.length + refusalsIn(proof).length === 0;
  return [
    rule(LEFT_MM, RIGHT_MM, endMm + 3, TEAL),
    ...write(both(texts.findings), LEFT_MM, endMm + 8, {
      sizePt: 9,
      weight: 'bold',
      colour: isClean ? TEAL : RED,
    }),
  ];
}

interface Line {
  readonly text: string;
  readonly xMm: number;
  readonly colour: typeof BLACK;
}

/** Each finding numbered, Chinese first, English beneath. */
function findingBlocks({ proof, typefaces }: Cover): readonly (readonly Line[])[] {
  const sentences = [...proof.findings.map(({ text }) => text), ...refusalsIn(proof).map(({ text }) => text)];
  if (sentences.length === 0) return [[{ text: both(texts.noFindings), xMm: LEFT_MM, colour: BLACK }]];
  const place = { widthMm: RIGHT_MM - LEFT_MM - 8, sizePt: 8 };
  return sentences.map(({ zh, en }, index) => [
    ...wrapped(`${index + 1}. ${zh}`, place, typefaces).map((text) => ({ text, xMm: LEFT_MM, colour: BLACK })),
    ...wrapped(en, place, typefaces).map((text) => ({ text, xMm: LEFT_MM + 4.4, colour: TEAL })),
  ]);
}

function both(text: Bilingual): string {
  return `${text.zh} / ${text.en}`;
}
