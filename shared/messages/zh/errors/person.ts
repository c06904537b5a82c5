/** Chinese texts of failures of what is done with a person’s data as a whole. */

import type { PersonErrors } from '../../../errors/person.ts';
import type { ErrorTexts } from '../../texts.ts';

export const personErrors: ErrorTexts<PersonErrors> = {
  'person.stillNeeded': {
    what: '案件 {number} 的数据仍需使用（{by}）。',
    next: '没有删除任何数据。请先了结该案：暂缓、制证中、在柜证件、未了结的异议、未销毁的旧证、有效证件、待签发机关确认的结果。',
  },
  'person.retained': {
    what: '案件 {number} 的数据须保存至 {until}。',
    next: '没有删除任何数据。请在该日之后删除，或注明其他理由。',
  },
  'person.shortPassphrase': {
    what: '口令不足 {least} 个字符。',
    next: '没有任何改动。请用几个只有自己会联想到一起的词，并照原样写下。',
  },
  'person.slotExists': {
    what: '人员密钥已有该开启方式（{slot}）。',
    next: '没有任何改动。如需更换，请用“更新”。',
  },
  'person.slotImpossible': {
    what: '此工作站不能以该方式（{slot}）开启人员密钥。',
    next: '没有任何改动。系统密钥库须已解锁，密码机须在 keys.json 中指定；密钥旁的文件仅供培训使用。',
  },
  'person.erased': {
    what: '该案的数据已删除（删除编号 {erasure}）。',
    next: '数据已无法读取。删除证明载明时间和经办人。',
  },
};
