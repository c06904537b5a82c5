/** A hand-over from the command line: the same steps as in the window, each said by an option. */

import { readFileSync } from 'node:fs';
import type { OldCard } from '../../../shared/model/hand-over.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { codeOf } from '../../adapters/system/error-code.ts';
import { openByNumber, type Answer, type Desk } from './desk.ts';

export const handOverOptions = {
  passport: 'string',
  'portrait-matches': 'boolean',
  'holder-checked': 'boolean',
  'old-card': 'string',
  'old-record': 'string',
  'signed-on-paper': 'string',
} as const;

/** What was said of the person and the old card. */
export interface HandOverWords {
  readonly passport: string;
  readonly portraitMatches: boolean;
  readonly holderChecked: boolean;
  /** Where the signed receipt is filed. */
  readonly filedAs: string;
  /** Number on the old card, and what its chip gave; null where there is none. */
  readonly oldCard: { readonly number: string; readonly record: Uint8Array | null } | null;
}

/** Fails with `usage` where no passport was looked at, with `file.unreadable` where the record's file cannot be read. */
export function wordsOf(
  text: (option: string) => string | undefined,
  flag: (option: string) => boolean,
): Result<HandOverWords> {
  const number = text('old-card');
  const passport = text('passport');
  if (passport === undefined) return fail('usage', { problem: '--passport' });
  const record = recordOf(text('old-record'));
  if (!record.ok) return record;
  return ok({
    passport,
    portraitMatches: flag('portrait-matches'),
    holderChecked: flag('holder-checked'),
    filedAs: text('signed-on-paper') ?? '',
    oldCard: number === undefined ? null : { number, record: record.value },
  });
}

/** Does every step that is still to be done, in its order, and hands the card over. Fails as the first of them does. */
export async function handOverAs(desk: Desk, number: string, words: HandOverWords): Promise<Result<Answer>> {
  const opened = await openByNumber(desk, number);
  if (!opened.ok) return opened;
  const { card, application } = opened.value;
  if (card === null) return fail('notFound', { what: `${number}: card` });
  const old = words.oldCard === null ? ok(null) : await takeOldCard(desk, application.id, words.oldCard);
  if (!old.ok) return old;
  const handed = await handOver(desk, card, words);
  if (!handed.ok) return handed;
  const { id, state, blankSerial } = handed.value;
  return ok({ json: { number, cardId: id, blankSerial, state }, lines: [`${number}: ${state}`] });
}

async function takeOldCard(
  desk: Desk,
  applicationId: string,
  { number, record }: NonNullable<HandOverWords['oldCard']>,
): Promise<Result<OldCard>> {
  const read = { applicationId, number, record, face: null, faceMatches: true };
  const collected = await desk.call('oldCard.collect', read);
  if (!collected.ok) return collected;
  const { id: oldCardId, revision } = collected.value;
  return desk.call('oldCard.cancel', { oldCardId, revision });
}

async function handOver(desk: Desk, card: Card, words: HandOverWords): Promise<Result<Card>> {
  const cardId = card.id;
  const identity = await desk.call('handOver.identity', {
    cardId,
    passportNumber: words.passport.padEnd(4, ' '),
    portraitMatches: words.portraitMatches,
    collector: { kind: 'holder' },
  });
  if (!identity.ok) return identity;
  const inspected = await desk.call('handOver.inspect', { cardId });
  if (!inspected.ok) return inspected;
  const { holderChecked } = words;
  const look = { cardId, means: 'sheet', language: desk.language, facesRight: holderChecked } as const;
  const checked = await desk.call('handOver.holder', { ...look, chipRight: holderChecked });
  if (!checked.ok) return checked;
  const draft = await desk.call('handOver.draft', { cardId });
  if (!draft.ok) return draft;
  const { receiptHash } = draft.value;
  if (words.filedAs === '') return fail('handover.stepMissing', { step: 'signature' });
  const signature = { means: 'paper', filedAs: words.filedAs } as const;
  const signed = await desk.call('handOver.sign', { cardId, receiptHash, signature });
  if (!signed.ok) return signed;
  const handed = await desk.call('card.handOver', { cardId, revision: card.revision });
  return handed.ok ? ok(handed.value.card) : handed;
}

function recordOf(path: string | undefined): Result<Uint8Array | null> {
  if (path === undefined) return ok(null);
  try {
    return ok(new Uint8Array(readFileSync(path)));
  } catch (thrown) {
    return fail('file.unreadable', { path, reason: codeOf(thrown) });
  }
}
