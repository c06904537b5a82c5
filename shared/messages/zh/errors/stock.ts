/** Chinese texts of failures of stock and of the working day. */

import type { StockErrors } from '../../../errors/stock.ts';
import type { ErrorTexts } from '../../texts.ts';

export const stockErrors: ErrorTexts<StockErrors> = {
  'stock.badRange': {
    what: '{first} 至 {last} 不是一段连续编号（同样的字头和位数、由小到大、最多 {most} 张）。',
    next: '请按交接单重新填写首尾编号。',
  },
  'stock.boxKnown': { what: '卡盒 {box} 已登记。', next: '请核对盒号；同一盒不能登记两次。' },
  'stock.boxNotOpen': { what: '卡盒 {box} 尚未开启。', next: '请先开启卡盒并核对封条。' },
  'stock.boxOpenAlready': { what: '卡盒 {box} 已开启。', next: '可直接从盒中取卡。' },
  'stock.tooFew': { what: '需要 {count} 张，实际只有 {there} 张。', next: '请减少数量，或开启下一盒。' },
  'stock.otherTray': {
    what: '空白卡 {blank} 属于工作站 {tray} 的卡槽。',
    card: '未取用空白卡。',
    next: '请退回该卡，从本工作站的卡槽取卡；跨工作站须办理调拨。',
  },
  'stock.nothingToDestroy': { what: '没有选择要销毁的卡片。', next: '请至少选择一张。' },
  'stock.notAtClose': {
    what: '销毁只在结束工作日时办理。',
    card: '卡片仍在编号信封内。',
    next: '请在“工作日”中开始结束当天工作后再销毁。',
  },
  'stock.oldCard': {
    what: '{blank} 是已收回旧证的卡体。',
    card: '旧证仍在原处保管。',
    next: '请在“保管与发放”的旧证清单中由两人销毁；作为证据保管的不得销毁。',
  },
  'stock.bearsPerson': {
    what: '{blank} 曾用于为某人制卡，芯片或卡面可能留有其信息。',
    card: '该卡未移动。',
    next: '请在结束工作日时由两人销毁；只有未用于任何任务的空白卡可退回供应商。',
  },
  'stock.noPhoto': { what: '该文件不是可用的 JPEG 照片：{problem}。', next: '请另选 2 MiB 以内的 JPEG 文件。' },
  'stock.photoKept': { what: '{envelope} 号信封已有照片。', next: '照片保存后不再更换。' },
  'stock.notOurs': { what: '该调拨文件的接收方是 {peer}，不是本工作站。', next: '请在指定的工作站导入。' },
  'stock.peerUnknown': {
    what: '未登记工作站 {peer}。',
    next: '请由两人核对对方的公钥后登记，再导入文件。',
  },
  'stock.peerKey': { what: '公钥格式不正确。', next: '请从对方工作站“库存”页完整复制其公钥。' },
  'stock.transferForged': {
    what: '调拨文件的签名不属于 {peer}，或文件被改动。',
    next: '请不要收卡，报告主管，并向对方索取新文件。',
  },
  'stock.transferForm': { what: '调拨文件第 {line} 行不合格式。', next: '请向对方索取完整的文件。' },
  'stock.transferTaken': { what: '调拨 {id} 已导入过。', next: '每份调拨只导入一次；请核对实际收到的卡。' },
  'stock.ledgerBroken': {
    what: '库存台账两侧不等：来源 {came}，去向 {accounted}。',
    card: '在查明之前不要开始新的卡片。',
    next: '请报告主管并运行 starcard diagnose，库内数据可能被改动。',
  },
  'stock.notDiffering': { what: '该次清点没有待说明的差异。', next: '请刷新页面。' },
  'day.notOpen': {
    what: '{day} 的工作日尚未开始。',
    card: '未取用空白卡。',
    next: '请到“工作日”清点卡槽和保险柜并开始工作日。',
  },
  'day.closing': {
    what: '{day} 的工作日正在结束。',
    card: '进行中的卡片可继续做完，但不开始新卡。',
    next: '请完成结束手续；如需继续制卡，请先恢复工作日。',
  },
  'day.notClosing': { what: '{day} 的工作日不在结束手续中。', next: '请先点“办理结束手续”。' },
  'day.openAlready': { what: '{day} 的工作日已经开始。', next: '可直接工作。' },
  'day.closedAlready': { what: '{day} 的工作日已结束，不能再次开始。', next: '请在下一工作日开始。' },
  'day.closeMissed': {
    what: '{day} 的工作日没有结束。',
    card: '进行中的卡片可继续做完，但不开始新卡。',
    next: '请先补办该日的结束手续（记为补办），再开始今天的工作日。',
  },
  'day.clockBack': {
    what: '计算机时钟早于最后记录的工作日 {day}。',
    card: '未取用空白卡。',
    next: '请由管理员校正时钟；已结束的工作日不能重开。',
  },
  'day.clockBehind': {
    what: '日志中有 {entryAt} 的记录，晚于本机时钟。',
    card: '未取用空白卡。',
    next: '请核对日期和时间。如现在的时钟有误，请管理员校正；如当时有误而现在正确，请勾选确认后再开始。',
  },
  'day.clockJumped': {
    what: '距上次结束工作日已过 {days} 天。',
    next: '请核对日期；如时钟正确，请勾选确认后再开始。',
  },
  'day.differenceUnexplained': {
    what: '{day} 的清点差异尚未说明。',
    card: '进行中的卡片可继续做完，但不开始新卡。',
    next: '请两人在“工作日”中说明差异。',
  },
  'day.countDiffers': {
    what: '清点数与台账不符：{places}。',
    next: '请重新清点；两次清点一致后，勾选“已清点两次”再提交。',
  },
  'day.notTested': {
    what: '写卡器今天还没有通过自检。',
    card: '未取用空白卡。',
    next: '请用测试卡自检；确实无法自检时，请选择原因。',
  },
  'day.testCardInStock': {
    what: '库存中有 {count} 张测试卡。',
    next: '请用测试卡自检。测试卡失效或找不到时，请选择相应原因。',
  },
  'day.noFaultShown': {
    what: '今天写卡器和自检都没有显示故障。',
    next: '请先自检；自检不通过时，可用此原因开始工作日。',
  },
  'day.cardRunning': {
    what: '设备上还有卡片。',
    card: '正在处理的卡不受影响。',
    next: '请等设备处理完后再结束工作日。',
  },
  'day.leftOver': {
    what: '还有 {envelopes} 个信封和 {unfinished} 件未完成的任务。',
    next: '请逐项查看并勾选确认后再结束。',
  },
};
