/** Chinese texts of failures of the data folder, the database and the audit log. */

import type { StorageErrors } from '../../../errors/storage.ts';
import type { ErrorTexts } from '../../texts.ts';

const askAuditor = '请保持现状，复制数据文件夹，并通知审计人员。';

export const storageErrors: ErrorTexts<StorageErrors> = {
  'storage.newer': {
    what: '数据库版本 {found} 比本程序（{known}）新。',
    next: '数据未被改动。请使用较新版本的程序打开。',
  },
  'storage.older': {
    what: '数据库版本为 {found}，本程序需要 {known}。',
    next: '请先在工作站窗口中打开一次，数据库会自动升级。',
  },
  'storage.altered': {
    what: '数据库结构被改动过：{what}。',
    next: '数据未被改动。请联系管理员，从备份恢复。',
  },
  'storage.locked': {
    what: '数据文件夹 {path} 正被占用（{holder}）。',
    next: '请先关闭另一个程序。',
  },
  'storage.unwritable': {
    what: '无权写入数据文件夹 {path}。',
    next: '请检查权限，或用 --data 选择别的文件夹。',
  },
  'storage.full': {
    what: '磁盘已满，无法写入 {path}。',
    card: '未开始的步骤不会执行。',
    next: '请腾出空间后再试。',
  },
  'storage.notData': {
    what: '{path} 不是 Starcard 的数据文件夹。',
    next: '请选择正确的文件夹。',
  },
  'storage.broken': {
    what: '磁盘读写 {path} 出错（{code}）。',
    card: '未开始的步骤不会执行。',
    next: '请停止工作，检查磁盘，必要时从备份恢复。',
  },
  'storage.damaged': {
    what: '数据库 {path} 已损坏。',
    next: '请联系管理员，从备份恢复。',
  },
  'storage.exists': {
    what: '{path} 已经存在。',
    next: '未覆盖任何内容。请另选名称。',
  },
  'storage.sealBroken': {
    what: '一项已存数据无法解密（{table}，{row}）：已损坏或被调换。',
    card: '没有写入芯片，也没有打印。',
    next: '请保持该案原样，运行 starcard diagnose，并联系管理员。',
  },
  'storage.keysMissing': {
    what: '无法打开在案人员数据的密钥：{path}。',
    next: '没有作任何改动。请向管理员索取密钥副本，或启用密封信封中的口令。',
  },
  'storage.lastSlot': {
    what: '这是打开人员数据密钥的最后一种方式（{slot}）。',
    next: '请先添加另一种方式。',
  },
  'audit.edited': { what: '审计记录 {sequence} 被修改过：内容与哈希值不符。', next: askAuditor },
  'audit.malformed': { what: '审计记录 {sequence} 不是有效的记录（{fault}）。', next: askAuditor },
  'audit.removed': { what: '审计记录 {sequence} 被删除。', next: askAuditor },
  'audit.inserted': { what: '在位置 {sequence} 插入了审计记录。', next: askAuditor },
  'audit.reordered': { what: '审计记录的顺序被改动：位置 {sequence} 上是第 {found} 号记录。', next: askAuditor },
  'audit.rewritten': {
    what: '审计记录 {sequence} 至 {last} 不是当时签名的内容（{size} 条记录的树头）。',
    next: askAuditor,
  },
  'audit.truncated': {
    what: '审计日志被截断：缺少记录 {sequence}，而已签名的树头有 {size} 条记录。',
    next: askAuditor,
  },
  'audit.unsigned': { what: '审计记录 {sequence} 至 {last} 没有已签名的树头。', next: askAuditor },
  'audit.headAltered': { what: '{size} 条审计记录的树头与其检查点不符。', next: askAuditor },
  'audit.headsAltered': {
    what: '截至 {size} 条记录的树头被删除或替换：审计记录 {sequence} 所记的与现存的不符。',
    next: askAuditor,
  },
  'audit.keyChangeForged': {
    what: '审计记录 {sequence} 更换密钥未经原密钥和新密钥共同签名。',
    next: askAuditor,
  },
  'audit.forged': {
    what: '{size} 条审计记录的树头不是用 {name} 的密钥签名的；自记录 {sequence} 起无法证明。',
    next: askAuditor,
  },
  'audit.treeAltered': {
    what: '存储的第 {level} 层第 {number} 个树哈希值与截至 {sequence} 的审计记录不符。',
    next: askAuditor,
  },
  'audit.clockHidden': { what: '审计记录 {sequence} 的时间早于前一条，却没有注明。', next: askAuditor },
  'audit.rolledBack': {
    what: '审计日志被回退：检查点有 {size} 条记录，缺少记录 {sequence}。',
    next: askAuditor,
  },
  'audit.forked': {
    what: '审计日志与此前签名的不一致：{size} 条记录的检查点不同，最早自记录 {sequence} 起。',
    next: askAuditor,
  },
  'audit.foreignCheckpoint': {
    what: '用于比对的检查点不是 {name} 签名的，或与纸面文字录入不符。',
    next: '请使用本工作站的检查点进行比对；逐字核对录入，或扫描二维码。',
  },
  'audit.exportIncomplete': {
    what: '审计日志导出缺少 {path}，或该文件已损坏。',
    next: '请重新索取导出文件，并比对两份内容。',
  },
  'keys.noSystemStore': {
    what: '操作系统的密钥库不可用，无法打开 {path}。',
    next: '请在登录桌面后重试；如本机没有密钥库，请改用加密文件或密码机保存审计密钥。',
  },
  'audit.proofOfOther': {
    what: '证明从 {size} 条记录开始，而见证方上次见到的是 {seen} 条。',
    next: '请为 {seen} 条记录重新制作请求。',
  },
  'audit.selectionAltered': {
    what: '所选记录（{count} 条）与签名时的不同：有记录被取出或加入。',
    next: '请重新索取文件，并通知审计人员。',
  },
  'audit.monthOpen': {
    what: '{month} 之后还没有审计记录，尚不能封存。',
    next: '请在下个月的第一条记录之后再封存。',
  },
  'audit.noKey': {
    what: '{key} 不是审计日志的验证密钥（名称+哈希+密钥）。',
    next: '请向制证单位索取密钥，不要使用导出文件中的密钥。',
  },
  'audit.otherKey': {
    what: '{size} 条记录的审计日志不是用本工作站的密钥（{name}）签名的。',
    next: '数据未被改动。请联系管理员放回审计密钥，或从备份恢复。',
  },
  'audit.tailAltered': {
    what: '审计日志末尾（共 {size} 条记录）与本工作站最后一次签名的内容不符。',
    next: `数据未被改动。${askAuditor}`,
  },
};
