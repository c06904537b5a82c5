/** Chinese texts of failures of the issuance profile. */

import type { ProfileErrors } from '../../../errors/profile.ts';
import type { ErrorTexts } from '../../texts.ts';

export const profileErrors: ErrorTexts<ProfileErrors> = {
  'profile.unreadable': {
    what: '该文件不是经签名的签发配置（{problem}）。',
    next: '未作任何更改。请向发件方索取原样的签名文件。',
  },
  'profile.notProven': {
    what: '签发配置不是由本程序所信任的机构签名（{problem}）。',
    next: '未作任何更改。请索取由主管机关根证书签名的配置，不要使用此文件。',
  },
  'profile.trainingOnly': {
    what: '培训用签发配置不得设定“{profileField}”：培训卡可能被当作真卡。',
    next: '未作任何更改。请保持培训配置的原值；正式配置须有主管机关签名，且程序须内置主管机关根证书。',
  },
  'profile.otherFolder': {
    what: '签发配置属于另一个数据文件夹（“{profileField}”不同）。',
    next: '未作任何更改。数据文件夹的受理单位、工作站和性质不变；请索取本工作站的配置。',
  },
  'profile.older': {
    what: '签发配置编号为 {serial}，此前已换用编号 {newest}。',
    next: '未作任何更改。请索取更新的配置；不能换回旧配置。',
  },
  'profile.notYet': {
    what: '签发配置自 {validFrom} 起有效。',
    next: '未作任何更改。请届时再更换；如该时间已过，请校准本机时钟。',
  },
  'profile.altered': {
    what: '所存签发配置（编号 {serial}）不是两人所换用的：已被篡改、删除或手工写入。',
    card: '没有写卡，也没有打印。',
    next: '程序不开始工作。请保持现状，运行 starcard diagnose，联系审计人员，并由管理员恢复备份。',
  },
  'keys.notOpened': {
    what: '签发密钥今日尚未启用，或已停用。',
    card: '没有签名、写卡或打印。',
    next: '请退出程序，由两名人员运行 starcard keys open --second 账号 启用密钥，再启动程序，重新开始此步骤。',
  },
  'keys.openAlready': {
    what: '签发密钥已为 {day} 启用。',
    next: '无须再次启用。',
  },
  'keys.closedAlready': {
    what: '签发密钥没有启用。',
    next: '无须停用。',
  },
  'keys.notAsked': {
    what: '培训环境使用一次性密钥，无须启用。',
    next: '可直接制卡。',
  },
};
