/** The values of the card's fields as they are printed (docs/design.md section 5), and their names in failures. */

import type { CardData } from '../../../shared/model/approval.ts';
import type { Person } from '../../../shared/model/person.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { TemplateField } from '../../../shared/model/template.ts';
import type { IsoDate } from '../../../shared/model/time.ts';
import { assertNever } from '../../../shared/result.ts';

export interface FieldSource {
  readonly person: Person;
  readonly card: CardData;
  readonly profile: Pick<Profile, 'issuingAuthority'>;
  /** The Chinese name of the holder's nationality. */
  readonly nationalityZh: string;
}

/** The text of a field; undefined where this holder has none, so that nothing is printed. */
export function fieldText(field: TemplateField, source: FieldSource): string | undefined {
  const { person, card, profile } = source;
  switch (field) {
    case 'latinName':
      return person.latinName;
    case 'chineseName':
      return person.chineseName;
    case 'sex':
      return person.sex === 'F' ? '女/F' : '男/M';
    case 'birthDate':
      return dotted(person.birthDate);
    case 'nationality':
      return `${source.nationalityZh}/${person.nationality}`;
    case 'validity':
      return `${dotted(card.validFrom)}-${dotted(card.validUntil)}`;
    case 'number':
      return card.number;
    case 'formerNumber':
      return card.formerNumber;
    case 'issuingAuthorityZh':
      return profile.issuingAuthority.zh;
    case 'issuingAuthorityEn':
      return profile.issuingAuthority.en;
    default:
      return assertNever(field);
  }
}

function dotted(date: IsoDate): string {
  return date.replaceAll('-', '.');
}

/** Both languages at once, as on the card itself: failures are shown in either. */
export const fieldNames: Readonly<Record<TemplateField, string>> = {
  latinName: '姓名 / Name',
  chineseName: '中文姓名 / Chinese name',
  sex: '性别 / Sex',
  birthDate: '出生日期 / Date of Birth',
  nationality: '国籍 / Nationality',
  validity: '有效期限 / Period of Validity',
  number: '证件号码 / ID No.',
  formerNumber: '证件号码 / ID No.',
  issuingAuthorityZh: '签发机关 / Issuing Authority',
  issuingAuthorityEn: '签发机关 / Issuing Authority',
};
