/** What a reviewer should look at before accepting: facts of the record that are allowed, yet worth a second look. */

import { dayInChina } from '../../../shared/card/china-day.ts';
import { checkRelation } from '../../../shared/card/relation.ts';
import { ageOn } from '../../../shared/card/validity.ts';
import type { Application, Warning } from '../../../shared/model/application.ts';
import type { Card } from '../../../shared/model/stock.ts';
import type { PhotoFinding } from '../portrait/findings.ts';

export interface WarningFacts {
  readonly application: Application;
  /** What was measured of the photo, and of the portrait as it will be cut. */
  readonly photo: readonly PhotoFinding[];
  /** Cards on file: of this person and another case, in use; and of this number, waiting in the safe. */
  readonly living: Card | null;
  readonly waiting: Card | null;
  readonly now: Date;
}

const dayMs = 86_400_000;
const approvalDays = 7;
const passportDays = 180;
/** So near to the limit of its field a name may have been cut off before it came here. */
const latinNear = 44;
const chineseNear = 14;

/** The warnings in the order in which they are shown; each kind at most once. */
export function warningsFor(facts: WarningFacts): Warning[] {
  return [...ofTime(facts), ...ofPerson(facts), ...ofNumber(facts), ...facts.photo];
}

function ofTime({ application, now }: WarningFacts): Warning[] {
  const { urgent, expiresAt, person, card } = application;
  const today = dayInChina(now);
  const approvalLeft = Math.floor((Date.parse(expiresAt) - now.getTime()) / dayMs);
  const passportLeft = Math.floor((Date.parse(person.passport.expiresOn) - now.getTime()) / dayMs);
  return [
    ...when(urgent, 'urgent', {}),
    ...when(approvalLeft < approvalDays, 'approvalExpiresSoon', { days: approvalLeft }),
    ...when(passportLeft < passportDays, 'passportExpiresSoon', { on: person.passport.expiresOn }),
    ...when(card.validFrom > today, 'validityStartsLater', { from: card.validFrom }),
  ];
}

function ofPerson({ application: { person, card } }: WarningFacts): Warning[] {
  const { latinName, chineseName, birthDate } = person;
  const near = latinName.length >= latinNear || (chineseName?.length ?? 0) >= chineseNear;
  const rare = Array.from(chineseName ?? '').filter((character) => !isCommonChinese(character));
  const age = ageOn(birthDate, card.validFrom);
  return [
    ...when(age < 18, 'minor', { age }),
    ...when(chineseName === undefined, 'noChineseName', {}),
    ...when(near, 'nameNearLimit', { characters: latinName.length }),
    ...when(rare.length > 0, 'rareCharacter', { characters: rare.join('') }),
  ];
}

/** The basic block of CJK ideographs and the middle dot of transcribed names; whatever else needs a look at the print. */
function isCommonChinese(character: string): boolean {
  return /^[\u4e00-\u9fff\u00b7]$/u.test(character);
}

function ofNumber({ application, living, waiting }: WarningFacts): Warning[] {
  const { card, kind } = application;
  // A renewal is expected to find its old card in the holder's hands; nothing is expected to wait in the safe.
  const unexpected = waiting ?? (kind === 'firstIssue' ? living : null);
  const other = unexpected !== null && unexpected.applicationId !== application.id ? unexpected : null;
  return [
    ...(other === null
      ? []
      : [{ kind: 'livingCardExists' as const, data: { state: other.state, blank: other.blankSerial } }]),
    ...when(relationBroken(application), 'formerNumberBreaksRelation', { formerNumber: card.formerNumber ?? '' }),
  ];
}

function when(applies: boolean, kind: Warning['kind'], data: Warning['data']): Warning[] {
  return applies ? [{ kind, data }] : [];
}

function relationBroken({ person, card: { number, formerNumber, relation } }: Application): boolean {
  if (formerNumber === undefined) return relation !== undefined;
  return relation === undefined || checkRelation(number, person.nationality, relation, formerNumber) !== 'holds';
}
