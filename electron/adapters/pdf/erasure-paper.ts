/** The certificate that a person's data is gone, as paper for the file; what is signed lies beside it. It names nobody. */

import type { ErasureReason } from '../../../shared/person/erasure.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { receiptTexts, type Bilingual } from '../../../shared/messages/receipt.ts';
import { fill } from '../../../shared/messages/texts.ts';
import { erasureReasons, erasureTexts as texts } from '../../../shared/messages/erasure-paper.ts';
import { fact, head, LEFT_MM, renderA5, RIGHT_MM, SECOND_COLUMN_MM, section, signatureLine, specimen } from './a5.ts';
import { beijing, pair } from './paper-marks.ts';
import { TEAL, writerOf, type Write } from './paper.ts';
import type { Typefaces } from './typefaces.ts';

export interface ErasurePaper {
  readonly id: string;
  readonly reason: ErasureReason;
  readonly startedBy: string;
  readonly approvedBy: string;
  readonly startedAt: string;
  readonly endedAt: string;
  /** Ids, random as everywhere. */
  readonly cases: readonly string[];
  /** Of the signed statement. */
  readonly sha256: string;
}

/** As many ids as the page holds; the statement has all of them. */
const MOST_IDS = 8;

/** One A5 page; the same bytes for the same erasure. */
export function renderErasure(
  { id, reason, startedBy, approvedBy, startedAt, endedAt, cases, sha256 }: ErasurePaper,
  office: Pick<Profile, 'live' | 'office' | 'officeName' | 'workstation'>,
  typefaces: Typefaces,
): Promise<Uint8Array> {
  const write = writerOf(typefaces);
  const number = `${office.office}-${id.slice(0, 12).toUpperCase()}`;
  const listed = cases.slice(0, MOST_IDS);
  const rest = cases.length - listed.length;
  const shapes = [
    ...head({ office: office.officeName, title: texts.title, numberLabel: texts.number, number }, write),
    ...section(texts.what, write, 52),
    ...fact(texts.reason, pair(erasureReasons[reason]), write, LEFT_MM, 59, { widthMm: RIGHT_MM - LEFT_MM }),
    ...fact(texts.begun, beijing(startedAt), write, LEFT_MM, 70),
    ...fact(texts.ended, beijing(endedAt), write, SECOND_COLUMN_MM, 70),
    ...fact(texts.people, `${startedBy} + ${approvedBy}`, write, LEFT_MM, 81, { widthMm: RIGHT_MM - LEFT_MM }),
    ...section(texts.cases, write, 98),
    ...listed.flatMap((one, index) => write(one, LEFT_MM, 104.5 + index * 4.6, { sizePt: 7.5, letterSpacingMm: 0.1 })),
    ...(rest > 0 ? write(pair(moreOf(rest)), LEFT_MM, 104.5 + MOST_IDS * 4.6, { sizePt: 7.5 }) : []),
    ...section(texts.meaning, write, 150),
    ...statement(write),
    ...fact(texts.digest, sha256, write, LEFT_MM, 172, { sizePt: 6.5, widthMm: RIGHT_MM - LEFT_MM }),
    ...signatureLine(texts.first, write, LEFT_MM, 192),
    ...signatureLine(texts.second, write, SECOND_COLUMN_MM, 192),
    ...write(`${office.office} · ${office.workstation}`, LEFT_MM, 202, { sizePt: 6, colour: TEAL }),
    ...write(pair(receiptTexts.timeZone), RIGHT_MM, 202, { sizePt: 6, colour: TEAL, align: 'right' }),
    ...(office.live ? [] : specimen(write)),
  ];
  return renderA5(texts.title, new Date(endedAt), shapes, typefaces);
}

function moreOf(count: number): Bilingual {
  return { zh: fill(texts.more.zh, { count }), en: fill(texts.more.en, { count }) };
}

function statement(write: Write) {
  const width = RIGHT_MM - LEFT_MM;
  return [
    ...write(texts.gone.zh, LEFT_MM, 157, { sizePt: 8, weight: 'medium', widthMm: width }),
    ...write(texts.gone.en, LEFT_MM, 161, { sizePt: 6.5, colour: TEAL, widthMm: width }),
    ...write(texts.check.zh, LEFT_MM, 165.4, { sizePt: 7, widthMm: width }),
    ...write(texts.check.en, LEFT_MM, 168.8, { sizePt: 6, colour: TEAL, widthMm: width }),
  ];
}
