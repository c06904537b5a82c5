/**
 * Whether an approval makes sense: number, person, dates and photo agree with each other and with the rules of the card.
 * The signature was checked before; this finds the authority's own mistakes before a blank is spoilt by one.
 */

import { dayInChina } from '../../../shared/card/china-day.ts';
import { countryOf, isForeignNationality, isPassportIssuer } from '../../../shared/card/countries.ts';
import { parseFormerNumber } from '../../../shared/card/former-number.ts';
import { chineseNameProblem, latinNameProblem, type NameProblem } from '../../../shared/card/names.ts';
import { numberMismatches, parseCardNumber, type NumberMismatch } from '../../../shared/card/number.ts';
import { checkRelation } from '../../../shared/card/relation.ts';
import { ageOn, earliestValidFrom, lastValidDay } from '../../../shared/card/validity.ts';
import type { ApprovalRecord, ReplacementRecord } from '../../../shared/model/approval.ts';
import { assertNever, fail, ok, type Failure, type Result } from '../../../shared/result.ts';
import type { PhotoCodec } from '../ports.ts';
import { checkPhoto } from './check-photo.ts';

export type ContentRecord = ApprovalRecord | ReplacementRecord;

/**
 * Checks the content of an approval or replacement and gives back its photo (JPEG bytes).
 * Fails with the first `intake.*` kind that applies, in the order of the checks below.
 */
export async function checkApproval(record: ContentRecord, photoCodec: PhotoCodec): Promise<Result<Uint8Array>> {
  for (const check of [checkPerson, checkNames, checkNumber, checkFormerNumber, checkValidity, checkDates]) {
    const passed = check(record);
    if (!passed.ok) return passed;
  }
  return checkPhoto(record.photo.data, photoCodec);
}

function checkPerson({ person }: ContentRecord): Result<void> {
  if (countryOf(person.nationality) === undefined || !isForeignNationality(person.nationality)) {
    return fail('intake.nationality', { code: person.nationality });
  }
  const issuer = person.passport.issuingState;
  return isPassportIssuer(issuer) ? ok(undefined) : fail('intake.passportState', { code: issuer });
}

function checkNames({ person }: ContentRecord): Result<void> {
  const latin = latinNameProblem(person.latinName);
  if (latin !== undefined) return fail('intake.latinName', { character: whatIsWrong(latin) });
  const chinese = person.chineseName === undefined ? undefined : chineseNameProblem(person.chineseName);
  return chinese === undefined ? ok(undefined) : fail('intake.chineseName', { character: whatIsWrong(chinese) });
}

function whatIsWrong(problem: NameProblem): string {
  switch (problem.kind) {
    case 'character':
      return problem.character;
    case 'spelling':
      return problem.at;
    case 'length':
      return String(problem.length);
    default:
      return assertNever(problem);
  }
}

function checkNumber({ card, person }: ContentRecord): Result<void> {
  const parsed = parseCardNumber(card.number);
  if (!parsed.ok) return numberFailure(parsed.error, card.number);
  const [mismatch] = numberMismatches(parsed.value, person);
  return mismatch === undefined ? ok(undefined) : mismatchFailure(mismatch, person.nationality);
}

function numberFailure(problem: 'form' | 'checkDigit' | 'place' | 'birthDate', number: string): Failure {
  switch (problem) {
    case 'form':
    case 'checkDigit':
      return fail('intake.numberCheckDigit', {});
    case 'place':
      return fail('intake.numberPlace', { place: number.slice(1, 3) });
    case 'birthDate':
      return fail('intake.numberBirthDate', {});
    default:
      return assertNever(problem);
  }
}

function mismatchFailure(mismatch: NumberMismatch, nationality: string): Failure {
  switch (mismatch) {
    case 'nationality':
      return fail('intake.numberNationality', { nationality });
    case 'birthDate':
      return fail('intake.numberBirthDate', {});
    case 'sex':
      return fail('intake.numberSex', {});
    default:
      return assertNever(mismatch);
  }
}

/**
 * Former number and relation go together, and lead to each other. A nationality corrected since breaks that rule for ever
 * (docs/design.md section 5), and a change of data may correct the birth date as well: both pass here and are a warning at review.
 */
function checkFormerNumber({ card, person, kind }: ContentRecord): Result<void> {
  // Zero renewals = this is the first card; only the kind "first issue" makes one.
  if ((kind === 'firstIssue') !== (card.renewalCount === 0)) {
    return fail('intake.renewalCount', { count: card.renewalCount });
  }
  const { formerNumber, relation } = card;
  if ((formerNumber === undefined) !== (relation === undefined)) return fail('intake.relation', {});
  if (formerNumber === undefined || relation === undefined) {
    // What is exchanged voluntarily is a card of an earlier layout, which has such a number.
    return kind === 'voluntaryExchange' ? fail('intake.formerNumber', {}) : ok(undefined);
  }
  const former = parseFormerNumber(formerNumber);
  if (!former.ok || countryOf(former.value.nationality) === undefined) return fail('intake.formerNumber', {});
  const verdict = checkRelation(card.number, person.nationality, relation, formerNumber);
  return verdict === 'broken' && kind !== 'changeOfData' ? fail('intake.relation', {}) : ok(undefined);
}

function checkValidity({ card, person }: ContentRecord): Result<void> {
  const earliest = earliestValidFrom(card.number);
  if (card.validFrom < earliest) return fail('intake.validityStart', { earliest });
  // 130 years: beyond any life on record, so a slip of the pen.
  if (person.birthDate > card.validFrom || ageOn(person.birthDate, card.validFrom) > 130) {
    return fail('intake.birthDate', {});
  }
  const expected = lastValidDay(person.birthDate, card.validFrom);
  return card.validUntil === expected ? ok(undefined) : fail('intake.validityEnd', { expected });
}

function checkDates({ decision, person, issuedAt }: ContentRecord): Result<void> {
  const issued = dayInChina(new Date(issuedAt));
  if (decision.date > issued) return fail('intake.decisionDate', { date: decision.date });
  const { expiresOn } = person.passport;
  return expiresOn < issued ? fail('intake.passportExpired', { expiresOn }) : ok(undefined);
}
