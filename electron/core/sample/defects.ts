/**
 * Every way in which a line can be bad, by name, with the one kind of failure that intake must answer. `starcard sample
 * --broken` writes them into a file; a test imports it and holds each to its kind.
 */

import { composeCardNumber, parseCardNumber, type CardNumberParts } from '../../../shared/card/number.ts';
import { cardNumberSchema, formerNumberSchema, sha256Schema, type CardNumber } from '../../../shared/model/ids.ts';
import type { ApprovalRecord } from '../../../shared/model/approval.ts';
import type { IsoDate } from '../../../shared/model/time.ts';
import type { ErrorKind } from '../../../shared/result.ts';
import { recordLimitBytes } from '../intake/jws.ts';
import { specimenAuthority, type SignerName } from '../specimen/authority.ts';
import { photoDefects } from './photo-defects.ts';
import type { SampleRecord } from './generate.ts';
import { addDays } from './sample-person.ts';
import { approvalHeader, noticeAbout, replacementOf, signRecord, signText } from './sign-record.ts';

export interface DefectContext {
  /** A good approval that is nowhere else in the file. */
  readonly good: ApprovalRecord;
  /** The first good record of the file, if there is one. */
  readonly earlier: SampleRecord | undefined;
  readonly today: IsoDate;
}

export interface Defect {
  readonly name: string;
  readonly expected: ErrorKind;
  /** The bad line; undefined where it would need an earlier record and there is none. */
  make(context: DefectContext): string | undefined;
}

const unknownHash = sha256Schema.parse('0'.repeat(64));

/** All defects, in the order in which they stand in a broken sample. */
export const defects: readonly Defect[] = [...badLines(), ...badSigners(), ...badContents(), ...contradictions()];

function badLines(): readonly Defect[] {
  const header = (change: Readonly<Record<string, unknown>>) => (context: DefectContext) =>
    signText(JSON.stringify(context.good), { ...approvalHeader(signer()), ...change }, signer()).jws;
  const text = (change: (json: string) => string) => (context: DefectContext) =>
    signText(change(JSON.stringify(context.good)), approvalHeader(signer()), signer()).jws;
  return [
    defect('a line of binary', 'intake.notText', () => '\u0089PNG\u0000\u0001\u0002\u001a\u007f'.repeat(20)),
    defect('a line longer than the limit', 'intake.oversized', () => 'A'.repeat(recordLimitBytes + 1)),
    defect('plain text', 'intake.notJws', () => 'name;number;birth date'),
    defect('cut off', 'intake.truncated', (context) => sign(context).slice(0, -60)),
    defect('cut off before the signature', 'intake.truncated', (context) => sign(context).slice(0, 4000)),
    defect('unsigned', 'intake.signature', (context) => sign(context).replace(/\.[^.]*$/, '.')),
    defect('altered', 'intake.signature', ({ good }) => {
      const [head = '', , signature = ''] = signRecord(good, signer()).jws.split('.');
      const [, payload = ''] = signRecord({ ...good, urgent: !good.urgent }, signer()).jws.split('.');
      return `${head}.${payload}.${signature}`;
    }),
    defect('header with alg none', 'intake.header', header({ alg: 'none' })),
    defect('header with another type', 'intake.header', header({ typ: 'JWT' })),
    defect('header with a key of its own', 'intake.header', header({ jwk: { kty: 'EC' } })),
    defect('header with critical extension', 'intake.header', header({ crit: ['exp'] })),
    defect(
      'not JSON',
      'intake.schema',
      text((json) => json.slice(1)),
    ),
    defect(
      'a name twice',
      'intake.schema',
      text((json) => json.replace('{', '{"urgent":true,')),
    ),
    defect(
      'an unknown member',
      'intake.schema',
      text((json) => json.replace('{', '{"__proto__":{},')),
    ),
    defect(
      'a member missing',
      'intake.schema',
      text((json) => json.replace(/"urgent":(true|false),/, '')),
    ),
  ];
}

function badSigners(): readonly Defect[] {
  const by = (name: SignerName) => (context: DefectContext) =>
    signRecord(context.good, specimenAuthority().signers[name]).jws;
  return [
    defect('signed under another root', 'intake.certificateUntrusted', by('untrusted')),
    defect('signed with a revoked certificate', 'intake.certificateRevoked', by('revoked')),
    defect('signed with an expired certificate', 'intake.certificateExpired', by('expired')),
    defect('signed for another purpose', 'intake.certificateUsage', by('wrongPurpose')),
    defect('certified by a signer', 'intake.certificatePath', by('notAuthority')),
  ];
}

function badContents(): readonly Defect[] {
  return [
    changed('expired', 'intake.expired', (good, today) => ({
      ...good,
      expiresAt: new Date(Date.parse(good.issuedAt) + 1000).toISOString(),
      decision: { ...good.decision, date: addDays(today, -30) },
    })),
    changed('issued in the future', 'intake.notYetValid', (good, today) => ({
      ...good,
      issuedAt: `${addDays(today, 3650)}T00:00:00Z`,
      expiresAt: `${addDays(today, 3700)}T00:00:00Z`,
    })),
    changed('for another office', 'intake.wrongOffice', (good) => ({ ...good, audience: { office: '310000-01' } })),
    changed('for another workstation', 'intake.wrongWorkstation', (good) => ({
      ...good,
      audience: { ...good.audience, workstation: 'COUNTER-9' },
    })),
    withNumber('wrong check digit', 'intake.numberCheckDigit', ({ number }) =>
      cardNumberSchema.parse(number.slice(0, 17) + (number.endsWith('1') ? '2' : '1')),
    ),
    withNumber('number of no province', 'intake.numberPlace', (parts) => composeCardNumber({ ...parts, place: '99' })),
    withNumber('number of another birth date', 'intake.numberBirthDate', (parts) =>
      composeCardNumber({ ...parts, birthDate: addDays(parts.birthDate, 1) }),
    ),
    withNumber('number of the other sex', 'intake.numberSex', (parts) =>
      composeCardNumber({ ...parts, sequence: parts.sex === 'F' ? '001' : '002' }),
    ),
    // 004 is Afghanistan, which is not among the nations of the samples.
    withNumber('number of another nationality', 'intake.numberNationality', (parts) =>
      composeCardNumber({ ...parts, nationality: '004' }),
    ),
    withCard('former number with a wrong check digit', 'intake.formerNumber', {
      formerNumber: formerNumberSchema.parse('CAN110081080319'),
      relation: '001',
      renewalCount: 1,
    }),
    withCard('relation to another number', 'intake.relation', {
      formerNumber: formerNumberSchema.parse('CAN110081080310'),
      relation: '999',
      renewalCount: 1,
    }),
    withCard('first issue of a renewed card', 'intake.renewalCount', { renewalCount: 2 }, 'firstIssue'),
    withCard('valid before the layout was', 'intake.validityStart', { validFrom: '2023-11-30' }),
    withCard('valid for too long', 'intake.validityEnd', { validUntil: '2099-12-31' }),
    changed('decided after it was issued', 'intake.decisionDate', (good, today) => ({
      ...good,
      decision: { ...good.decision, date: addDays(today, 20) },
    })),
    changed('born after the card begins', 'intake.birthDate', (good, today) => bornOn(good, addDays(today, 40))),
    withPerson('of the issuing state itself', 'intake.nationality', { nationality: 'CHN' }),
    withPassport('passport of no state', 'intake.passportState', { issuingState: 'QQQ' }),
    withPassport('passport expired', 'intake.passportExpired', { expiresOn: '2020-01-01' }),
    withPerson('Cyrillic in the Latin name', 'intake.latinName', { latinName: 'ИВАНОВ, IVAN' }),
    withPerson('double space in the Latin name', 'intake.latinName', { latinName: 'IVANOV,  IVAN' }),
    withPerson('Latin in the Chinese name', 'intake.chineseName', { chineseName: '约翰 SMITH' }),
    ...photoDefects.map(({ name, expected, alter }) =>
      changed(name, expected, (good) => ({ ...good, photo: { ...good.photo, data: alter(good.photo.data) } })),
    ),
  ];
}

/** What is good by itself and contradicts what came before it. */
function contradictions(): readonly Defect[] {
  const afterEarlier = (make: (earlier: SampleRecord, good: ApprovalRecord) => ReturnType<typeof signRecord>) => {
    return ({ earlier, good }: DefectContext) => (earlier === undefined ? undefined : make(earlier, good).jws);
  };
  return [
    defect(
      'other content for a known application',
      'intake.conflict',
      afterEarlier(({ record }, { recordId }) => signRecord({ ...record, recordId, urgent: !record.urgent }, signer())),
    ),
    defect(
      'other content under a known record id',
      'intake.recordIdReused',
      afterEarlier(({ record }, good) => signRecord({ ...good, recordId: record.recordId }, signer())),
    ),
    defect(
      'replacement of a record that is not in force',
      'intake.replacesUnknown',
      afterEarlier(({ record }, { recordId }) => signRecord(replacementOf(record, unknownHash, recordId), signer())),
    ),
    defect(
      'hold of a record that is not in force',
      'intake.concernsUnknown',
      afterEarlier(({ record }, { recordId }) =>
        signRecord(noticeAbout('hold', record, unknownHash, recordId, 'SPECIMEN'), signer()),
      ),
    ),
    defect(
      'release of what is not on hold',
      'intake.wrongState',
      afterEarlier(({ record, hash }, { recordId }) =>
        signRecord(noticeAbout('release', record, hash, recordId, 'SPECIMEN'), signer()),
      ),
    ),
    defect(
      'withdrawal of an unknown application',
      'intake.applicationUnknown',
      ({ good }) => signRecord(noticeAbout('withdrawal', good, unknownHash, good.recordId, 'SPECIMEN'), signer()).jws,
    ),
  ];
}

function defect(name: string, expected: ErrorKind, make: Defect['make']): Defect {
  return { name, expected, make };
}

type Change = (good: ApprovalRecord, today: IsoDate) => ApprovalRecord;

function changed(name: string, expected: ErrorKind, change: Change): Defect {
  return { name, expected, make: ({ good, today }) => signRecord(change(good, today), signer()).jws };
}

function withPerson(name: string, expected: ErrorKind, person: Partial<ApprovalRecord['person']>): Defect {
  return changed(name, expected, (good) => ({ ...good, person: { ...good.person, ...person } }));
}

function withPassport(
  name: string,
  expected: ErrorKind,
  passport: Partial<ApprovalRecord['person']['passport']>,
): Defect {
  return changed(name, expected, (good) => {
    return { ...good, person: { ...good.person, passport: { ...good.person.passport, ...passport } } };
  });
}

function withCard(
  name: string,
  expected: ErrorKind,
  card: Partial<ApprovalRecord['card']>,
  kind: ApprovalRecord['kind'] = card.renewalCount === undefined ? 'firstIssue' : 'expiry',
): Defect {
  return changed(name, expected, (good) => {
    // Whatever the good record was, only the stated part of this card is wrong.
    const { number, validFrom, validUntil } = good.card;
    return { ...good, kind, card: { number, validFrom, validUntil, renewalCount: 0, ...card } };
  });
}

function withNumber(name: string, expected: ErrorKind, alter: (parts: CardNumberParts) => CardNumber): Defect {
  return changed(name, expected, (good) => {
    const parts = parseCardNumber(good.card.number);
    if (!parts.ok) throw new Error('a sample with a bad number');
    return { ...good, card: { ...good.card, number: alter(parts.value) } };
  });
}

function bornOn(good: ApprovalRecord, birthDate: IsoDate): ApprovalRecord {
  const parts = parseCardNumber(good.card.number);
  if (!parts.ok) throw new Error('a sample with a bad number');
  const number = composeCardNumber({ ...parts.value, birthDate });
  const { validFrom, validUntil } = good.card;
  const card = { number, renewalCount: 0, validFrom, validUntil };
  return { ...good, kind: 'firstIssue', person: { ...good.person, birthDate }, card };
}

function sign({ good }: DefectContext): string {
  return signRecord(good, signer()).jws;
}

function signer() {
  return specimenAuthority().signers.approval;
}
