/** The texts of the certificate that a person's data is gone. */

import type { ErasureReason } from '../person/erasure.ts';
import type { Bilingual } from './receipt.ts';

export const erasureTexts = {
  title: { zh: '个人数据删除证明', en: 'Certificate of erasure' },
  number: { zh: '编号', en: 'No.' },
  what: { zh: '删除事项', en: 'What was done' },
  reason: { zh: '理由', en: 'Reason' },
  begun: { zh: '决定', en: 'Decided' },
  ended: { zh: '密钥销毁', en: 'Keys destroyed' },
  people: { zh: '经办人和批准人', en: 'Decided by two' },
  cases: { zh: '案件（内部编号）', en: 'Cases (ids of this office)' },
  more: { zh: '另有 {count} 件，见签名文件', en: 'and {count} more, in the signed statement' },
  meaning: { zh: '效力', en: 'What it means' },
  gone: {
    zh: '上述案件的数据密钥已销毁，本机及其备份中的数据均无法读取。',
    en: 'The keys of these cases are destroyed: neither the database nor any backup of it can be read for them.',
  },
  check: {
    zh: '附带的签名文件（.jws）列明仍须销毁的密钥副本。',
    en: 'The signed statement beside this page (.jws) names copies of keys that still have to be destroyed.',
  },
  digest: { zh: '签名文件 SHA-256', en: 'SHA-256 of the signed statement' },
  first: { zh: '经办人', en: 'First person' },
  second: { zh: '批准人', en: 'Second person' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const erasureReasons: Readonly<Record<ErasureReason, Bilingual>> = {
  retentionOver: { zh: '保存期已满', en: 'The time for which it was kept is over' },
  requested: { zh: '本人要求', en: 'The person asked for it' },
  takenInByMistake: { zh: '误收', en: 'It was taken in by mistake' },
};
