/** The help text, from the same table that runs the commands. */

import type { Language } from '../../../shared/messages/texts.ts';
import { usageLine } from './arguments.ts';
import { commands } from './commands.ts';

const common = {
  zh: [
    '通用选项：--data 数据文件夹  --as 账号  --second 第二人账号',
    '          --password-fd 描述符（每行一个：本人密码、第二人密码、本人动态码、第二人动态码）',
    '          --pin-fd 描述符（密码机的 PIN，每台一行）  --json 机器可读输出  --lang zh|en',
    '退出码：0 完成，1 失败，2 命令写法不对，3 完成但有内容被拒绝',
  ],
  en: [
    'Every command takes: --data FOLDER  --as ACCOUNT  --second ACCOUNT',
    '                     --password-fd N (a line each: own password, the second person’s; own authenticator code, theirs)',
    '                     --pin-fd N (PIN of each security module, a line each)  --json  --lang zh|en',
    'Exit codes: 0 done, 1 failed, 2 the words are wrong, 3 done but something in it was refused',
  ],
} as const;

export function describeUsage(words: readonly string[], language: Language): string {
  const option = words.findIndex((word) => word.startsWith('-'));
  const wanted = (option < 0 ? words : words.slice(0, option)).filter((word) => word !== 'help').join(' ');
  const isWanted = (name: string): boolean => wanted.startsWith(name) || name.startsWith(`${wanted} `);
  const matching = wanted === '' ? [] : commands.filter(({ name }) => isWanted(name));
  const shown = matching.length === 0 ? commands : matching;
  const lines = shown.flatMap((command) => [usageLine(command), `    ${command.summary[language]}`]);
  return [...lines, '', ...common[language]].join('\n') + '\n';
}
