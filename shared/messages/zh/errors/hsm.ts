/** Chinese texts of failures of a security module. */

import type { HsmErrors } from '../../../errors/hsm.ts';
import type { ErrorTexts } from '../../texts.ts';

export const hsmErrors: ErrorTexts<HsmErrors> = {
  'hsm.unavailable': {
    what: '无法使用密码机：{library} 加载失败（{reason}）。',
    card: '没有签名，也没有动任何卡。',
    next: '请管理员安装密码机的驱动软件，并检查其程序库的路径。',
  },
  'hsm.tokenAbsent': {
    what: '密码机 {token} 未连接。',
    card: '没有签名。正在写入的芯片保持原状，等待继续。',
    next: '连接密码机，或检查其网络和电源，然后重试。',
  },
  'hsm.pinNeeded': {
    what: '本单位的密钥在密码机 {token} 中，需要它的 PIN。',
    card: '没有签名，也没有动任何卡。',
    next: '请在窗口中输入；命令行可在提示时输入或用 --pin-fd 提供；也可在 keys.json 中指明存放 PIN 的文件。',
  },
  'hsm.pinWrong': {
    what: '密码机 {token} 不接受该 PIN。只尝试了一次，不会再次尝试：{left}。',
    card: '没有签名，也没有动任何卡。',
    next: '请先核对密封保存的 PIN，再重新启动程序：连续输错几次，密码机就会锁定。',
  },
  'hsm.pinFinalTry': {
    what: '密码机 {token} 只剩最后一次 PIN 尝试机会，本程序不会用掉它。',
    card: '没有签名，也没有动任何卡。',
    next: '请密码机保管人用厂商工具输入一次正确的 PIN，然后重新启动本程序。',
  },
  'hsm.pinLocked': {
    what: '密码机 {token} 的 PIN 已锁定。',
    card: '解锁之前，这里不能签名。',
    next: '请密码机保管人解锁，并查明是谁输错了 PIN。',
  },
  'hsm.keyMissing': {
    what: '密码机 {token} 中没有密钥 {key}。',
    card: '没有签名，也没有动任何卡。',
    next: '请确认连接的密码机是否正确；密钥只在主管机关的密钥仪式上生成。',
  },
  'hsm.keyUnusable': {
    what: '密码机 {token} 中的密钥 {key} 不能使用：{problem}。',
    card: '没有签名，也没有动任何卡。',
    next: '请告知管理员；不要删除密码机中的任何内容。',
  },
  'hsm.failed': {
    what: '密码机 {token} 对 {operation} 的应答是 {code}。',
    card: '没有签名。正在写入的芯片保持原状，等待继续。',
    next: '请重试；如仍出现，把应答名称告诉负责密码机的人员。',
  },
};
