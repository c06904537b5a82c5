/** Chinese texts of writer and chip failures. */

import type { ChipErrors } from '../../../errors/chip.ts';
import type { ErrorTexts } from '../../texts.ts';

export const chipErrors: ErrorTexts<ChipErrors> = {
  'writer.notReady': {
    what: '写卡器 {writer} 未就绪：{reason}。',
    card: '卡片未被写入。',
    next: '请检查写卡器和卡片。',
  },
  'writer.noCard': {
    what: '写卡器上没有卡片。',
    card: '没有写入任何数据。',
    next: '请放好卡片后再试。',
  },
  'writer.noService': {
    what: '无法使用读卡器服务（PC/SC）：{reason}。',
    card: '没有向卡片写入数据。',
    next: '请启动该服务（Linux 为 pcscd，Windows 为 Smart Card），或改用其他写卡器。',
  },
  'writer.unknownReader': {
    what: '没有名为 {wanted} 的读卡器。现有：{present}。',
    card: '没有向卡片写入数据。',
    next: '请接好读卡器，或从现有读卡器中选择。',
  },
  'writer.inUse': {
    what: '{writer} 中的卡片正被其他程序占用。',
    card: '没有向该卡写入数据。',
    next: '请关闭占用的程序后再试。',
  },
  'writer.mute': {
    what: '{writer} 中的卡片没有应答：{reason}。',
    card: '没有向该卡写入数据。',
    next: '请按正确方向重新放卡；若仍无应答，请作废该卡。',
  },
  'writer.unanswered': {
    what: '卡片没有应答：{reason}。',
    card: '无法确定卡片是否已执行该指令。',
    next: '请勿取出卡片，重新读取。',
  },
  'writer.noLibrary': {
    what: '无法使用 USB 写卡器：{reason}。',
    card: '没有向卡片写入数据。',
    next: '请重新启动程序；若仍如此，请管理员重新安装。',
  },
  'writer.notConnected': {
    what: '写卡器 {writer} 未连接。',
    card: '没有向卡片写入数据。',
    next: '请接好并打开写卡器，程序会在一秒内找到它。',
  },
  'writer.otherSerial': {
    what: '接入的是另一台写卡器：应为 {expected}，实为 {found}。',
    card: '没有向卡片写入数据。',
    next: '请接入本工作站的写卡器，或请主管或管理员在“设备”页指定另一台。',
  },
  'writer.notUsb': {
    what: '本工作站不使用 USB 写卡器，没有可指定的设备。',
    card: '没有向卡片写入数据。',
    next: '请先在本工作站的设置中选择写卡器类型（见 docs/deploy.md），再在此指定。',
  },
  'writer.several': {
    what: '接入了多台写卡器（{found}），而本工作站没有指定其中任何一台。',
    card: '没有向卡片写入数据。',
    next: '请只保留一台，或请主管或管理员在“设备”页指定一台。',
  },
  'writer.noPermission': {
    what: '系统不允许您使用写卡器 {writer}。',
    card: '没有向卡片写入数据。',
    next: '请拔下后重新接入；若仍如此，请管理员安装设备规则（docs/deploy.md）。',
  },
  'writer.unplugged': {
    what: '写卡器 {writer} 被拔出。',
    card: '无法确定卡片是否已执行最后一条指令。',
    next: '请勿移动卡片，重新接好写卡器后继续。',
  },
  'writer.crashed': {
    what: '写卡器 {writer} 的驱动程序中途结束，已重新启动。',
    card: '无法确定卡片是否已执行最后一条指令。',
    next: '请勿取出卡片，再试一次。',
  },
  'selfTest.notTestCard': {
    what: '空白卡 {blank} 不是测试卡（{place}）。',
    card: '没有向该卡写入数据。',
    next: '请使用测试卡，或勾选将该空白卡永久转为测试卡。',
  },
  'selfTest.finishedCard': {
    what: '写卡器中是一张已制成的证件。',
    card: '没有向该卡写入数据。',
    next: '请取出该卡，放入测试卡。',
  },
  'chip.fieldInvalid': {
    what: '芯片无法容纳该记录：{field}（{problem}）。',
    card: '未取用空白卡。',
    next: '请将申请退回签发机关更正。',
  },
  'chip.signerOutOfUse': {
    what: '密钥 {signer} 只能在 {from} 至 {until} 期间签名。',
    card: '没有签署芯片数据，没有使用空白卡。',
    next: '请管理员生成下一个证件签名者（starcard keys renew-signer），重新启动程序后继续。',
  },
  'chip.photoTooLarge': {
    what: '照片为 {bytes} 字节，芯片最多容纳 {limit} 字节。',
    card: '未取用空白卡。',
    next: '请退回申请，要求提供较小的照片。',
  },
  'chip.photoBudget': {
    what: '人像（{bytes} 字节）在宽度不少于 {minWidthPx} 像素且仍可用于人脸比对的前提下，无法压缩到芯片的 {limit} 字节以内。',
    card: '未取用空白卡。',
    next: '请在审核时重新裁剪，或退回申请，要求提供背景更均匀的照片。',
  },
  'chip.malformed': {
    what: '{what}的数据格式不正确：{problem}。',
    card: '此卡不得发放。',
    next: '请作废该卡并重新制作。',
  },
  'chip.refusedCommand': {
    what: '芯片拒绝了指令 {command}，状态字 {status}。',
    card: '芯片数据不完整。',
    next: '请作废该卡，换用新的空白卡。',
  },
  'chip.foreign': {
    what: '写卡器上的卡片不是本机使用的空白卡：{problem}。',
    card: '没有向该卡写入数据。',
    next: '请取出该卡，放入正确的空白卡。',
  },
  'chip.used': {
    what: '写卡器上的卡片（芯片 {serial}）已有数据。',
    card: '没有向该卡写入数据。',
    next: '请取出该卡，查明归属，再放入新的空白卡。',
  },
  'chip.otherCard': {
    what: '写卡器上是另一张卡：应为芯片 {expected}，实为 {found}。',
    card: '没有向现在这张卡写入数据。',
    next: '请取出该卡，找到属于本任务的卡片。',
  },
  'chip.transportKey': {
    what: '芯片不接受本单位的传输密钥（{answer}）。',
    card: '这次没有向该卡写入数据。密钥最多试了一次，不会自动再试。',
    next: '请取出该卡，与管理员核对这批空白卡是否对应本密钥。',
  },
  'chip.accessDenied': {
    what: '用卡面信息打不开芯片：{problem}。',
    card: '没有读出芯片内容。',
    next: '请核对证件号码、出生日期和有效期截止日；如无误，该卡不得发放。',
  },
  'chip.readBackDiffers': {
    what: '芯片读回的内容与写入的不一致（{file}）。',
    card: '芯片有故障，不得发放。',
    next: '请作废该卡，换用新的空白卡。',
  },
  'chip.lockedIncomplete': {
    what: '芯片已锁定，但 {file} 缺失或有误。',
    card: '该芯片已无法补写，不得发放。',
    next: '请作废该卡，换用新的空白卡。',
  },
  'chip.unknownOutcome': {
    what: '与芯片的联系中断且未能恢复。',
    card: '无法确定芯片写到哪一步，任务已暂停。',
    next: '请把同一张卡放回写卡器，由程序读取芯片。',
  },
};
