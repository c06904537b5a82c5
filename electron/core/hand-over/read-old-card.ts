/**
 * An old card on the desk: the number typed from its plastic, and what its chip gave, held against the new approval.
 * Pure: where the bytes came from is the caller's business.
 */

import { dayInChina } from '../../../shared/card/china-day.ts';
import { parseCardNumber } from '../../../shared/card/number.ts';
import { parseFormerNumber } from '../../../shared/card/former-number.ts';
import { decodeReaderRecord, type ReaderRecord } from '../../../shared/card/reader-record.ts';
import { checkRelation } from '../../../shared/card/relation.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { OldCardInput, OldCardReading } from '../../../shared/model/hand-over.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { hasOldCard } from './progress.ts';

export interface OldCardRead extends Omit<OldCardReading, 'face'> {
  /** As it stands on the card, without spaces. */
  readonly number: string;
}

/** The case on the desk, and which cards of its person are on file as living. */
interface OldCardCase {
  readonly application: Application;
  readonly living: readonly Card[];
  readonly now: Date;
}

/** The first layout with a chip that readers know, 15-character numbers; before it cards were of 2004. */
const layouts = { I: '2017', Y: '2023' } as const;

/**
 * What the card says and in what it differs. Fails with `oldCard.*`: no such number, a number or a chip of somebody else,
 * a relation item that does not lead back, and for a voluntary exchange a chip that was not read or a card that ran out.
 */
export function readOldCard(input: OldCardInput, { application, living, now }: OldCardCase): Result<OldCardRead> {
  const { kind } = application;
  const isAsked = hasOldCard(kind) || (kind !== 'loss' && living.length > 0);
  if (!isAsked) return fail('oldCard.notOfKind', { kind });
  const number = input.number.replaceAll(/\s/g, '').toUpperCase();
  const relation =
    number.length === 18 ? lifelongNumber(number, application, living) : formerNumber(number, application);
  if (!relation.ok) return relation;
  const record = input.record === null ? null : decodeReaderRecord(input.record);
  if (record?.ok === false) return record;
  const said = record?.value ?? null;
  if (said === null) {
    if (kind === 'voluntaryExchange') return fail('oldCard.mustBeRead', {});
    const layout = number.length === 18 ? '2023' : '2004';
    return ok({ number, layout, readBy: 'eye', fields: null, relation: relation.value, differences: [] });
  }
  if (said.number !== number) return fail('oldCard.recordDiffers', { fields: 'cardNumber' });
  const differences = differencesOf(said, application);
  // What a replacement corrected is what such a card has wrong; that it is of this person our own books say.
  const isEarlier = relation.value === 'earlier';
  const foreign = differences.map(({ field }) => field).filter((field) => !isEarlier && !mayDiffer(field, kind));
  if (foreign.length > 0) return fail('oldCard.recordDiffers', { fields: foreign.join(', ') });
  if (kind === 'voluntaryExchange' && said.validUntil < dayInChina(now))
    return fail('oldCard.notValid', { until: said.validUntil });
  return ok({
    number,
    layout: layouts[said.layout],
    readBy: 'chip',
    fields: fieldsOf(said),
    relation: relation.value,
    differences,
  });
}

/** docs/design.md section 5: the number of the 2023 layout is for life, unless the authority corrected it. */
function lifelongNumber(
  text: string,
  { card }: Application,
  living: readonly Pick<Card, 'number'>[],
): Result<OldCardRead['relation']> {
  const parsed = parseCardNumber(text);
  if (!parsed.ok) return fail('oldCard.numberInvalid', { flaw: parsed.error });
  if (text === card.number) return ok('same');
  return living.some(({ number }) => number === text) ? ok('earlier') : fail('oldCard.ofAnother', {});
}

/** The relation item of the new number has to lead back to it; a nationality that was corrected since may break that. */
function formerNumber(text: string, { card, person }: Application): Result<OldCardRead['relation']> {
  const parsed = parseFormerNumber(text);
  if (!parsed.ok) return fail('oldCard.numberInvalid', { flaw: parsed.error });
  if (card.formerNumber !== text) return fail('oldCard.ofAnother', {});
  if (card.relation === undefined) return fail('oldCard.relationBroken', {});
  const verdict = checkRelation(card.number, person.nationality, card.relation, parsed.value.number);
  return verdict === 'broken' ? fail('oldCard.relationBroken', {}) : ok(verdict);
}

function differencesOf(said: ReaderRecord, { person }: Application): OldCardRead['differences'] {
  const pairs: readonly (readonly [field: string, expected: string, found: string])[] = [
    ['latinName', person.latinName, said.latinName],
    ['chineseName', person.chineseName ?? '', said.chineseName ?? ''],
    ['sex', person.sex, said.sex],
    ['birthDate', person.birthDate, said.birthDate],
    ['nationality', person.nationality, said.nationality],
  ];
  return pairs
    .filter(([, expected, found]) => expected !== found)
    .map(([field, expected, found]) => ({ field, expected, found }));
}

/** Names are written anew and nationalities change; who was born on another day is another person. */
function mayDiffer(field: string, kind: Application['kind']): boolean {
  if (kind === 'changeOfData') return true;
  return field === 'chineseName' || field === 'latinName';
}

function fieldsOf(said: ReaderRecord): NonNullable<OldCardRead['fields']> {
  const { latinName, chineseName, sex, birthDate, nationality, validFrom, validUntil } = said;
  return { latinName, chineseName, sex, birthDate, nationality, validFrom, validUntil };
}
