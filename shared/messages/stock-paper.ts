/** The texts of count sheet and destruction record: bilingual papers, Chinese first, whatever language the window speaks. */

import type { UntestedReason } from '../model/day.ts';
import type { BlankPlace } from '../model/stock.ts';
import { en } from './en.ts';
import type { Bilingual } from './receipt.ts';
import { zh } from './zh.ts';

export const stockPaperTexts = {
  countSheet: { zh: '库存日清点表', en: 'Daily stock count' },
  destruction: { zh: '卡片销毁记录', en: 'Record of destruction' },
  record: { zh: '记录编号', en: 'Record No.' },
  day: { zh: '工作日', en: 'Working day' },
  workstation: { zh: '工作站', en: 'Workstation' },
  opened: { zh: '开始', en: 'Opened' },
  closed: { zh: '结束', en: 'Closed' },
  late: { zh: '补办', en: 'done late' },
  testCard: { zh: '自检用测试卡', en: 'Self-test passed with' },
  untested: { zh: '未经自检开始', en: 'Opened without a self-test' },
  none: { zh: '无', en: 'none' },
  balance: { zh: '收付平衡', en: 'Balance of the day' },
  came: { zh: '来源', en: 'What was there and came in' },
  accounted: { zh: '去向', en: 'Where it is and went' },
  opening: { zh: '期初', en: 'At opening' },
  received: { zh: '收到', en: 'Received' },
  transferredIn: { zh: '调入', en: 'Transferred in' },
  found: { zh: '找回', en: 'Found again' },
  cameBack: { zh: '收回旧证等', en: 'Came back' },
  leftToday: { zh: '当日离开', en: 'left during the day' },
  total: { zh: '合计', en: 'Total' },
  count: { zh: '清点', en: 'Counts' },
  place: { zh: '存放处', en: 'Place' },
  ledger: { zh: '台账', en: 'Ledger' },
  counted: { zh: '清点', en: 'Counted' },
  difference: { zh: '差异', en: 'Difference' },
  atOpening: { zh: '开始时清点', en: 'At opening' },
  atShift: { zh: '交接班清点', en: 'At the change of shift' },
  atClose: { zh: '结束时清点', en: 'At the close' },
  explanation: { zh: '说明', en: 'Explanation' },
  unexplained: { zh: '尚未说明', en: 'not explained yet' },
  shifts: { zh: '交接班', en: 'Shifts' },
  note: { zh: '备注', en: 'Note' },
  destroyed: { zh: '已销毁', en: 'Destroyed' },
  method: { zh: '方式', en: 'Method' },
  at: { zh: '时间', en: 'Time' },
  pieces: { zh: '张数', en: 'Pieces' },
  serial: { zh: '卡体序列号', en: 'Serial' },
  from: { zh: '原存放处', en: 'Taken from' },
  envelope: { zh: '信封', en: 'Envelope' },
  reason: { zh: '原因', en: 'Reason' },
  checkpoint: { zh: '审计检查点', en: 'Audit checkpoint' },
  symbol: {
    zh: '二维码为左侧检查点全文，逐字节相同',
    en: 'The symbol holds the checkpoint whole, byte for byte',
  },
  first: { zh: '经办人签名', en: 'Signature of the first person' },
  second: { zh: '第二人签名', en: 'Signature of the second person' },
  declaration: {
    zh: '我们两人共同清点并销毁了上列卡片，无一遗漏。',
    en: 'The two of us counted and destroyed the cards listed above, all of them.',
  },
  countDeclaration: {
    zh: '我们确认上列清点数为实际清点所得。',
    en: 'We confirm that the counts above are what was there.',
  },
  timeZone: { zh: '时间均为北京时间', en: 'All times are Beijing time (UTC+8)' },
  page: { zh: '第 {page} 页，共 {pages} 页', en: 'Page {page} of {pages}' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export function untestedText(reason: UntestedReason): Bilingual {
  return { zh: zh.window[`day.untested.${reason}`], en: en.window[`day.untested.${reason}`] };
}

/** The words of the window, so that paper and screen never name one place by two names. */
export function placeText(place: BlankPlace): Bilingual {
  return { zh: zh.window[`blank.place.${place}`], en: en.window[`blank.place.${place}`] };
}
