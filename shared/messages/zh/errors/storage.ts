/** Chinese texts of data folder and database failures. */

import type { StorageErrors } from '../../../errors/storage.ts';
import type { ErrorTexts } from '../../texts.ts';

export const storageErrors: ErrorTexts<StorageErrors> = {
  'storage.newer': {
    what: '数据库版本 {found} 比本程序（{known}）新。',
    next: '数据未被改动。请使用较新版本的程序打开。',
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
};
