/** Chinese texts of failures that any call may answer with. */

import type { GeneralErrors } from '../../../errors/general.ts';
import type { ErrorTexts } from '../../texts.ts';

export const generalErrors: ErrorTexts<GeneralErrors> = {
  'input.invalid': {
    what: '输入内容不符合要求：{field}（{problem}）。',
    next: '请改正后再试。',
  },
  internal: {
    what: '程序内部出错，编号 {reference}。',
    card: '未完成的步骤已记录在案。',
    next: '请把编号告诉管理员，并重新打开此页面。',
  },
  notFound: {
    what: '找不到：{what}。',
    next: '请刷新列表后再试。',
  },
  changedMeanwhile: {
    what: '{what}在您查看期间已被更改。',
    next: '请重新打开并核对后再操作。',
  },
  'file.unreadable': {
    what: '无法读取文件 {path}：{reason}。',
    next: '请检查路径和读取权限。',
  },
  'file.unwritable': {
    what: '无法写入文件 {path}：{reason}。',
    next: '请检查文件夹是否存在、是否有写入权限。',
  },
  usage: {
    what: '命令行写法不对：{problem}。',
    next: '请运行 starcard help 查看用法。',
  },
  'program.openFolder': {
    what: '管理员以外的人可以改写 {path}，本程序可能已被替换，因此不启动。',
    next: '请让管理员检查安装并收回该写入权限。',
  },
  'program.policy': {
    what: '本机策略文件 {path} 无法使用：{problem}。程序不启动。',
    next: '请让管理员改正或删除该文件。',
  },
  'window.busy': {
    what: '设备正在处理一张卡，窗口暂不关闭。',
    card: '这张卡会照常完成。',
    next: '请等它完成后再关闭窗口。',
  },
};
