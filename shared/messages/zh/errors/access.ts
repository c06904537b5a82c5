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
};
