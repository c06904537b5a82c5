/** The papers of the desk: the sheet by which a holder checks the card, the reply to a complaint, the slip of numbers. */

import type { Shape } from '../../core/composition/drawing.ts';
import type { SheetOfHolder } from '../../core/hand-over/holder-sheet.ts';
import { codeList, codeText } from '../../../shared/messages/code-text.ts';
import { decisionLines, paperTexts as texts, sheetLines } from '../../../shared/messages/papers.ts';
import { receiptTexts, type Bilingual } from '../../../shared/messages/receipt.ts';
import type { Complaint } from '../../../shared/model/custody.ts';
import type { NumberSlip } from '../../../shared/model/number-slip.ts';
import type { Profile } from '../../../shared/model/profile.ts';
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
import { GREY, rule, TEAL, writerOf, type Write } from './paper.ts';
import type { Typefaces } from './typefaces.ts';
import { wrapped } from './wrapped.ts';

type Office = Pick<Profile, 'live' | 'office' | 'officeName' | 'workstation'>;

/** One A5 page in the language of choice, with the portrait as the chip holds it. */
export function renderHolderSheet(sheet: SheetOfHolder, office: Office, typefaces: Typefaces): Promise<Uint8Array> {
  const write = writerOf(typefaces);
  const { chip, language, number, at } = sheet;
  const shapes = [
    ...head({ office: office.officeName, title: texts.sheetTitle, numberLabel: texts.number, number }, write),
    ...section(texts.faces, write, 50),
    ...sheetLines[language].flatMap((line, index) =>
      write(line, LEFT_MM, 56.5 + index * 5.4, { sizePt: 8, widthMm: RIGHT_MM - LEFT_MM }),
    ),
    ...section(texts.chip, write, 88),
    portrait(chip.photo, RIGHT_MM - 32, 92),
    ...fact(receiptTexts.latinName, chip.latinName, write, LEFT_MM, 96, { weight: 'bold', sizePt: 11, widthMm: 82 }),
    ...fact(receiptTexts.chineseName, chip.chineseName ?? '—', write, LEFT_MM, 106, { weight: 'bold', sizePt: 11 }),
    ...fact(texts.sex, codeText(language, 'sex', chip.sex), write, LEFT_MM, 116),
    ...fact(texts.birthDate, dotted(chip.birthDate), write, 52, 116),
    ...fact(texts.nationality, chip.nationality, write, LEFT_MM, 126),
    ...fact(receiptTexts.validity, `${dotted(chip.validFrom)}-${dotted(chip.validUntil)}`, write, 52, 126),
    ...fact(receiptTexts.cardNumber, chip.cardNumber, write, LEFT_MM, 136, {
      weight: 'bold',
      sizePt: 11,
      letterSpacingMm: 0.3,
    }),
    rule(LEFT_MM, RIGHT_MM, 148, TEAL),
    ...box(texts.right, write, 155),
    ...box(texts.wrong, write, 163),
    ...signatureLine(receiptTexts.holderSignature, write, LEFT_MM, 190),
    ...fact(texts.date, beijing(at.toISOString()), write, SECOND_COLUMN_MM, 185.8),
    ...foot(office, write),
  ];
  return renderA5(texts.sheetTitle, at, shapes, typefaces);
}

export interface ReplySlip {
  readonly complaint: Complaint;
  readonly applicationNumber: string;
  readonly blankSerial: string;
}

/** What the holder takes home after a complaint. */
export function renderReplySlip(slip: ReplySlip, office: Office, typefaces: Typefaces): Promise<Uint8Array> {
  const write = writerOf(typefaces);
  const { complaint, applicationNumber, blankSerial } = slip;
  const { decision, decidedAt, findings } = complaint;
  const both = (prefix: string, code: string): Bilingual => ({
    zh: codeText('zh', prefix, code),
    en: codeText('en', prefix, code),
  });
  const found =
    findings === null || findings === ''
      ? texts.noFindings
      : { zh: codeList('zh', 'chipField', findings), en: codeList('en', 'chipField', findings) };
  const findingsFound = foundOn(pair(found), write, typefaces);
  const down = findingsFound.downMm;
  const at = new Date(decidedAt ?? complaint.openedAt);
  const number = `${office.office}-${complaint.id.slice(0, 12).toUpperCase()}`;
  const lines = decision === null ? [] : decisionLines[decision];
  const shapes = [
    ...head({ office: office.officeName, title: texts.slipTitle, numberLabel: texts.number, number }, write),
    ...section(texts.complaint, write, 52),
    ...fact(receiptTexts.applicationNumber, applicationNumber, write, LEFT_MM, 59),
    ...fact(receiptTexts.blankSerial, blankSerial, write, SECOND_COLUMN_MM, 59),
    ...fact(texts.what, pair(both('complaint.what', complaint.what)), write, LEFT_MM, 69),
    ...findingsFound.shapes,
    ...section(texts.decision, write, 86 + down),
    ...write(both('complaint.decision', decision ?? '').zh, LEFT_MM, 94 + down, { sizePt: 13, weight: 'bold' }),
    ...write(both('complaint.decision', decision ?? '').en, LEFT_MM, 99 + down, { sizePt: 8.5, colour: TEAL }),
    ...section(texts.follows, write, 112 + down),
    ...lines.flatMap((line, index) => [
      ...write(line.zh, LEFT_MM, 119 + down + index * 12, { sizePt: 9, weight: 'medium', widthMm: WIDE_MM }),
      ...write(line.en, LEFT_MM, 123.6 + down + index * 12, { sizePt: 7, colour: TEAL, widthMm: WIDE_MM }),
    ]),
    ...fact(texts.date, beijing(at.toISOString()), write, LEFT_MM, 158),
    ...signatureLine(receiptTexts.officerSignature, write, SECOND_COLUMN_MM, 178),
    ...foot(office, write),
  ];
  return renderA5(texts.slipTitle, at, shapes, typefaces);
}

/** For banks and carriers; the signed file beside it says the same to a program. */
export function renderNumberSlip(slip: NumberSlip, typefaces: Typefaces): Promise<Uint8Array> {
  const write = writerOf(typefaces);
  const office = { live: slip.live, office: slip.office.code, officeName: slip.office, workstation: '' };
  const shapes = [
    ...head({ office: slip.office, title: texts.numberTitle, numberLabel: texts.number, number: slip.slip }, write),
    ...section(texts.person, write, 52),
    ...fact(receiptTexts.latinName, slip.latinName, write, LEFT_MM, 59, { weight: 'bold' }),
    ...fact(receiptTexts.chineseName, slip.chineseName ?? '—', write, SECOND_COLUMN_MM, 59, { weight: 'bold' }),
    ...fact(texts.birthDate, dotted(slip.birthDate), write, LEFT_MM, 69),
    ...fact(texts.nationality, slip.nationality, write, SECOND_COLUMN_MM, 69),
    ...section(texts.numbers, write, 86),
    ...fact(texts.formerNumber, slip.formerNumber, write, LEFT_MM, 94, {
      sizePt: 11,
      weight: 'bold',
      letterSpacingMm: 0.4,
      widthMm: 110,
    }),
    ...fact(texts.newNumber, slip.number, write, LEFT_MM, 107, {
      sizePt: 11,
      weight: 'bold',
      letterSpacingMm: 0.4,
      widthMm: 110,
    }),
    ...fact(receiptTexts.validity, `${dotted(slip.validFrom)}-${dotted(slip.validUntil)}`, write, LEFT_MM, 120),
    rule(LEFT_MM, RIGHT_MM, 132, TEAL),
    ...write(texts.numberStatement.zh, LEFT_MM, 139, { sizePt: 10, weight: 'medium' }),
    ...write(texts.numberStatement.en, LEFT_MM, 143.8, { sizePt: 7.5, colour: TEAL }),
    ...write(texts.numberUse.zh, LEFT_MM, 152, { sizePt: 8, widthMm: RIGHT_MM - LEFT_MM }),
    ...write(texts.numberUse.en, LEFT_MM, 156.4, { sizePt: 7, colour: TEAL, widthMm: RIGHT_MM - LEFT_MM }),
    ...fact(receiptTexts.issuingAuthority, pair(slip.issuingAuthority), write, LEFT_MM, 168, { sizePt: 7.5 }),
    ...fact(texts.date, beijing(slip.issuedAt), write, LEFT_MM, 180),
    ...signatureLine(receiptTexts.officerSignature, write, SECOND_COLUMN_MM, 186),
    ...foot(office, write),
  ];
  return renderA5(texts.numberTitle, new Date(slip.issuedAt), shapes, typefaces);
}

const WIDE_MM = RIGHT_MM - LEFT_MM;
/** Beside what the complaint is about there is room for so much. */
const COLUMN_MM = RIGHT_MM - SECOND_COLUMN_MM;

/** What the inspection found: beside the complaint, or, where it is more, in lines below it, and all else further down. */
function foundOn(
  found: string,
  write: Write,
  typefaces: Typefaces,
): { readonly shapes: readonly Shape[]; readonly downMm: number } {
  const fits = (widthMm: number, sizePt: number): readonly string[] => wrapped(found, { widthMm, sizePt }, typefaces);
  if (fits(COLUMN_MM, 8.5).length === 1)
    return { shapes: fact(texts.findings, found, write, SECOND_COLUMN_MM, 69), downMm: 0 };
  const isShort = fits(WIDE_MM, 8.5).length <= 3;
  const { sizePt, lineMm } = isShort ? { sizePt: 8.5, lineMm: 4.2 } : { sizePt: 6.5, lineMm: 3 };
  const lines = fits(WIDE_MM, sizePt);
  const shapes = [
    ...write(pair(texts.findings), LEFT_MM, 79, { sizePt: 6, colour: TEAL }),
    ...lines.flatMap((line, index) =>
      write(line, LEFT_MM, 83.2 + index * lineMm, { sizePt, weight: 'medium', widthMm: WIDE_MM }),
    ),
  ];
  return { shapes, downMm: 7.4 + (lines.length - 1) * lineMm };
}

/** A box to tick. */
function box(text: Bilingual, write: Write, yMm: number): readonly Shape[] {
  const square: Shape = {
    kind: 'path',
    layer: 'visible',
    commands: [{ op: 'rect', at: { xMm: LEFT_MM, yMm: yMm - 3 }, widthMm: 3.4, heightMm: 3.4 }],
    fill: null,
    stroke: { paint: { kind: 'flat', colour: TEAL }, widthMm: 0.25 },
    opacity: 1,
  };
  return [square, ...write(pair(text), LEFT_MM + 5.4, yMm, { sizePt: 8.5 })];
}

function portrait(jpeg: Uint8Array, xMm: number, yMm: number): Shape {
  const [widthMm, heightMm] = [32, 42];
  const at = { xMm, yMm };
  const frame = { at, widthMm, heightMm, cornerMm: 1 };
  return { kind: 'image', layer: 'visible', jpeg, at, widthMm, heightMm, frame };
}

function foot({ office, workstation, live }: Office, write: Write): readonly Shape[] {
  const where = `${office} ${workstation === '' ? '' : `· ${workstation}`}`;
  return [
    ...write(where, LEFT_MM, 204.5, { sizePt: 6, colour: GREY }),
    ...write(pair(receiptTexts.timeZone), RIGHT_MM, 204.5, { sizePt: 6, colour: GREY, align: 'right' }),
    ...(live ? [] : specimen(write)),
  ];
}
