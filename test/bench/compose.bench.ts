/**
 * `npm run bench -- compose`: both faces of a card with everything on them, against a page by plain pdfkit with the same
 * photo, the same words and the same typefaces, and none of the security features.
 */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { compose } from '../../electron/core/composition/compose.ts';
import type { Drawing, TextRun } from '../../electron/core/composition/drawing.ts';
import { composeFaces } from '../../electron/core/issue/compose-faces.ts';
import { composeCardNumber, parseCardNumber } from '../../shared/card/number.ts';
import type { Template } from '../../shared/model/template.ts';
import { press, sampleCards, standInSeal, value, type Press, type SampleCard } from '../support/sample-cards.ts';
import { bench, mediansMs, residentMb, type Figure } from './harness.ts';

const MOST_TIMES_PLAIN = 2;
const MOST_GROWTH = 1.2;
/** By then the process has everything that it keeps. */
const EARLY = 100;
const POINTS_PER_MM = 72 / 25.4;

await bench('compose', async (isQuick) => {
  const own = await press();
  const cards = await sampleCards(isQuick ? 8 : 40, own, standInSeal);
  return [...(await speed(own, cards, isQuick ? 60 : 300)), ...(await memory(own, cards, isQuick ? 200 : 1000))];
});

async function speed(own: Press, cards: readonly SampleCard[], rounds: number): Promise<readonly Figure[]> {
  // What stands on a plain card is worked out beforehand: its time is pdfkit's alone.
  const plain = cards.map((card) => plainDrawing(own, card));
  const fonts = openedFonts(own);
  const pick = <T>(list: readonly T[], round: number): T => {
    const picked = list[round % list.length];
    if (picked === undefined) throw new Error('no cards');
    return picked;
  };
  const medians = await mediansMs(
    {
      card: async (round) => value(await composeFaces(numbered(pick(cards, round), round).content, own.context)),
      plain: (round) => plainPdf(pick(plain, round), fonts),
    },
    rounds,
  );
  return [
    { name: 'a card, warm', value: medians.card, unit: 'ms' },
    { name: 'plain pdfkit, same photo, words and typefaces', value: medians.plain, unit: 'ms' },
    { name: 'a card to plain pdfkit', value: medians.card / medians.plain, unit: 'x', atMost: MOST_TIMES_PLAIN },
  ];
}

async function memory(own: Press, cards: readonly SampleCard[], count: number): Promise<readonly Figure[]> {
  let earlyMb = 0;
  for (let done = 1; done <= count; done += 1) {
    const card = cards[done % cards.length];
    if (card === undefined) throw new Error('no cards');
    value(await composeFaces(numbered(card, done).content, own.context));
    if (done === EARLY) earlyMb = residentMb();
  }
  const lateMb = residentMb();
  return [
    { name: `memory after card ${EARLY}`, value: earlyMb, unit: 'MB' },
    { name: `memory after card ${count}`, value: lateMb, unit: 'MB' },
    {
      name: `memory after card ${count} to after card ${EARLY}`,
      value: lateMb / earlyMb,
      unit: 'x',
      atMost: MOST_GROWTH,
    },
  ];
}

/** Another number for every card, as in a day's work: nothing that follows from it can be kept from the card before. */
function numbered({ record, content }: SampleCard, count: number): SampleCard {
  const parts = parseCardNumber(content.card.number);
  if (!parts.ok) throw new Error('a sample with a wrong number');
  const number = composeCardNumber({ ...parts.value, sequence: String(count % 1000).padStart(3, '0') });
  return { record, content: { ...content, card: { ...content.card, number } } };
}

/** The photo and the words of a card; every element that only guards it is left out of the template. */
function plainDrawing({ context }: Press, { content }: SampleCard): Drawing {
  const { template, profile, printerProfile, metrics } = context;
  const keep = (elements: Template['faces']['portrait']): Template['faces']['portrait'] =>
    elements.filter(({ kind, layer }) => layer === 'visible' && (kind === 'text' || kind === 'photo'));
  const faces = { portrait: keep(template.faces.portrait), emblem: keep(template.faces.emblem) };
  return value(
    compose({
      template: { ...template, faces },
      person: content.person,
      card: content.card,
      photo: content.portrait,
      seal: null,
      profile,
      offsets: printerProfile.offsets,
      metrics,
    }),
  );
}

/** The typefaces as fontkit opens them, each once. */
function openedFonts({ typefaces }: Press): (name: string) => Font {
  const files = Object.values(typefaces.files).flat();
  const opened = new Map<string, Font>();
  return (name) => {
    const path = files.find((file) => file.name === name)?.path ?? '';
    const font = opened.get(name) ?? create(readFileSync(path));
    opened.set(name, font);
    return font;
  };
}

/** As anybody would write it with pdfkit: typefaces opened once, then text and picture by its own calls. */
async function plainPdf(drawing: Drawing, fonts: (name: string) => Font): Promise<Uint8Array> {
  const document = new PDFDocument({ size: [242.646, 153.014], margin: 0, autoFirstPage: false, font: '' });
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = once(document, 'end');
  const texts = drawing.faces.flatMap((face) => face.shapes.filter((shape) => shape.kind === 'text'));
  for (const face of new Set(texts.map((run) => run.face))) document.registerFont(face, fonts(face));
  for (const face of drawing.faces) {
    document.addPage();
    for (const shape of face.shapes) {
      if (shape.kind === 'text') plainText(document, shape);
      if (shape.kind === 'image') {
        const { jpeg, at, widthMm } = shape;
        const width = widthMm * POINTS_PER_MM;
        document.image(Buffer.from(jpeg), at.xMm * POINTS_PER_MM, at.yMm * POINTS_PER_MM, { width });
      }
    }
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

function plainText(document: PDFKit.PDFDocument, run: TextRun): void {
  const [cyan, magenta, yellow, black] = run.colour;
  document.font(run.face, run.sizePt).fillColor([cyan * 100, magenta * 100, yellow * 100, black * 100]);
  document.text(run.text, run.at.xMm * POINTS_PER_MM, run.at.yMm * POINTS_PER_MM, { lineBreak: false });
}
