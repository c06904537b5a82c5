/**
 * `starcard keys check`: can a security module be reached, and does it hold what it should. `keys renew-signer`: the next
 * document signer. `keys open`, `keys close`: the keys that sign live cards, for a working day.
 */

import { codeText } from '../../../shared/messages/code-text.ts';
import { fail, ok } from '../../../shared/result.ts';
import { describeToken, type TokenDescription } from '../../adapters/keys/pkcs11/describe-token.ts';
import { renewSignerOf } from '../renew-signer.ts';
import type { Answer, Command } from './desk.ts';
import { pinSource } from './passwords.ts';

export const keysCheckCommand: Command = {
  name: 'keys check',
  summary: {
    zh: '检查密码机（PKCS#11）：用 PIN 登录一次（--pin-fd 的第一行，或提示输入），列出可用算法和密钥；不作任何更改',
    en: 'check a security module (PKCS#11): sign in once with its PIN (first line of --pin-fd, else asked for), list what it can do and its keys; nothing is changed',
  },
  positionals: [],
  options: { library: 'string', token: 'string' },
  opens: 'nothing',
  async run(_desk, { text }) {
    const library = text('library');
    const token = text('token');
    if (library === undefined || token === undefined) return fail('usage', { problem: '--library FILE --token LABEL' });
    const pin = await pinSource(text('pin-fd'))(token);
    if (!pin.ok) return pin;
    const found = await describeToken({ library, token, pin: pin.value });
    return found.ok ? ok(answerOf(found.value)) : found;
  },
};

export const keysRenewSignerCommand: Command = {
  name: 'keys renew-signer',
  summary: {
    zh: '生成下一个证件签名者（密钥和证书）并记入日志；之前签发的卡仍然有效；需独占数据文件夹，密码机还需 PIN',
    en: 'make the next document signer, key and certificate, and put it on record; cards signed before stay good; needs the data folder to itself, and the PIN of a security module',
  },
  positionals: [],
  options: {},
  opens: 'nothing',
  async run({ folder, language }, { text }) {
    const holder = `starcard keys renew-signer, PID ${process.pid}`;
    const renewed = await renewSignerOf(folder, holder, pinSource(text('pin-fd')));
    if (!renewed.ok) return renewed;
    const { signer, from, until } = renewed.value;
    return ok({
      json: renewed.value,
      lines: [`${codeText(language, 'chipField', 'signer')}: ${signer}, ${from} - ${until}`],
    });
  },
};

export const keySessionCommands: readonly Command[] = [
  {
    name: 'keys open',
    summary: {
      zh: '正式签发：两人为当日启用签发密钥（--second 为第二人）',
      en: 'live cards: let the keys that sign them be used on this working day, by two people (--second)',
    },
    positionals: [],
    options: { second: 'string' },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk) {
      const second = await desk.secondPerson();
      if (!second.ok) return second;
      const opened = await desk.call('keys.open', { second: second.value });
      return opened.ok ? ok({ json: opened.value, lines: [opened.value.day ?? '-'] }) : opened;
    },
  },
  {
    name: 'keys close',
    summary: { zh: '正式签发：停用签发密钥', en: 'live cards: close the keys that sign them, before the day ends' },
    positionals: [],
    options: {},
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk) {
      const closed = await desk.call('keys.close', {});
      return closed.ok ? ok({ json: closed.value, lines: ['-'] }) : closed;
    },
  },
];

function answerOf(found: TokenDescription): Answer {
  return {
    json: found,
    lines: [
      found.token,
      ...Object.entries(found.can).map(([name, can]) => `${can ? 'OK  ' : '-   '} ${name}`),
      ...found.keys.map(({ name, kind }) => `${kind} ${name}`),
    ],
  };
}
