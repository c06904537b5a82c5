/** Chinese texts of sign-in and permission failures. */

import type { AccessErrors } from '../../../errors/access.ts';
import type { ErrorTexts } from '../../texts.ts';

export const accessErrors: ErrorTexts<AccessErrors> = {
  'access.signInRequired': {
    what: '请先登录。',
    next: '请登录后再试。',
  },
  'access.wrongPassword': {
    what: '账号 {account} 或密码不正确。',
    next: '请核对后重新输入。',
  },
  'access.lockedOut': {
    what: '账号 {account} 因多次输错密码暂被锁定。',
    next: '请在 {seconds} 秒后再试，或联系主管。',
  },
  'access.forbidden': {
    what: '您的角色（{role}）无权执行此操作（{action}）。',
    next: '请由有权限的人员操作。',
  },
  'access.samePerson': {
    what: '证件不得由通过审核的同一人（{account}）发放。',
    card: '证件仍在保管中。',
    next: '请由另一名工作人员发放。',
  },
  'access.trainingOnly': {
    what: '此功能仅供培训环境使用（{action}）。',
    next: '正式环境中请使用真实设备。',
  },
  'access.passwordNeeded': {
    what: '缺少账号 {account} 的密码。',
    next: '请用 --password-fd 从文件描述符提供，或在终端中输入。',
  },
  'access.accountDisabled': {
    what: '账号 {account} 已停用。',
    next: '请由两名有权人员启用该账号，或使用其他账号。',
  },
  'access.codeNeeded': {
    what: '账号 {account} 还需要动态码。',
    next: '请输入验证器上现在显示的六位数字。',
  },
  'access.wrongCode': {
    what: '账号 {account} 的动态码不对、已过时或已用过。',
    next: '请等验证器换出新的六位数字再输入；多次出错会锁定账号。',
  },
  'access.passwordShort': {
    what: '账号 {account} 的新密码只有 {length} 个字符。',
    next: '请至少用 {least} 个字符；几个互不相干的词最好记。',
  },
  'access.passwordGuessable': {
    what: '账号 {account} 的新密码很快会被猜到（{guess}）。',
    next: '请换用几个互不相干、与您和单位无关的词。',
  },
  'access.passwordSame': {
    what: '新密码与现在的密码相同。',
    next: '请换一个新密码。',
  },
  'access.mustChangePassword': {
    what: '该账号现在的密码是别人给的，须先更改。',
    next: '请由本人登录并设定只有自己知道的密码，然后继续。',
  },
  'access.screenLocked': {
    what: '屏幕已锁定，工作保持原样。',
    next: '请输入密码解锁。',
  },
  'access.sessionEnded': {
    what: '此次登录已结束：该账号已在别处登录、已停用或角色已变更。',
    next: '请重新登录；若不是您本人所为，请告知主管。',
  },
  'access.noSealedCode': {
    what: '没有可用的码：已用过，或从未制作。',
    next: '请由两名有权人员在“账号”页面制作新的应急码。',
  },
  'access.codeMistyped': {
    what: '编码有遗漏或输错：校验位不符。',
    next: '请与纸面逐组核对；此次不计为尝试。',
  },
  'access.wrongSealedCode': {
    what: '输入的码不对。',
    next: '请对照纸面逐字核对后重输；每次尝试都会记入日志。',
  },
  'access.codeLocked': {
    what: '多次输错，此码暂时锁定。',
    next: '请在 {seconds} 秒后重试。',
  },
  'access.overrideNeedsSecond': {
    what: '本单位的人员安排要求：忽略提示须由两人负责。',
    next: '请第二人查看提示并在此登录批准。',
  },
  'account.exists': {
    what: '账号 {account} 已存在。',
    next: '请换一个账号名。',
  },
  'account.ofProgram': {
    what: '日志中以 {account} 表示程序自身，不能用作人员账号。',
    next: '请换一个账号名。',
  },
  'account.own': {
    what: '账号 {account} 不能由本人更改，也不能由本人批准更改。',
    next: '请由另外两名有权人员办理。',
  },
  'account.tooFewManagers': {
    what: '这样一来，能够管理账号的人将不足两名。',
    next: '请先为另一人设立管理员或主管账号。',
  },
  'account.factorThere': {
    what: '此账号已启用第二凭证（动态码或工作人员卡）。',
    next: '若要换用另一个，请先由另外两名有权人员移除。',
  },
  'account.noFactor': {
    what: '{account} 没有启用第二凭证，未作更改。',
    next: '请核对账号；没有第二凭证的账号只凭密码登录。',
  },
  'account.samePeople': {
    what: '管理员和主管必须是两个人，账号和密码都不能相同。',
    next: '请由两人各自输入自己的账号和密码。',
  },
  'account.notRecoverable': {
    what: '账号 {account} 不能凭应急码恢复。',
    next: '应急码只恢复管理员或主管；其他账号由他们重设密码。应急码未被使用。',
  },
  'office.started': {
    what: '本单位已有账号，首次启用已完成。',
    next: '请登录；如所有有权人员都无法登录，请使用应急码。',
  },
  'office.exists': {
    what: '{path} 中已有数据，不能再作首次启用准备。',
    next: '请另选一个空的数据文件夹。',
  },
  'shift.none': {
    what: '您现在没有在班。',
    next: '请重新登录以开始上班。',
  },
};
