/** Chinese texts of failures of officers' cards. */

import type { OfficerCardErrors } from '../../../errors/officer-card.ts';
import type { ErrorTexts } from '../../texts.ts';

export const officerCardErrors: ErrorTexts<OfficerCardErrors> = {
  'access.cardNeeded': {
    what: '账号 {account} 还需要工作人员卡。',
    next: '请将卡放入工作人员卡读卡器，并输入卡的 PIN。',
  },
  'officerCard.noReader': {
    what: '本机没有工作人员卡读卡器（{reason}）。',
    next: '请接上读卡器；它须是单独的读卡器，不是写卡器。',
  },
  'officerCard.absent': {
    what: '工作人员卡读卡器中没有卡。',
    next: '请放入工作人员卡后重试。写卡器中的卡不会被查看。',
  },
  'officerCard.inWriter': {
    what: '读卡器 {reader} 被设为工作人员卡读卡器，但它是写卡器。',
    card: '写卡器中的卡未被触动。',
    next: '请主管或管理员在“设备”中另选工作人员卡读卡器。',
  },
  'officerCard.notOne': {
    what: '读卡器中的卡不是可在此使用的工作人员卡（{problem}）。',
    next: '请放入带有证书和 P-256 认证密钥的 PIV 卡。',
  },
  'officerCard.other': {
    what: '读卡器中的卡不是账号 {account} 的工作人员卡。',
    next: '请换上正确的卡。PIN 没有交给这张卡，也没有消耗次数。',
  },
  'officerCard.pinForm': {
    what: '工作人员卡的 PIN 为六至八位数字。',
    next: '请重新输入；它没有交给卡，也没有消耗次数。',
  },
  'officerCard.wrongPin': {
    what: 'PIN 不正确。此卡剩余次数：{left}。',
    next: '请仔细重新输入。次数为 0 时卡即锁住，须由发卡方解锁。',
  },
  'officerCard.blocked': {
    what: '工作人员卡因 PIN 多次错误已锁住。剩余次数：0。',
    next: '由发卡方解锁；此前可由另外两人从账号上移除此卡。',
  },
  'officerCard.failed': {
    what: '工作人员卡没有完成操作（{problem}）。',
    next: '请取出再放入后重试；若仍失败，须另设一张卡。',
  },
  'officerCard.taken': {
    what: '这张工作人员卡属于另一个账号。',
    next: '每人使用自己的卡：请放入本人的卡。',
  },
  'officerCard.lost': {
    what: '这张工作人员卡已报失，永不再用。',
    next: '请使用另一张卡，并告知主管此卡已找到。',
  },
  'officerCard.proofSpent': {
    what: '工作人员卡的签名已过期、已用过，或用于别的事项。',
    next: '请让卡重新签名。',
  },
};
