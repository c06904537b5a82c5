/** An invented approval around an invented person: all six kinds, numbers and dates that agree. */

import { countryOf } from '../../../shared/card/countries.ts';
import { formerNumberCheck } from '../../../shared/card/former-number.ts';
import { composeCardNumber } from '../../../shared/card/number.ts';
import { provinces } from '../../../shared/card/provinces.ts';
import { formerNumberFrom } from '../../../shared/card/relation.ts';
import { earliestValidFrom, lastValidDay } from '../../../shared/card/validity.ts';
import {
  kindOfIssueSchema,
  type ApprovalRecord,
  type CardData,
  type KindOfIssue,
} from '../../../shared/model/approval.ts';
import { applicationNumberSchema, formerNumberSchema, type CardNumber } from '../../../shared/model/ids.ts';
import type { Person } from '../../../shared/model/person.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { IsoDate } from '../../../shared/model/time.ts';
import type { Chance } from './chance.ts';
import { addDays, samplePerson } from './sample-person.ts';

/** What a batch has in common. */
export interface Batch {
  readonly seed: number;
  readonly today: IsoDate;
  readonly profile: Pick<Profile, 'office' | 'workstation'>;
  /** Numbers given out already; each sample adds its own, so that none stands twice in a batch. */
  readonly usedNumbers: Set<string>;
}

/** An approval that lacks only its photo. */
export type PhotolessApproval = Omit<ApprovalRecord, 'photo'>;

/** The record at a place of the batch. The first six are one of each kind, and none of them is valid only later. */
export function sampleApproval(index: number, chance: Chance, batch: Batch): PhotolessApproval {
  const { today, profile } = batch;
  const kind = kindOfIssueSchema.options[index] ?? kindByChance(chance);
  const person = samplePerson(chance, today);
  // Issued on one of the days before, in office hours of China (01:00 to 10:00 UTC).
  const issuedOn = addDays(today, -1 - chance.int(5));
  const secondOfDay = 3600 + chance.int(9 * 3600);
  const issuedAt = new Date(Date.parse(`${issuedOn}T00:00:00Z`) + secondOfDay * 1000);
  return {
    type: 'approval',
    version: 1,
    recordId: chance.uuid(),
    issuedAt: issuedAt.toISOString(),
    expiresAt: new Date(issuedAt.getTime() + 90 * 86_400_000).toISOString(),
    audience: chance.percent(30)
      ? { office: profile.office, workstation: profile.workstation }
      : { office: profile.office },
    applicationNumber: applicationNumberSchema.parse(
      `S${today.replaceAll('-', '')}-${batch.seed}-${String(index + 1).padStart(6, '0')}`,
    ),
    kind,
    // One in twelve, so that even the smallest office has one to see.
    urgent: index % 12 === 7,
    decision: {
      number: `SPECIMEN-${today.slice(0, 4)}-${String(chance.int(1_000_000)).padStart(6, '0')}`,
      date: addDays(issuedOn, -chance.int(10)),
      authority: '国家移民管理局（样本） National Immigration Administration (SPECIMEN)',
    },
    person,
    card: cardData(kind, person, chance, batch, index >= kindOfIssueSchema.options.length),
  };
}

function kindByChance(chance: Chance): KindOfIssue {
  const shares: readonly [KindOfIssue, ...KindOfIssue[]] = [
    'firstIssue',
    'firstIssue',
    'firstIssue',
    'expiry',
    'expiry',
    'changeOfData',
    'damage',
    'loss',
    'voluntaryExchange',
  ];
  return chance.pick(shares);
}

function cardData(kind: KindOfIssue, person: Person, chance: Chance, batch: Batch, mayStartLater: boolean): CardData {
  const number = unusedNumber(person, chance, batch.usedNumbers);
  const startsLater = chance.percent(4) && mayStartLater;
  const start = addDays(batch.today, startsLater ? 10 : -chance.int(6));
  const earliest = earliestValidFrom(number);
  const validFrom = start < earliest ? earliest : start;
  return {
    number,
    ...(hasFormerCard(kind, chance) && formerCard(number, person, kind, chance)),
    renewalCount: kind === 'firstIssue' ? 0 : 1 + chance.int(3),
    validFrom,
    validUntil: lastValidDay(person.birthDate, validFrom),
  };
}

/** What is exchanged voluntarily is a card of an earlier layout; other kinds may follow on one of the new layout. */
function hasFormerCard(kind: KindOfIssue, chance: Chance): boolean {
  return kind === 'voluntaryExchange' || (kind !== 'firstIssue' && chance.percent(60));
}

function formerCard(number: CardNumber, person: Person, kind: KindOfIssue, chance: Chance) {
  const relation = String(chance.int(100)).padStart(2, '0') + String(chance.int(10));
  const former = formerNumberFrom(number, person.nationality, chance.percent(10) ? '000' : relation);
  const isCorrected = kind === 'changeOfData' && chance.percent(25) && person.nationality !== 'CAN';
  // A corrected nationality: the former card was issued to a Canadian.
  const first14 = (isCorrected ? 'CAN' : former.slice(0, 3)) + former.slice(3, 14);
  const formerNumber = formerNumberSchema.parse(first14 + formerNumberCheck(first14));
  return { formerNumber, relation: former.slice(5, 7) + former.slice(13, 14) };
}

function unusedNumber(person: Person, chance: Chance, used: Set<string>): CardNumber {
  // Provinces of the mainland, where cards are applied for.
  const place = provinces[chance.int(31)]?.code ?? '11';
  const nationality = countryOf(person.nationality)?.numeric ?? '';
  const parity = person.sex === 'M' ? 1 : 0;
  // 500 sequences a sex on one birth date, place and nationality: searched round, from a random one on.
  const start = chance.int(500);
  for (let step = 0; step < 500; step += 1) {
    const sequence = String(2 * ((start + step) % 500) + parity).padStart(3, '0');
    const number = composeCardNumber({ place, nationality, birthDate: person.birthDate, sequence });
    if (!used.has(number)) {
      used.add(number);
      return number;
    }
  }
  throw new Error('more people on one birth date than numbers');
}
