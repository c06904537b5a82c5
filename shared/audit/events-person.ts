/** Events of a person's data as such: searched, listed, taken out, erased; and of the keys that it lies under. */

import { event } from './event-kind.ts';

export const personEvents = {
  'person.listed': event({
    subject: 'account',
    zh: '查看人员列表',
    en: 'list of persons looked at',
    has: ['what', 'view', 'count'],
  }),
  'person.searched': event({
    subject: 'account',
    zh: '检索人员',
    en: 'persons searched for',
    has: ['what', 'count', 'cases'],
  }),
  'person.exported': event({
    subject: 'application',
    zh: '导出个人数据',
    en: 'taking out the data of a person',
    severity: 'notice',
    has: ['entries'],
    may: ['problem'],
  }),
  'person.erased': event({
    subject: 'application',
    zh: '删除个人数据',
    en: 'erasing the data of a person',
    severity: 'notice',
    failure: 'alarm',
    has: ['erasure'],
    may: ['reason', 'approval', 'approvedBy', 'certificate'],
  }),
  'person.certificateSaved': event({
    subject: 'workstation',
    zh: '导出删除证明',
    en: 'taking out the certificate of an erasure',
    has: ['erasure'],
  }),
  'person.keysCopied': event({
    subject: 'workstation',
    zh: '复制人员密钥',
    en: 'copying the keys of persons',
    severity: 'notice',
    has: [],
    may: ['copy', 'problem'],
  }),
  'person.keyCopyGone': event({
    subject: 'workstation',
    zh: '人员密钥副本已销毁',
    en: 'copy of keys of persons destroyed',
    severity: 'notice',
    has: ['copy'],
  }),
  'person.slotChanged': event({
    subject: 'workstation',
    zh: '人员主密钥开启方式变更',
    en: 'changing a way to the keys of persons',
    severity: 'alarm',
    has: ['what', 'way'],
    // `means`: the passphrase in the envelope, on a day when nobody could sign in.
    may: ['approval', 'approvedBy', 'means', 'problem'],
  }),
} as const;
