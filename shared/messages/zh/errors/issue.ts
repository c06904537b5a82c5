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
  'application.approvalExpired': {
    what: '该申请的批准已于 {expiresAt} 到期。',
    card: '卡片不再继续制作。',
    next: '请向签发机关申请新的记录。',
  },
  'application.madeElsewhere': {
    what: '该申请随成品证件转来，审批记录是发给受理单位 {office} 的。',
    card: '本处不能据此制卡。',
    next: '请签发机关出具发给本单位的更正记录，导入后再制证。',
  },
  'application.differsFromRecord': {
    what: '库内数据与已签名的审批记录不一致：{fields}。',
    card: '不会据此制卡。',
    next: '请停止办理并报告主管，库内数据可能被改动。',
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
  'job.facesDiffer': {
    what: '保存的卡面与本程序按审批记录重新合成的卡面不一致。',
    card: '没有打印。',
    next: '如果刚升级过程序、换过模板或换过打印机类型，请取消该任务（已写芯片的卡先作废）后重新合成；否则请停止办理并报告主管，库内数据可能被改动。',
  },
  'job.offsetsChanged': {
    what: '卡面合成之后，打印机的偏移又重新测量过。',
    card: '没有使用空白卡。',
    next: '请重新合成，卡面将按新的偏移放置。',
  },
  'job.recordReplaced': {
    what: '签发机关已更新该申请的审批记录。',
    card: '按旧记录制作的卡片不得发放。',
    next: '请作废该卡，重新审核后再制作。',
  },
  'job.isReprint': {
    what: '已作废的卡可能已经打印，再做一张即为重打。',
    card: '该卡仍作废，留在信封内。',
    next: '请说明原因，并由第二人批准使用新空白卡。',
  },
  'job.noReprint': {
    what: '已作废的卡没有打印任何一面，不属于重打。',
    card: '该卡仍作废，留在信封内。',
    next: '直接换新卡重做，无须第二人。',
  },
  'batch.notWaiting': {
    what: '该件不在可调整的等候位置。',
    card: '没有卡片受影响。',
    next: '请查看它目前在批次中的位置。',
  },
  'batch.none': {
    what: '本工作站没有可以这样操作的批次。',
    card: '没有卡片受影响。',
    next: '请先选择申请并开始批次。',
  },
  'stock.trayEmpty': {
    what: '卡槽中没有空白卡。',
    card: '没有卡片在机器中。',
    next: '请领取并装入空白卡。',
  },
  'stock.wrongPlace': {
    what: '空白卡位于“{place}”，不能执行“{action}”。',
    card: '该卡未移动。',
    next: '请在库存清单中查询该卡。',
  },
  'stock.blankKnown': {
    what: '空白卡 {blank} 已在库中。',
    next: '请核对卡体序列号；接收卡盒时核对交接单上的编号范围。',
  },
  'stock.otherChip': {
    what: '这不是空白卡 {blank} 的芯片：应为 {expected}，读到 {found}。',
    card: '未对手中的卡做任何操作。',
    next: '请按编号找到正确的卡后放入。',
  },
  'stock.cardOfOther': {
    what: '手中的卡是 {name} 的（空白卡 {blank}）。',
    card: '未对该卡做任何操作。',
    next: '请把它放回原处，放入 {expected} 的卡。',
  },
  'stock.chipTaken': {
    what: '手中卡的芯片 {chip} 属于空白卡 {blank}。',
    card: '未写入任何数据。',
    next: '请将该卡放回原处，取卡槽中的下一张。',
  },
  'encode.failed': {
    what: '芯片无法写入（故障代码：{fault}）。',
    card: '该卡已作废。',
    next: '请装入编号信封，用新空白卡重做。',
  },
  'encode.stopped': {
    what: '写入已停止：该申请现为“{state}”。',
    card: '芯片只写入一部分，任务已暂停。',
    next: '请将卡片放入编号格位，待解除后继续，或作废该卡。',
  },
  'printer.notReady': {
    what: '打印机未就绪：{reason}。',
    card: '没有向打印机送卡，芯片数据完好。',
    next: '排除原因后重新打印同一张卡。',
  },
  'printer.unanswered': {
    what: '打印机没有应答：{reason}。',
    card: '卡片可能已打印。',
    next: '请取出卡片查看正反面，再选择所见情况。',
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
    what: '设备报告两面中只打印了 {sides} 面。',
    card: '卡片打印不完整，任务已暂停。',
    next: '请取出卡片查看，再选择所见情况。',
  },
  'print.stillRunning': {
    what: '打印机仍在处理此卡（{jobName}）。',
    card: '请勿再次送卡。',
    next: '待打印机完成后再查看卡片。',
  },
  'verify.chipMismatch': {
    what: '芯片内容与审批记录不一致：{fields}。',
    card: '此卡不得发放。',
    next: '请作废该卡并用新空白卡重做。',
  },
  'verify.plasticMismatch': {
    what: '卡面读出的字符与记录不符。',
    card: '此卡可能属于他人，不得发放。',
    next: '请再看一次卡面；仍不符则作废该卡。',
  },
  'verify.sealMismatch': {
    what: '从卡上扫到的印章不属于本卡：{fields}。',
    card: '此卡可能属于他人，不得发放。',
    next: '请确认手中是正确的卡，再扫一次；仍不符则作废该卡。',
  },
  'verify.plasticOfAnother': {
    what: '卡面所读内容第二次与记录不符。',
    card: '该卡已作废，可能属于他人。',
    next: '请装入编号信封并报告主管，用新空白卡重做。',
  },
  'verify.visualDefects': {
    what: '卡面有缺陷：{defects}。',
    card: '此卡不得发放。',
    next: '请作废该卡并用新空白卡重做。',
  },
  'card.wrongState': {
    what: '证件处于“{state}”状态，不能执行“{action}”。',
    card: '证件未变动。',
    next: '请查看证件记录。',
  },
  'card.livingAlready': {
    what: '此人另有一张证件在用，或在柜中待领。',
    card: '新证件留在原处。',
    next: '在用的请先收回，或通过异议收回；在柜中待领的请先发放。无法收回或发放的（如在其他机构无人领取、旧证已挂失），请签发机关撤回那份申请。',
  },
  'card.slotTaken': {
    what: '保险柜 {safe} 的格位 {slot} 已有证件。',
    next: '请选择空格位。',
  },
};
