/** The receipt of a handed-over card: one A5 page, Chinese first, English beneath. */

import type { Shape } from '../../core/composition/drawing.ts';
import { kindText, receiptTexts as texts, type Bilingual } from '../../../shared/messages/receipt.ts';
import type { Signature } from '../../../shared/model/hand-over.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import {
  dotted,
  fact,
  head,
  LEFT_MM,
  renderA5,
  RIGHT_MM,
  SECOND_COLUMN_MM,
  section,
  signatureLine,
  specimen,
} from './a5.ts';
import { beijing, pair } from './paper-marks.ts';
import { BLACK, GREY, rule, TEAL, writerOf, type Write } from './paper.ts';
import type { Typefaces } from './typefaces.ts';

/** One A5 page; the same bytes for the same receipt and signature. */
export function renderReceipt(
  receipt: Receipt,
  signature: Signature | null,
  typefaces: Typefaces,
): Promise<Uint8Array> {
  const shapes = receiptShapes(receipt, signature, writerOf(typefaces));
  return renderA5(texts.title, new Date(receipt.handedOverAt), shapes, typefaces);
}

function receiptShapes(receipt: Receipt, signature: Signature | null, write: Write): readonly Shape[] {
  return [
    ...head({ office: receipt.office, title: texts.title, numberLabel: texts.number, number: receipt.number }, write),
    ...holder(receipt, write, 49),
    ...card(receipt, write, 87),
    ...people(receipt, write, 116),
    ...proof(receipt, write, 139.6),
    ...signatures(receipt, signature, write, 174),
    ...(receipt.live ? [] : specimen(write)),
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

function signatures(receipt: Receipt, signature: Signature | null, write: Write, yMm: number): readonly Shape[] {
  const foot = `${pair(texts.workstation)} ${receipt.office.code} · ${receipt.workstation}`;
  const lineMm = yMm + 22;
  return [
    rule(LEFT_MM, RIGHT_MM, yMm - 5, TEAL),
    ...write(texts.declaration.zh, LEFT_MM, yMm, { sizePt: 8.5, weight: 'medium' }),
    ...write(texts.declaration.en, LEFT_MM, yMm + 3.8, { sizePt: 7, colour: TEAL }),
    ...(signature?.means === 'pen' ? drawn(signature.strokes, lineMm) : []),
    ...(signature?.means === 'paper'
      ? write(`${pair(texts.signedOnPaper)} ${signature.filedAs}`, LEFT_MM, lineMm - 1.5, { sizePt: 6.5, widthMm: 56 })
      : []),
    ...signatureLine(texts.holderSignature, write, LEFT_MM, lineMm),
    ...signatureLine(texts.officerSignature, write, SECOND_COLUMN_MM, lineMm),
    ...write(foot, LEFT_MM, 204.5, { sizePt: 6, colour: GREY }),
    ...write(pair(texts.timeZone), RIGHT_MM, 204.5, { sizePt: 6, colour: GREY, align: 'right' }),
  ];
}

/** The field on the screen is three times as wide as high, and so is the room above the line. */
const PEN_WIDTH_MM = 48;
const UNITS = 10_000;

/** As the pen went, on the line. */
function drawn(strokes: readonly (readonly (readonly [number, number])[])[], lineMm: number): readonly Shape[] {
  const topMm = lineMm + 1 - PEN_WIDTH_MM / 3;
  return strokes.map((stroke) => ({
    kind: 'path',
    layer: 'visible',
    commands: stroke.map(([x, y], index) => ({
      op: index === 0 ? 'move' : 'line',
      to: { xMm: LEFT_MM + 4 + (x / UNITS) * PEN_WIDTH_MM, yMm: topMm + (y / UNITS) * PEN_WIDTH_MM },
    })),
    fill: null,
    stroke: { paint: { kind: 'flat', colour: BLACK }, widthMm: 0.35 },
    opacity: 1,
  }));
}
