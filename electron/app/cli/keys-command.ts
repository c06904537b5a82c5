/** `starcard keys check`: can this office's security module be reached, and does it hold what it should. */

import { fail, ok } from '../../../shared/result.ts';
import { describeToken, type TokenDescription } from '../../adapters/keys/pkcs11/describe-token.ts';
import type { Answer, Command } from './desk.ts';
import { askForPin } from './passwords.ts';

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
    const pin = await askForPin(text('pin-fd'), token);
    if (!pin.ok) return pin;
    const found = await describeToken({ library, token, pin: pin.value });
    return found.ok ? ok(answerOf(found.value)) : found;
  },
};

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
