/** The receipt of a handed-over card: one A5 page, Chinese first, English beneath. */

import { starOutline, fiveStars } from '../../core/composition/art/stars.ts';
import type { Shape } from '../../core/composition/drawing.ts';
import { kindText, receiptTexts as texts, type Bilingual } from '../../../shared/messages/receipt.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import type { Instant, IsoDate } from '../../../shared/model/time.ts';
import { renderPages } from './pages.ts';
import { BLACK, GREY, RED, rule, TEAL, writerOf, type Style, type Write } from './paper.ts';
import type { Typefaces } from './typefaces.ts';

/** ISO 216 A5. */
const WIDTH_MM = 148;
const HEIGHT_MM = 210;
const LEFT_MM = 14;
const RIGHT_MM = WIDTH_MM - LEFT_MM;
const SECOND_COLUMN_MM = 78;

const BEIJING_MS = 8 * 60 * 60 * 1000;

/** One A5 page; the same bytes for the same receipt. */
export async function renderReceipt(receipt: Receipt, typefaces: Typefaces): Promise<Uint8Array> {
  const shapes = receiptShapes(receipt, writerOf(typefaces));
  const plate = { layer: 'visible', ink: 'process', isGroup: false, shapes } as const;
  const page = { offset: { xMm: 0, yMm: 0 }, upsideDown: false, leastLineMm: 0, plates: [plate] };
  const title = `${texts.title.zh} / ${texts.title.en}`;
  const createdAt = new Date(receipt.handedOverAt);
  const pdf = await renderPages({ widthMm: WIDTH_MM, heightMm: HEIGHT_MM, title, createdAt, pages: [page] }, typefaces);
  if (!pdf.ok) throw new Error(`a receipt without a photo failed: ${pdf.error.kind}`);
  return pdf.value;
}

function receiptShapes(receipt: Receipt, write: Write): readonly Shape[] {
  return [
    ...head(receipt, write),
    ...holder(receipt, write, 49),
    ...card(receipt, write, 87),
    ...people(receipt, write, 116),
    ...proof(receipt, write, 139.6),
    ...signatures(receipt, write, 174),
    ...(receipt.live ? [] : specimen(write)),
  ];
}

function head(receipt: Receipt, write: Write): readonly Shape[] {
  const star: Shape = {
    kind: 'path',
    layer: 'visible',
    commands: fiveStars({ xMm: LEFT_MM - 1.6, yMm: 11.4 }, 0.8).flatMap(starOutline),
    fill: { kind: 'flat', colour: RED },
    stroke: null,
    opacity: 1,
  };
  return [
    star,
    ...write(receipt.office.zh, LEFT_MM + 12, 15.6, { sizePt: 10, weight: 'bold', widthMm: 62 }),
    ...write(receipt.office.en, LEFT_MM + 12, 19.4, { sizePt: 7, colour: TEAL, widthMm: 62 }),
    ...write(pair(texts.number), RIGHT_MM, 14.4, { sizePt: 6.5, colour: TEAL, align: 'right' }),
    ...write(receipt.number, RIGHT_MM, 19.6, { sizePt: 11, weight: 'bold', align: 'right', letterSpacingMm: 0.15 }),
    ...write(texts.title.zh, WIDTH_MM / 2, 33.5, { sizePt: 17, weight: 'bold', align: 'centre', letterSpacingMm: 0.5 }),
    ...write(texts.title.en, WIDTH_MM / 2, 39, { sizePt: 8.5, colour: TEAL, align: 'centre', letterSpacingMm: 0.1 }),
  ];
}

function holder(receipt: Receipt, write: Write, yMm: number): readonly Shape[] {
  const { latinName, chineseName, cardNumber, applicationNumber } = receipt;
  const validity = `${dotted(receipt.validFrom)}-${dotted(receipt.validUntil)}`;
  return [
    ...section(texts.holder, write, yMm),
    ...fact(texts.latinName, latinName, write, LEFT_MM, yMm + 6.5, { weight: 'bold' }),
    ...fact(texts.chineseName, chineseName ?? '—', write, SECOND_COLUMN_MM, yMm + 6.5, { weight: 'bold' }),
    ...fact(texts.cardNumber, cardNumber, write, LEFT_MM, yMm + 15.5, { weight: 'bold' }),
    ...fact(texts.validity, validity, write, SECOND_COLUMN_MM, yMm + 15.5),
    ...fact(texts.applicationNumber, applicationNumber, write, LEFT_MM, yMm + 24.5),
    ...fact(texts.kind, pair(kindText(receipt.kind)), write, SECOND_COLUMN_MM, yMm + 24.5),
  ];
}

function card(receipt: Receipt, write: Write, yMm: number): readonly Shape[] {
  return [
    ...section(texts.card, write, yMm),
    ...fact(texts.blankSerial, receipt.blankSerial, write, LEFT_MM, yMm + 6.5),
    ...fact(texts.chipSerial, receipt.chipSerial, write, SECOND_COLUMN_MM, yMm + 6.5),
    ...fact(texts.issuingAuthority, pair(receipt.issuingAuthority), write, LEFT_MM, yMm + 15.5, { sizePt: 7.5 }),
    ...fact(texts.oldCard, pair(oldCard(receipt)), write, SECOND_COLUMN_MM, yMm + 15.5),
  ];
}

function oldCard(receipt: Receipt): Bilingual {
  if (receipt.oldCardCollected === null) return texts.noOldCard;
  return receipt.oldCardCollected ? texts.oldCardCollected : texts.oldCardNotCollected;
}

function people(receipt: Receipt, write: Write, yMm: number): readonly Shape[] {
  const steps = [
    { text: texts.reviewed, who: receipt.reviewedBy, at: receipt.reviewedAt },
    { text: texts.issued, who: receipt.issuedBy, at: receipt.issuedAt },
    { text: texts.handedOver, who: receipt.handedOverBy, at: receipt.handedOverAt },
  ];
  const columnMm = (RIGHT_MM - LEFT_MM) / 3;
  return [
    ...section(texts.people, write, yMm),
    ...steps.flatMap((step, index) => {
      const xMm = LEFT_MM + index * columnMm;
      return [
        ...fact(step.text, step.who, write, xMm, yMm + 6.5, { widthMm: columnMm - 3 }),
        ...write(beijing(step.at), xMm, yMm + 14.6, { sizePt: 7, colour: TEAL }),
      ];
    }),
  ];
}

function proof(receipt: Receipt, write: Write, yMm: number): readonly Shape[] {
  const size = String(receipt.auditTree.size);
  const auditSize = {
    zh: `${texts.auditRoot.zh}（${texts.auditSize.zh.replace('{size}', size)}）`,
    en: `${texts.auditRoot.en}, ${texts.auditSize.en.replace('{size}', size)}`,
  };
  const rows = [
    { text: texts.recordHash, hash: receipt.recordHash },
    { text: texts.pdfHash, hash: receipt.pdfHash },
    { text: texts.sodHash, hash: receipt.sodHash },
    { text: auditSize, hash: receipt.auditTree.rootHash },
  ];
  return [
    ...section({ zh: `${texts.proof.zh}（SHA-256）`, en: `${texts.proof.en} (SHA-256)` }, write, yMm),
    ...rows.flatMap((row, index) => {
      const rowMm = yMm + 6.8 + index * 5.6;
      return [
        ...write(row.text.zh, LEFT_MM, rowMm - 0.9, { sizePt: 6, widthMm: 32 }),
        ...write(row.text.en, LEFT_MM, rowMm + 1.3, { sizePt: 5, colour: TEAL, widthMm: 32 }),
        ...write(row.hash, RIGHT_MM, rowMm + 0.2, { sizePt: 6.2, align: 'right' }),
      ];
    }),
  ];
}

function signatures(receipt: Receipt, write: Write, yMm: number): readonly Shape[] {
  const line = (xMm: number, text: Bilingual): readonly Shape[] => [
    rule(xMm, xMm + 56, yMm + 22, BLACK),
    ...write(text.zh, xMm, yMm + 25.4, { sizePt: 6.5 }),
    ...write(text.en, xMm + 56, yMm + 25.4, { sizePt: 6, colour: TEAL, align: 'right' }),
  ];
  const foot = `${pair(texts.workstation)} ${receipt.office.code} · ${receipt.workstation}`;
  return [
    rule(LEFT_MM, RIGHT_MM, yMm - 5, TEAL),
    ...write(texts.declaration.zh, LEFT_MM, yMm, { sizePt: 8.5, weight: 'medium' }),
    ...write(texts.declaration.en, LEFT_MM, yMm + 3.8, { sizePt: 7, colour: TEAL }),
    ...line(LEFT_MM, texts.holderSignature),
    ...line(SECOND_COLUMN_MM, texts.officerSignature),
    ...write(foot, LEFT_MM, 204.5, { sizePt: 6, colour: GREY }),
    ...write(pair(texts.timeZone), RIGHT_MM, 204.5, { sizePt: 6, colour: GREY, align: 'right' }),
  ];
}

function section(title: Bilingual, write: Write, yMm: number): readonly Shape[] {
  return [
    rule(LEFT_MM, RIGHT_MM, yMm - 4.6, TEAL),
    ...write(title.zh, LEFT_MM, yMm, { sizePt: 8.5, weight: 'bold', colour: TEAL }),
    ...write(title.en, RIGHT_MM, yMm, { sizePt: 7, colour: TEAL, align: 'right' }),
  ];
}

/** A small label in both languages and the value beneath it. */
function fact(
  label: Bilingual,
  value: string,
  write: Write,
  xMm: number,
  yMm: number,
  style: Partial<Style> = {},
): readonly Shape[] {
  return [
    ...write(pair(label), xMm, yMm, { sizePt: 6, colour: TEAL }),
    ...write(value, xMm, yMm + 4.2, { sizePt: 8.5, weight: 'medium', widthMm: 60, ...style }),
  ];
}

/** As on the card: training never leaves a paper that could pass for a real one. */
function specimen(write: Write): readonly Shape[] {
  const style: Style = { sizePt: 58, weight: 'bold', colour: RED, align: 'centre', opacity: 0.16, rotationDegrees: 48 };
  return write('SPECIMEN 样本', WIDTH_MM / 2 + 6, HEIGHT_MM / 2 + 8, style);
}

function pair(text: Bilingual): string {
  return `${text.zh} / ${text.en}`;
}

function dotted(date: IsoDate): string {
  return date.replaceAll('-', '.');
}

/** Beijing time, which knows no summer time: eight hours ahead of UTC all year. */
function beijing(instant: Instant): string {
  return new Date(Date.parse(instant) + BEIJING_MS).toISOString().slice(0, 16).replace('T', ' ');
}
