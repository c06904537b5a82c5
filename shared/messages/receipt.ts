/** The texts of the receipt: a bilingual paper, Chinese first, whatever language the window speaks. */

import type { KindOfIssue } from '../model/approval.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export const receiptTexts = {
  title: { zh: '外国人永久居留身份证领取回执', en: 'Receipt of a Foreign Permanent Resident ID Card' },
  number: { zh: '回执编号', en: 'Receipt No.' },
  holder: { zh: '持证人', en: 'Holder' },
  card: { zh: '证件', en: 'Card' },
  people: { zh: '经办', en: 'Handled by' },
  proof: { zh: '凭据', en: 'Proof' },
  latinName: { zh: '姓名', en: 'Name' },
  chineseName: { zh: '中文姓名', en: 'Chinese name' },
  cardNumber: { zh: '证件号码', en: 'ID No.' },
  validity: { zh: '有效期限', en: 'Period of validity' },
  applicationNumber: { zh: '申请号', en: 'Application No.' },
  kind: { zh: '签发种类', en: 'Kind of issue' },
  blankSerial: { zh: '卡体序列号', en: 'Card body serial' },
  chipSerial: { zh: '芯片序列号', en: 'Chip serial' },
  issuingAuthority: { zh: '签发机关', en: 'Issuing authority' },
  oldCard: { zh: '旧证', en: 'Former card' },
  oldCardCollected: { zh: '已收回', en: 'collected' },
  oldCardNotCollected: { zh: '未收回', en: 'not collected' },
  noOldCard: { zh: '无', en: 'none' },
  reviewed: { zh: '审核', en: 'Reviewed' },
  issued: { zh: '制证', en: 'Issued' },
  handedOver: { zh: '发证', en: 'Handed over' },
  workstation: { zh: '工作站', en: 'Workstation' },
  recordHash: { zh: '审批记录', en: 'Approval record' },
  pdfHash: { zh: '证面', en: 'Card faces' },
  sodHash: { zh: '芯片安全对象', en: 'Chip security object' },
  auditRoot: { zh: '审计日志', en: 'Audit log' },
  auditSize: { zh: '共 {size} 条', en: '{size} entries' },
  declaration: {
    zh: '本人已核对上述信息与证件内容一致，并领取证件。',
    en: 'I have checked that the above agrees with the card, and have received the card.',
  },
  holderSignature: { zh: '持证人签名', en: 'Signature of the holder' },
  signedOnPaper: { zh: '已在纸质回执上签名，归档于', en: 'signed on paper, filed as' },
  officerSignature: { zh: '发证人签名', en: 'Signature of the officer' },
  timeZone: { zh: '时间均为北京时间', en: 'All times are Beijing time (UTC+8)' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** The words of the window, so that paper and screen never name one kind by two names. */
export function kindText(kind: KindOfIssue): Bilingual {
  return { zh: zh.window[`kind.${kind}`], en: en.window[`kind.${kind}`] };
}
