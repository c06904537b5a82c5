/** The holders that a layout has to be tried with: the longest of everything, and the shortest. */

import { countries, countryOf } from '../../../shared/card/countries.ts';
import { chineseNameLimit, latinNameLimit } from '../../../shared/card/names.ts';
import { cardDataSchema } from '../../../shared/model/approval.ts';
import { personSchema } from '../../../shared/model/person.ts';
import type { FieldSource } from './fields.ts';

const passport = { number: 'X0000001', issuingState: 'CAN', expiresOn: '2040-01-01' };
const card = cardDataSchema.parse({
  number: '911124198108030024',
  formerNumber: 'CAN110081080310',
  renewalCount: 0,
  validFrom: '2024-12-28',
  validUntil: '2034-12-27',
});
const profile = { issuingAuthority: { zh: '国家移民管理局', en: 'National Immigration Administration' } };

/** As long as the rules for names allow, in the widest letters, in words as long as words get. */
export function longestHolder(): FieldSource {
  const wide = 'WWWWWWWWWWW, WWWWWWWWWWW WWWWWWWWWWW WWWWWWWWWWW'.slice(0, latinNameLimit);
  const country = countries.toSorted((one, other) => other.zh.length - one.zh.length)[0];
  const person = personSchema.parse({
    latinName: wide,
    chineseName: '国'.repeat(chineseNameLimit),
    sex: 'M',
    birthDate: '2008-08-08',
    nationality: country?.alpha3,
    passport,
  });
  return { person, card, profile, nationalityZh: country?.zh ?? '' };
}

/** The specimen that was published with the layout. */
export function publishedHolder(): FieldSource {
  const person = personSchema.parse({
    latinName: 'ZHENGJIAN, YANGBEN',
    chineseName: '证件样本',
    sex: 'F',
    birthDate: '1981-08-03',
    nationality: 'CAN',
    passport,
  });
  const published = { ...card, validFrom: '2023-09-15', validUntil: '2033-09-14' };
  return { person, card: published, profile, nationalityZh: countryOf('CAN')?.zh ?? '' };
}

/** Ideographs of Extensions A, B and beyond, Latin letters that few typefaces have, and a name long enough for two lines. */
export function rareHolder(): FieldSource {
  const person = personSchema.parse({
    latinName: 'ŁĄCZYŃSKA-ŻÓŁĆ, ĐẶNG THỊ ƏHMƏDĞIŞ ØÞŒŊ',
    chineseName: '𠮷𡈽𤭢𪚥䶿㐂㐱龘鿰',
    sex: 'F',
    birthDate: '1988-11-28',
    nationality: 'AZE',
    passport,
  });
  return { person, card, profile, nationalityZh: countryOf('AZE')?.zh ?? '' };
}

export function shortestHolder(): FieldSource {
  const country = countries.toSorted((one, other) => one.zh.length - other.zh.length)[0];
  const person = personSchema.parse({
    latinName: 'I',
    chineseName: '一',
    sex: 'F',
    birthDate: '2001-01-11',
    nationality: country?.alpha3,
    passport,
  });
  return { person, card, profile, nationalityZh: country?.zh ?? '' };
}
