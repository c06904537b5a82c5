/** Chinese texts of failures on the walk of one card. */

import type { IssueErrors } from '../../../errors/issue.ts';
import type { ErrorTexts } from '../../texts.ts';

export const issueErrors: ErrorTexts<IssueErrors> = {
  'application.notReviewable': {
    what: '该申请目前不能审核（状态：{state}）。',
    next: '请刷新队列。',
  },
  'application.notAccepted': {
    what: '该申请未处于“审核通过”状态（{state}）。',
    card: '卡片不再继续制作。',
    next: '请在队列中查看原因；如已取用空白卡，请作废该卡。',
  },
  'application.warningsOpen': {
    what: '还有 {count} 条提示未确认。',
    next: '请逐条查看并确认。',
  },
  'job.wrongState': {
    what: '制证任务处于“{state}”状态，不能执行“{action}”。',
    card: '卡片未受影响。',
    next: '请查看任务当前步骤。',
  },
  'job.busy': {
    what: '设备正在处理另一张卡。',
    card: '正在处理的卡不受影响。',
    next: '请等待其完成。',
  },
  'job.alreadyOpen': {
    what: '该申请已有制证任务。',
    next: '请打开现有任务继续。',
  },
  'job.recordReplaced': {
    what: '签发机关已更新该申请的批准记录。',
    card: '按旧记录制作的卡片不得发放。',
    next: '请作废该卡，重新审核后再制作。',
  },
  'stock.trayEmpty': {
    what: '卡槽中没有空白卡。',
    card: '没有卡片在机器中。',
    next: '请领取并装入空白卡。',
  },
  'stock.blankNotInTray': {
    what: '空白卡 {blank} 不在卡槽中（位置：{place}）。',
    card: '该卡未使用。',
    next: '请核对空白卡编号。',
  },
  'printer.notReady': {
    what: '打印机未就绪：{reason}。',
    card: '没有向打印机送卡，芯片数据完好。',
    next: '排除原因后重新打印同一张卡。',
  },
  'print.unknownOutcome': {
    what: '无法确定打印结果：{reason}。',
    card: '卡片可能已打印，任务已暂停。',
    next: '请取出卡片查看正反面，再选择所见情况。',
  },
  'print.failedBeforeFirstSide': {
    what: '打印前停止：{reason}。',
    card: '设备证明两面均未打印，同一张卡可继续使用。',
    next: '排除原因后再次打印。',
  },
  'print.evidenceDisagrees': {
    what: '设备只报告了 {sides} 面已打印。',
    card: '卡片打印不完整，任务已暂停。',
    next: '请取出卡片查看，再选择所见情况。',
  },
  'verify.chipMismatch': {
    what: '芯片内容与批准记录不一致：{fields}。',
    card: '此卡不得发放。',
    next: '请作废该卡并用新空白卡重做。',
  },
  'verify.plasticMismatch': {
    what: '卡面读出的字符与记录不符。',
    card: '此卡可能属于他人，不得发放。',
    next: '请再看一次卡面；仍不符则作废该卡。',
  },
  'card.wrongState': {
    what: '证件处于“{state}”状态，不能执行“{action}”。',
    card: '证件未变动。',
    next: '请查看证件记录。',
  },
  'card.livingAlready': {
    what: '该号码已有一张有效证件在册。',
    card: '新卡不能入库。',
    next: '请主管核对旧证件的处理情况。',
  },
  'card.slotTaken': {
    what: '保险柜 {safe} 的格位 {slot} 已有证件。',
    next: '请选择空格位。',
  },
  'handover.stepMissing': {
    what: '发放前还缺一步：{step}。',
    card: '证件仍在保管中。',
    next: '完成该步骤后再发放。',
  },
};
