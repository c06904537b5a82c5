/** A face as a map of its elements: where each lies, under the number that the template file and the findings give it. */

import { roundedBox, straight } from '../../core/composition/art/path.ts';
import type { TemplateFinding } from '../../core/composition/check-template.ts';
import { elementTitle } from '../../core/composition/finding-text.ts';
import type { Cmyk, Face, Layer, Point, Shape } from '../../core/composition/drawing.ts';
import {
  CARD_HEIGHT_MM,
  CARD_WIDTH_MM,
  courseBox,
  starsBox,
  type Box,
  type Template,
  type TemplateElement,
} from '../../../shared/model/template.ts';
import { proofTexts as texts } from '../../../shared/messages/template-check.ts';
import { BLACK, GREY, type Write } from './paper.ts';
import type { Plate } from './plates.ts';
import { coat, facePlates, measurePlates, paperPlate, type Laid } from './proof-parts.ts';

const inkOfLayer: Readonly<Record<Layer, Cmyk>> = {
  visible: [0, 0.85, 0.9, 0.05],
  uv: [0.75, 0.75, 0, 0],
  overlay: [0.8, 0, 0.7, 0.15],
};

const WHITE: Cmyk = [0, 0, 0, 0];
const COLUMNS = 4;
/** Between a face and the heading of the next. */
const LEGEND_MM = 13;

export interface MapOf {
  readonly face: Face;
  readonly template: Template;
  /** Of the whole template; what a finding is about is filled. */
  readonly findings: readonly TemplateFinding[];
}

/** The pale face with the boxes of its elements, and beneath it what each of them is. */
export function mapPlates({ face, template, findings }: MapOf, laid: Laid, write: Write): readonly Plate[] {
  const elements = template.faces[face.name];
  const found = new Set(findings.flatMap((finding) => elementsOf(finding, face.name)));
  const taken: Point[] = [];
  const boxes = elements.flatMap((element, index) => {
    const box = onCard(boxOf(element));
    const ink = inkOfLayer[element.layer];
    return [outline(box, ink, found.has(index)), ...mark(`${index}`, cornerOf(box, taken), ink, write)];
  });
  const { at, scale } = laid;
  return [
    ...facePlates(face, laid, [['visible', 'process']]),
    coat(laid, WHITE, 0.62),
    ...measurePlates(laid, 5, write),
    { ...paperPlate(boxes), placed: { at, scale, clip: null } },
    paperPlate([
      ...write(`${texts[face.name].zh} / ${texts[face.name].en}`, at.xMm, at.yMm - 4.4, { sizePt: 6.8, colour: BLACK }),
      ...legend(elements, { xMm: at.xMm, yMm: at.yMm + CARD_HEIGHT_MM * scale + 3 }, write),
    ]),
  ];
}

function legend(elements: readonly TemplateElement[], at: Point, write: Write): readonly Shape[] {
  const perColumn = Math.ceil(elements.length / COLUMNS);
  const columnMm = (CARD_WIDTH_MM * 2) / COLUMNS;
  const rowMm = Math.min(2.5, LEGEND_MM / perColumn);
  return elements.flatMap((element, index) => {
    const xMm = at.xMm + Math.floor(index / perColumn) * columnMm;
    const yMm = at.yMm + (index % perColumn) * rowMm;
    const layer = element.layer === 'visible' ? '' : ` [${element.layer}]`;
    return [
      ...write(`${index}`, xMm + 3, yMm, {
        sizePt: 5,
        weight: 'bold',
        colour: inkOfLayer[element.layer],
        align: 'right',
      }),
      ...write(`${elementTitle(element)}${layer}`, xMm + 4, yMm, { sizePt: 5, colour: GREY, widthMm: columnMm - 6 }),
    ];
  });
}

/** Where an element lies; of a text, the width that it may take and the height of its letters. */
function boxOf(element: TemplateElement): Box {
  switch (element.kind) {
    case 'stars':
      return starsBox(element);
    case 'emblemSlot': {
      const { centre, radiusMm } = element;
      return {
        xMm: centre.xMm - radiusMm,
        yMm: centre.yMm - radiusMm,
        widthMm: 2 * radiusMm,
        heightMm: 2 * radiusMm,
      };
    }
    case 'rule': {
      const { from, to } = element;
      return courseBox({ kind: 'line', from, to });
    }
    case 'microtext':
      return courseBox(element.course);
    case 'text': {
      const heightMm = (element.sizePt * 0.74 * 25.4) / 72;
      const before = { left: 0, centre: element.widthMm / 2, right: element.widthMm }[element.align];
      return { xMm: element.at.xMm - before, yMm: element.at.yMm - heightMm, widthMm: element.widthMm, heightMm };
    }
    default:
      return element.box;
  }
}

/** What of a box lies on the card; line work bleeds over the cut. */
function onCard({ xMm, yMm, widthMm, heightMm }: Box): Box {
  const left = Math.max(0, xMm);
  const top = Math.max(0, yMm);
  const right = Math.min(CARD_WIDTH_MM, xMm + widthMm);
  const bottom = Math.min(CARD_HEIGHT_MM, yMm + heightMm);
  return { xMm: left, yMm: top, widthMm: Math.max(0, right - left), heightMm: Math.max(0, bottom - top) };
}

function elementsOf(finding: TemplateFinding, face: Face['name']): readonly number[] {
  if (finding.kind === 'fieldMissing' || finding.face !== face) return [];
  return finding.kind === 'overlap' ? [finding.element, finding.other] : [finding.element];
}

function outline({ xMm, yMm, widthMm, heightMm }: Box, colour: Cmyk, isFound: boolean): Shape {
  const commands = straight([
    { xMm, yMm },
    { xMm: xMm + widthMm, yMm },
    { xMm: xMm + widthMm, yMm: yMm + heightMm },
    { xMm, yMm: yMm + heightMm },
    { xMm, yMm },
  ]);
  const paint = { kind: 'flat', colour } as const;
  const stroke = { paint, widthMm: isFound ? 0.4 : 0.09 };
  return {
    kind: 'path',
    layer: 'visible',
    commands,
    fill: isFound ? paint : null,
    stroke,
    opacity: isFound ? 0.3 : 0.85,
  };
}

const MARK: Pick<Box, 'widthMm' | 'heightMm'> = { widthMm: 2.1, heightMm: 1.5 };

/** The upper left corner of the box, or the next free place to its right: boxes often share a corner. */
function cornerOf(box: Box, taken: Point[]): Point {
  const yMm = Math.min(box.yMm, CARD_HEIGHT_MM - MARK.heightMm);
  let xMm = box.xMm;
  const isTaken = (other: Point): boolean =>
    Math.abs(other.xMm - xMm) < MARK.widthMm && Math.abs(other.yMm - yMm) < MARK.heightMm;
  while (taken.some(isTaken) && xMm < CARD_WIDTH_MM - 2 * MARK.widthMm) xMm += MARK.widthMm;
  const place = { xMm, yMm };
  taken.push(place);
  return place;
}

function mark(number: string, at: Point, colour: Cmyk, write: Write): readonly Shape[] {
  const flag: Shape = {
    kind: 'path',
    layer: 'visible',
    commands: roundedBox(at, MARK.widthMm, MARK.heightMm, 0.3),
    fill: { kind: 'flat', colour },
    stroke: null,
    opacity: 0.9,
  };
  const style = { sizePt: 3.2, weight: 'bold', colour: WHITE, align: 'centre' } as const;
  return [flag, ...write(number, at.xMm + MARK.widthMm / 2, at.yMm + 1.14, style)];
}
