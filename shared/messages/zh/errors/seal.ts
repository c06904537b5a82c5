/** Chinese texts of failures around the digital seal. */

import type { SealErrors } from '../../../errors/seal.ts';
import type { ErrorTexts } from '../../texts.ts';

export const sealErrors: ErrorTexts<SealErrors> = {
  'seal.tooLong': {
    what: '数字印章长 {bytes} 字节，卡面上的码放不下。',
    card: '没有生成卡面。',
    next: '请告知管理员：配置中的印章设置不合适。',
  },
  'seal.fieldInvalid': {
    what: '数字印章无法容纳该项：{field}。',
    card: '没有生成卡面。',
    next: '请告知管理员：配置中的印章设置不合适。',
  },
  'seal.unreadable': {
    what: '在 {source} 中没有找到可读的数字印章。',
    card: '这并不说明卡片有问题。',
    next: '请擦净国徽面，以 300 dpi 以上正对方码重新扫描，或用肉眼读取号码。',
  },
  'seal.malformed': {
    what: '扫到的不是本卡的数字印章（{problem}）。',
    card: '未对卡片作出判断。',
    next: '请重新扫描国徽面的方码；仍不行时检查扫码枪设置，或输入号码后六位。',
  },
  'seal.signerUnknown': {
    what: '印章的签发者在此未知（{signer}，证书 {reference}）。',
    card: '其内容不可采信。',
    next: '请向主管机关索取签发者证书后重试；没有该证书时按伪造处理。',
  },
  'seal.signerUntrusted': {
    what: '印章签发者 {signer} 的证书不可信：{problem}。',
    card: '其内容不可采信。',
    next: '请核对所给证书；证书无误时按伪造处理。',
  },
  'seal.forged': {
    what: '印章系伪造或被改动：{signer} 的签名与内容不符。',
    card: '该卡不得采信。',
    next: '请扣留该卡并报告主管。',
  },
  'seal.otherPortrait': {
    what: '要写入芯片的相片与本任务印章所签的相片不同。',
    card: '未写入任何数据，也未取用空白卡。',
    next: '请取消任务并重新生成卡面。',
  },
  'seal.notOnCard': {
    what: '该卡生成时尚未印制数字印章。',
    card: '卡上若有印章，也不属于本卡。',
    next: '请改为输入号码后六位。',
  },
  'seal.trayEmpty': {
    what: '出卡槽中没有可扫描的卡。',
    next: '请先打印卡片。',
  },
};
