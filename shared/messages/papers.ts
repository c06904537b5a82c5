/** The texts of the papers of the desk besides the receipt: the holder's sheet, the reply slip, the slip of numbers. */

import type { Bilingual } from './receipt.ts';

export const paperTexts = {
  sheetTitle: { zh: '证件核对单', en: 'Please check your card' },
  slipTitle: { zh: '证件异议处理回执', en: 'Reply to your complaint' },
  numberTitle: { zh: '证件号码关联证明', en: 'Former and new ID number' },
  number: { zh: '编号', en: 'No.' },
  chip: { zh: '芯片内容', en: 'What the chip says' },
  faces: { zh: '请核对卡面', en: 'On the card itself' },
  person: { zh: '持证人', en: 'Holder' },
  numbers: { zh: '证件号码', en: 'Numbers' },
  formerNumber: { zh: '原证件号码', en: 'Former ID No.' },
  newNumber: { zh: '现证件号码', en: 'New ID No.' },
  sex: { zh: '性别', en: 'Sex' },
  birthDate: { zh: '出生日期', en: 'Date of birth' },
  nationality: { zh: '国籍', en: 'Nationality' },
  complaint: { zh: '异议', en: 'Complaint' },
  what: { zh: '异议内容', en: 'About' },
  decision: { zh: '处理结果', en: 'Decision' },
  findings: { zh: '查验结果', en: 'Inspection' },
  noFindings: { zh: '芯片与记录一致', en: 'chip and record agree' },
  follows: { zh: '后续', en: 'What happens now' },
  date: { zh: '日期', en: 'Date' },
  right: { zh: '以上内容与证件均正确', en: 'All of this and the card are right' },
  wrong: { zh: '有误：', en: 'Wrong:' },
  numberStatement: {
    zh: '兹证明以上两个号码属于同一持证人。',
    en: 'Both numbers above are of the same person.',
  },
  numberUse: {
    zh: '可出示给银行、通信运营商等单位办理信息更新；可用附带的签名文件验证。',
    en: 'For banks, carriers and others that know you by the former number; the signed file proves it.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What the sheet asks for, line by line, in one language of choice. */
export const sheetLines: Readonly<Record<'zh' | 'en', readonly string[]>> = {
  zh: [
    '1. 正面：照片是您本人，姓名、性别、出生日期、国籍、有效期限和号码均正确。',
    '2. 背面：文字清晰，无污损。',
    '3. 芯片：以下内容由读卡器当面读出，与卡面一致。',
    '如有任何一项不符，请不要签名，当场告知工作人员。',
  ],
  en: [
    '1. Front: the photo is you; name, sex, date of birth, nationality, validity and number are right.',
    '2. Back: the print is clear and without stains.',
    '3. Chip: what stands below was read from it before you and agrees with the card.',
    'If anything is wrong, do not sign: tell the officer now.',
  ],
};

export const decisionLines: Readonly<
  Record<'productionFault' | 'authorityError' | 'holderDamage' | 'unfounded', readonly Bilingual[]>
> = {
  productionFault: [
    {
      zh: '属制证差错。此证收回，依原审批重新制证，不收费用。',
      en: 'Our own error. The card is taken back and made again under the same approval, free of charge.',
    },
    { zh: '新证制成后通知您领取。', en: 'You will be told when the new card is ready.' },
  ],
  authorityError: [
    {
      zh: '属审批记录差错。此证收回，待签发机关更正记录后重新制证。',
      en: 'An error of the record. The card is taken back; the authority mends the record first.',
    },
    { zh: '更正后通知您领取新证。', en: 'You will be told when the new card is ready.' },
  ],
  holderDamage: [
    { zh: '属使用中损坏。请按“损坏换发”重新申请。', en: 'Damage in use. Please apply for a new card, kind “damage”.' },
    { zh: '领取新证时须交回此证。', en: 'This card is collected when you receive the new one.' },
  ],
  unfounded: [
    { zh: '经查验，证件与审批记录一致，可继续使用。', en: 'The card agrees with the record and remains good.' },
  ],
};
