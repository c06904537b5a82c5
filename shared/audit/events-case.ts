/** Events of records and applications: taken in, looked at, reviewed; and of the results that go back. */

import { event } from './event-kind.ts';

const record = ['recordDigest', 'state'] as const;
const counts = ['lines', 'imported', 'replaced', 'withdrawn', 'held', 'released', 'duplicate', 'refused'] as const;

export const caseEvents = {
  'intake.fileStarted': event({ subject: 'file', zh: '导入', en: 'import', has: ['bytes'] }),
  'intake.fileFinished': event({ subject: 'file', zh: '导入完成', en: 'import ended', has: counts }),
  'intake.lineRefused': event({ subject: 'file', zh: '拒收一行', en: 'line refused', has: ['line', 'kind'] }),
  'application.received': event({ subject: 'application', zh: '收到申请', en: 'application received', has: record }),
  'application.viewed': event({ subject: 'application', zh: '查看申请', en: 'application looked at', has: [] }),
  'application.replaced': event({
    subject: 'application',
    zh: '申请更新',
    en: 'application replaced',
    severity: 'notice',
    has: record,
  }),
  'application.withdrawn': event({
    subject: 'application',
    zh: '申请撤回',
    en: 'application withdrawn',
    severity: 'notice',
    has: record,
  }),
  'application.held': event({
    subject: 'application',
    zh: '申请暂缓',
    en: 'application held',
    severity: 'notice',
    has: record,
  }),
  'application.released': event({ subject: 'application', zh: '解除暂缓', en: 'hold released', has: record }),
  'application.photoCropped': event({
    subject: 'application',
    zh: '裁剪照片',
    en: 'photo framed',
    has: ['recordDigest', 'revision', 'crop'],
  }),
  'batch.moved': event({ subject: 'application', zh: '调整批次顺序', en: 'moved in a batch', has: [] }),
  'batch.removed': event({ subject: 'application', zh: '移出批次', en: 'taken out of a batch', has: [] }),
  'batch.hurried': event({
    subject: 'application',
    zh: '批次中加急',
    en: 'put first in a batch',
    severity: 'notice',
    has: ['reason'],
  }),
  'application.accepted': event({
    subject: 'application',
    zh: '审核通过',
    en: 'review accepted',
    has: ['recordDigest', 'revision', 'warnings'],
    may: ['approval', 'approvedBy'],
  }),
  'application.returned': event({
    subject: 'application',
    zh: '退回申请',
    en: 'application returned',
    severity: 'notice',
    has: ['recordDigest', 'revision'],
  }),
  'result.exported': event({ subject: 'file', zh: '导出结果', en: 'results exported', has: ['results', 'repeated'] }),
  'result.acknowledged': event({
    subject: 'file',
    zh: '结果已确认',
    en: 'results acknowledged',
    has: ['named', 'acknowledged'],
  }),
} as const;
