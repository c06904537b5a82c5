/** Events of blanks beside the way of a card, and of the working day. */

import { event } from './event-kind.ts';

const byTwo = ['approval', 'approvedBy'] as const;

export const stockEvents = {
  // Accounts for the rows of the ledger that it names: their chain ends in this digest.
  'stock.moved': event({
    subject: 'stock',
    zh: '空白卡移动',
    en: 'stock moved',
    has: ['act', 'movement', 'count', 'last', 'to', 'ledgerDigest'],
  }),
  'stock.received': event({
    subject: 'stock',
    zh: '收到卡盒',
    en: 'box received',
    severity: 'notice',
    has: ['first', 'last', 'count', ...byTwo],
  }),
  'stock.boxOpened': event({ subject: 'stock', zh: '开启卡盒', en: 'box opened', severity: 'notice', has: ['count'] }),
  'stock.setAside': event({
    subject: 'blank',
    zh: '库存空白卡作废',
    en: 'blank of the stock set aside',
    severity: 'notice',
    has: ['reason', 'envelope'],
  }),
  'stock.photoKept': event({
    subject: 'blank',
    zh: '保存作废卡照片',
    en: 'photo of a spoilt card kept',
    has: ['envelope', 'photoDigest'],
  }),
  'stock.photoSeen': event({
    subject: 'blank',
    zh: '查看作废卡照片',
    en: 'photo of a spoilt card looked at',
    has: ['envelope'],
  }),
  'stock.destroyed': event({
    subject: 'stock',
    zh: '销毁卡片',
    en: 'blanks destroyed',
    severity: 'notice',
    has: ['count', 'method', ...byTwo],
  }),
  'stock.sentBack': event({
    subject: 'stock',
    zh: '退回供应商',
    en: 'sent back to the supplier',
    severity: 'notice',
    has: ['count', ...byTwo],
  }),
  'stock.transferred': event({
    subject: 'stock',
    zh: '调出空白卡',
    en: 'blanks transferred to another workstation',
    severity: 'notice',
    has: ['count', 'peer', ...byTwo],
  }),
  'stock.transferTaken': event({
    subject: 'stock',
    zh: '调入空白卡',
    en: 'blanks transferred in',
    severity: 'notice',
    has: ['count', 'peer', ...byTwo],
  }),
  'stock.peerAdded': event({
    subject: 'stock',
    zh: '登记调拨工作站',
    en: 'workstation for transfers added',
    severity: 'warning',
    has: ['verifierKey', ...byTwo],
  }),
  'stock.lost': event({
    subject: 'blank',
    zh: '卡片遗失',
    en: 'blank lost',
    severity: 'alarm',
    has: ['place', ...byTwo],
  }),
  'stock.found': event({
    subject: 'blank',
    zh: '找回卡片',
    en: 'blank found again',
    severity: 'warning',
    has: ['envelope', ...byTwo],
  }),
  'stock.counted': event({
    subject: 'day',
    zh: '清点库存',
    en: 'stock counted',
    has: ['occasion', 'number', 'differs', 'countDigest'],
  }),
  'stock.difference': event({
    subject: 'day',
    zh: '清点有差异',
    en: 'count differs',
    severity: 'alarm',
    has: ['number', 'what'],
  }),
  'stock.explained': event({
    subject: 'day',
    zh: '说明库存差异',
    en: 'difference explained',
    severity: 'warning',
    has: ['number', 'cause', ...byTwo],
  }),
  'stock.paperSaved': event({ subject: 'stock', zh: '保存库存单据', en: 'saving a stock paper', has: ['what'] }),
  'day.opened': event({
    subject: 'day',
    zh: '开始工作日',
    en: 'day opened',
    severity: 'notice',
    has: ['opening'],
    may: ['checks', 'testCard', 'untested'],
  }),
  'day.shiftHanded': event({
    subject: 'day',
    zh: '交接班',
    en: 'shift handed over',
    severity: 'notice',
    has: ['suspended', ...byTwo],
  }),
  'day.closing': event({ subject: 'day', zh: '开始结束工作日', en: 'close begun', has: [] }),
  'day.resumed': event({ subject: 'day', zh: '恢复工作日', en: 'close taken back', severity: 'notice', has: [] }),
  'day.closed': event({
    subject: 'day',
    zh: '结束工作日',
    en: 'day closed',
    severity: 'notice',
    has: ['late', 'total', 'differs'],
  }),
} as const;
