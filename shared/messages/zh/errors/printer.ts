/** Chinese texts of failures of a real printer. */

import type { PrinterErrors } from '../../../errors/printer.ts';
import type { ErrorTexts } from '../../texts.ts';

export const printerErrors: ErrorTexts<PrinterErrors> = {
  'printer.unreachable': {
    what: '连接不上打印机：{reason}。',
    card: '没有向打印机发送任何内容，卡片未打印。',
    next: '检查打印机电源和网线，再打印同一张卡。',
  },
  'printer.refused': {
    what: '打印机拒绝了该任务：{reason}。',
    card: '打印机没有接受任务，卡片未打印。',
    next: '排除原因后再打印同一张卡；仍被拒绝请找管理员。',
  },
  'printer.badAnswer': {
    what: '打印机的应答不能采信：{reason}。',
    card: '卡片状态保持不变，不据此判断。',
    next: '重启打印机后再试；仍如此请找管理员检查设备和网络。',
  },
  'printer.certificateChanged': {
    what: '打印机“{printer}”出示的证书与首次使用时不同。',
    card: '没有向它发送任何内容，卡片未打印。',
    next: '请管理员确认是否更换了证书；确认后在设备中重新登记该打印机。',
  },
  'printer.otherDevice': {
    what: '名为“{printer}”的已不是原来那台打印机：应为 {expected}，现为 {found}。',
    card: '没有向它发送任何内容，卡片未打印。',
    next: '请接回原打印机，或由管理员登记新的打印机。',
  },
  'printer.otherJobs': {
    what: '打印机上还有 {count} 个未完成的任务。',
    card: '没有送卡：否则卡片可能被别的任务打印。',
    next: '等待或在打印机上取消这些任务，再打印。',
  },
  'printer.profileUnusable': {
    what: '打印机配置“{profile}”不存在或已损坏。',
    next: '请管理员在 settings.json 中选择 resources/printers 里的配置。',
  },
  'printer.unfit': {
    what: '这台打印机或其队列不能按原样打印卡片：{lack}。',
    card: '没有向它发送任何内容，卡片未打印。',
    next: '请管理员按部署说明设置队列，或换用合适的打印机。',
  },
};
