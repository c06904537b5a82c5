/**
 * The proof sheet of a template: A4 pages for the people who write templates and for the print shop. Every face on it is
 * the drawing that a card is printed from, laid down as vectors, larger or at its size; nothing is a picture of a picture.
 */

import type { Proof, ProofCard } from '../../core/composition/proof.ts';
import type { Cmyk, Drawing, Shape } from '../../core/composition/drawing.ts';
import { describeError } from '../../../shared/messages/describe.ts';
import { proofTexts as texts } from '../../../shared/messages/template-check.ts';
import type { Bilingual } from '../../../shared/messages/receipt.ts';
import { CARD_HEIGHT_MM, CARD_WIDTH_MM } from '../../../shared/model/template.ts';
import type { Result } from '../../../shared/result.ts';
import { renderPages } from './pages.ts';
import { BLACK, GREY, RED, rule, TEAL, writerOf, type Write } from './paper.ts';
import type { Page, Plate } from './plates.ts';
import { coverPages, type Subject } from './proof-cover.ts';
import { mapPlates, type MapOf } from './proof-map.ts';
import { coat, facePlates, measurePlates, paperPlate, type Laid } from './proof-parts.ts';
import { wrapped } from './wrapped.ts';
import type { Typefaces } from './typefaces.ts';

/** ISO 216 A4. */
const WIDTH_MM = 210;
const HEIGHT_MM = 297;
const LEFT_MM = 14;
const RIGHT_MM = WIDTH_MM - LEFT_MM;

/** Where the two faces of a card stand side by side at 1:1, each with its ruler to the left. */
const COLUMNS_MM = [17, 110.4] as const;
const ROWS = 4;
const FIRST_ROW_MM = 31;
const ROW_MM = 65.2;

/** Of the file: the same template gives the same bytes, whenever the sheet is made. */
const CREATED = new Date('2023-12-01T00:00:00Z');

/** A page of the sheet before it has its number. */
interface Leaf {
  readonly title: Bilingual;
  readonly plates: readonly Plate[];
}

/** The sheet as PDF; fails with `composition.photoUnusable` where a layer of one ink holds a photo. */
export function renderProofSheet(proof: Proof, subject: Subject, typefaces: Typefaces): Promise<Result<Uint8Array>> {
  const { template } = subject;
  const write = writerOf(typefaces);
  const cards = [...proof.people, ...proof.extremes];
  const findings = proof.findings.map(({ finding }) => finding);
  const shown = cards.flatMap(({ drawing }) => (drawing.ok ? [drawing.value] : []))[0];
  const inside: readonly Leaf[] = [
    ...(shown === undefined
      ? []
      : [twice(shown, write), map(shown, { template, findings }, write), layersApart(shown, write)]),
    ...rows(texts.extremes, proof.extremes, write, typefaces),
    ...rows(texts.people, proof.people, write, typefaces),
  ];
  const titles = inside.map(({ title }) => title);
  const cover = coverPages({ proof, subject, titles, write, typefaces }).map((shapes, index): Leaf => ({
    title: index === 0 ? texts.title : texts.findingsGoOn,
    plates: [paperPlate(shapes)],
  }));
  const leaves = [...cover, ...inside];
  const pages = leaves.map((leaf, index) => pageOf(leaf, index + 1, leaves.length, subject, write));
  const title = `${texts.title.zh} / ${texts.title.en} ${template.id}`;
  return renderPages({ widthMm: WIDTH_MM, heightMm: HEIGHT_MM, title, createdAt: CREATED, pages }, typefaces);
}

function pageOf({ title, plates }: Leaf, number: number, count: number, subject: Subject, write: Write): Page {
  const { template, sha256 } = subject;
  const small = { sizePt: 6.5, colour: GREY };
  const frame = [
    ...write(title.zh, LEFT_MM, 14.5, { sizePt: 12, weight: 'bold' }),
    ...write(title.en, LEFT_MM, 18.6, { sizePt: 7.5, colour: TEAL }),
    ...write('SPECIMEN 样本', RIGHT_MM, 14.5, { sizePt: 12, weight: 'bold', colour: RED, align: 'right' }),
    ...write(`${template.id} · ${texts.version.zh} ${template.version}`, RIGHT_MM, 18.6, { ...small, align: 'right' }),
    rule(LEFT_MM, RIGHT_MM, 20.6, TEAL),
    ...write(`SHA-256 ${sha256}`, LEFT_MM, 291, small),
    ...write(`${number} / ${count}`, RIGHT_MM, 291, { sizePt: 8, align: 'right' }),
  ];
  return {
    offset: { xMm: 0, yMm: 0 },
    upsideDown: false,
    // The sheet is for no device: lines are as thin as the template has them.
    leastLineMm: 0,
    plates: [paperPlate(frame), ...plates],
  };
}

const asPrinted = [
  ['visible', 'process'],
  ['uv', 'spot'],
  ['overlay', 'spot'],
] as const;

/** Both faces with all their plates, as they are submitted: UV and overlay lie there as spot colours. */
function twice({ faces }: Drawing, write: Write): Leaf {
  const plates = faces.flatMap((face, index) => {
    const laid: Laid = { at: { xMm: 20, yMm: 36 + index * 127 }, scale: 2 };
    return [
      caption(texts[face.name], laid, write),
      ...facePlates(face, laid, asPrinted),
      ...measurePlates(laid, 1, write),
    ];
  });
  return { title: texts.twice, plates };
}

function map({ faces }: Drawing, of: Pick<MapOf, 'template' | 'findings'>, write: Write): Leaf {
  const plates = faces.flatMap((face, index) => {
    const laid: Laid = { at: { xMm: 20, yMm: 30 + index * 131 }, scale: 2 };
    return mapPlates({ face, ...of }, laid, write);
  });
  return { title: texts.map, plates };
}

/** Under an ultraviolet lamp, in the dark. */
const NIGHT: Cmyk = [0.9, 0.8, 0.35, 0.6];

function layersApart({ faces }: Drawing, write: Write): Leaf {
  const views = [
    { layer: 'visible', ink: 'process', text: texts.visible },
    { layer: 'uv', ink: 'black', text: texts.uv },
    { layer: 'overlay', ink: 'black', text: texts.overlay },
    { layer: 'uv', ink: 'process', text: texts.lamp },
  ] as const;
  const plates = views.flatMap(({ layer, ink, text }, row) =>
    faces.flatMap((face, column) => {
      const laid = laidAt(row, column);
      const title = { zh: `${texts[face.name].zh}，${text.zh}`, en: `${texts[face.name].en}, ${text.en}` };
      return [
        caption(title, laid, write),
        ...(text === texts.lamp ? [coat(laid, NIGHT, 1)] : []),
        ...facePlates(face, laid, [[layer, ink]]),
        ...measurePlates(laid, 5, write),
      ];
    }),
  );
  return { title: texts.layers, plates };
}

/** Pages of four cards each, what a person sees by daylight. */
function rows(title: Bilingual, cards: readonly ProofCard[], write: Write, typefaces: Typefaces): readonly Leaf[] {
  const pages = Array.from({ length: Math.ceil(cards.length / ROWS) }, (_, page) =>
    cards.slice(page * ROWS, (page + 1) * ROWS),
  );
  return pages.map((onPage) => ({
    title,
    plates: onPage.flatMap((card, row) => rowOf(card, row, write, typefaces)),
  }));
}

function rowOf(card: ProofCard, row: number, write: Write, typefaces: Typefaces): readonly Plate[] {
  const { drawing } = card;
  const title = caption(card.title, laidAt(row, 0), write);
  if (!drawing.ok) return [title, refusal(drawing, laidAt(row, 0), write, typefaces)];
  const faces = drawing.value.faces.flatMap((face, column) => {
    const laid = laidAt(row, column);
    return [...facePlates(face, laid, [['visible', 'process']]), ...measurePlates(laid, 5, write)];
  });
  return [title, ...faces];
}

/** Where a card would be: why there is none. */
function refusal(
  drawing: Extract<ProofCard['drawing'], { readonly ok: false }>,
  { at }: Laid,
  write: Write,
  typefaces: Typefaces,
): Plate {
  const sentences = (['zh', 'en'] as const).flatMap((language) =>
    wrapped(describeError(drawing.error, language).what, { widthMm: 2 * CARD_WIDTH_MM, sizePt: 8 }, typefaces),
  );
  return paperPlate([
    ...write(`${texts.refused.zh} / ${texts.refused.en}`, at.xMm, at.yMm + 8, {
      sizePt: 9,
      weight: 'bold',
      colour: RED,
    }),
    ...sentences.flatMap((sentence, index) => write(sentence, at.xMm, at.yMm + 14 + index * 4.2, { sizePt: 8 })),
    rule(at.xMm, RIGHT_MM, at.yMm + CARD_HEIGHT_MM, GREY),
  ]);
}

function laidAt(row: number, column: number): Laid {
  return { at: { xMm: COLUMNS_MM[column] ?? COLUMNS_MM[0], yMm: FIRST_ROW_MM + row * ROW_MM }, scale: 1 };
}

/** Above the ruler of a face. */
function caption(title: Bilingual, { at }: Laid, write: Write): Plate {
  const text = `${title.zh} / ${title.en}`;
  const shapes: readonly Shape[] = write(text, at.xMm, at.yMm - 4.4, {
    sizePt: 6.8,
    weight: 'medium',
    colour: BLACK,
    widthMm: CARD_WIDTH_MM,
  });
  return paperPlate(shapes);
}
