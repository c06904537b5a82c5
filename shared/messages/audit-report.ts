/** The texts of the audit report: a bilingual paper like the receipt, Chinese first, whatever language the window speaks. */

import type { Pattern } from '../audit/shown.ts';
import { codeText } from './code-text.ts';
import type { Bilingual } from './receipt.ts';
import { fill } from './texts.ts';

export const reportTexts = {
  daily: { zh: '审计日报', en: 'Daily audit report' },
  monthly: { zh: '审计月报', en: 'Monthly audit report' },
  workstation: { zh: '工作站', en: 'Workstation' },
  period: { zh: '期间', en: 'Period' },
  entries: { zh: '日志条目', en: 'Log entries' },
  noEntries: { zh: '无', en: 'none' },
  made: { zh: '制表', en: 'Made' },
  cards: { zh: '证件', en: 'Cards' },
  received: { zh: '收到批准', en: 'approvals received' },
  stored: { zh: '制成入库', en: 'made and stored' },
  handedOver: { zh: '发放', en: 'handed over' },
  spoilt: { zh: '作废', en: 'set aside' },
  reprints: { zh: '换卡重做', en: 'begun again' },
  byDay: { zh: '每日', en: 'By day' },
  day: { zh: '日期', en: 'Day' },
  spoiltBy: { zh: '作废原因', en: 'Set aside because of' },
  reprintsBy: { zh: '换卡重做人员', en: 'Begun again by' },
  steps: { zh: '各步用时', en: 'Time per step' },
  step: { zh: '步骤', en: 'Step' },
  times: { zh: '次数', en: 'Times' },
  median: { zh: '中位', en: 'Median' },
  longest: { zh: '最长', en: 'Longest' },
  patterns: { zh: '值得查看', en: 'Worth a look' },
  marks: { zh: '待复核', en: 'Marked for review' },
  markedBy: { zh: '标记人', en: 'marked by' },
  nothing: { zh: '无', en: 'nothing' },
  more: { zh: '另有 {count} 条', en: '{count} more' },
  checkpoint: { zh: '检查点', en: 'Checkpoint' },
  checkpointSays: {
    zh: '工作站对至此全部 {size} 条日志的签名。请在工作站以外保管本页：日后与日志比对，即可发现其中任何改动、删除或倒退。',
    en: 'The workstation’s signature under all {size} entries so far. Keep this page away from the workstation: held against the log one day, it shows whatever was changed, removed or rolled back.',
  },
  capitals: { zh: '粗体为大写字母', en: 'Capital letters are bold' },
  check: {
    zh: '核验：扫描本页或照录以上文字，运行 starcard audit verify --known 文件',
    en: 'To check: scan this page, or type the above, and run starcard audit verify --known FILE',
  },
  verifierKey: { zh: '公钥', en: 'Verifier key' },
  supervisorSignature: { zh: '主管签名', en: 'Signature of the supervisor' },
  date: { zh: '日期', en: 'Date' },
  timeZone: { zh: '时间均为北京时间', en: 'All times are Beijing time (UTC+8)' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const patternTexts: Readonly<Record<Pattern['kind'], Bilingual>> = {
  outOfHours: { zh: '{first} 在非工作时间操作 {count} 次', en: '{first} worked out of hours, {count}×' },
  manyReprints: { zh: '{first} 换卡重做 {count} 次', en: '{first} began again with a new card, {count}×' },
  samePair: {
    zh: '{first} 的 {count} 次申请都由 {second} 批准',
    en: 'all {count} approvals that {first} asked for were given by {second}',
  },
  clockSetBack: { zh: '时钟被拨回 {count} 次', en: 'the clock was set back, {count}×' },
  clockJumped: {
    zh: '时间跳过一天半以上 {count} 次',
    en: 'the time went on by more than a day and a half at once, {count}×',
  },
  failedSignIns: { zh: '账号 {first} 登录失败 {count} 次', en: 'signing in as {first} failed, {count}×' },
  noEnd: { zh: '程序 {count} 次没有正常退出', en: 'the program ended without saying so, {count}×' },
};

/** A pattern as a sentence in each language. */
export function patternText({ kind, actors, count }: Pattern): Bilingual {
  const [first = '', second = ''] = actors;
  const { zh, en } = patternTexts[kind];
  return { zh: fill(zh, { first, second, count }), en: fill(en, { first, second, count }) };
}

/** Why cards were set aside, in the window's words. */
export function reasonText(reason: string): Bilingual {
  return { zh: codeText('zh', 'setAside', reason), en: codeText('en', 'setAside', reason) };
}
