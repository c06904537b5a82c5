/** Commands by which people come in: the first two of an office, somebody who is locked out, a password of one's own. */

import { join, resolve } from 'node:path';
import { errorLine } from '../../../shared/messages/describe.ts';
import { ok } from '../../../shared/result.ts';
import { renderCodeSheet } from '../../adapters/pdf/code-sheet.ts';
import { loadTypefaces } from '../../adapters/pdf/typefaces.ts';
import { writeWhole } from '../../adapters/system/write-whole.ts';
import type { Command } from './desk.ts';
import { pinSource } from './passwords.ts';
import { prepareOffice } from './prepare-office.ts';

export const wayInCommands: readonly Command[] = [
  {
    name: 'office prepare',
    summary: {
      zh: '为正式人员准备一个空的数据文件夹，并给出首次启用码（只显示一次）；--paper 另存为供封存的 PDF',
      en: 'prepare an empty data folder for people of its own; answers the code of its first start, once; --paper FILE makes its PDF',
    },
    positionals: [],
    options: { paper: 'string' },
    opens: 'nothing',
    async run(desk, { text }) {
      const prepared = await prepareOffice(desk.folder, pinSource(text('pin-fd')));
      if (!prepared.ok) return prepared;
      const { sheet, ...shown } = prepared.value;
      const paper = text('paper');
      if (paper !== undefined) {
        const typefaces = loadTypefaces(join(desk.root, 'resources', 'fonts'));
        const written = writeWhole(resolve(paper), await renderCodeSheet(sheet, typefaces));
        // The code is told all the same: it is made, and nobody can make it again.
        if (!written.ok) desk.say(errorLine(written.error, desk.language));
      }
      return ok({ json: shown, lines: [shown.code] });
    },
  },
  {
    name: 'office start',
    summary: {
      zh: '用首次启用码建立第一位管理员和主管，给出应急码（只显示一次）；口令依次为启用码、管理员密码、主管密码',
      en: 'make the first administrator and supervisor by the code of the first start (secrets: code, password of each); answers the break-glass code, once',
    },
    positionals: ['ADMINISTRATOR', 'SUPERVISOR'],
    options: {},
    opens: 'writing',
    signsIn: false,
    async run(desk, { positionals: [first = '', other = ''] }) {
      const code = await desk.secret('code', 0);
      if (!code.ok) return code;
      const own = await desk.secret(`password of ${first}`, 1, 'chosen');
      if (!own.ok) return own;
      const others = await desk.secret(`password of ${other}`, 2, 'chosen');
      if (!others.ok) return others;
      const started = await desk.call('office.firstStart', {
        code: code.value,
        administrator: { name: first, displayName: first, password: own.value },
        supervisor: { name: other, displayName: other, password: others.value },
      });
      return started.ok ? ok({ json: started.value, lines: [started.value.breakGlass] }) : started;
    },
  },
  {
    name: 'account recover',
    summary: {
      zh: '用封存的应急码恢复管理员或主管账号，给出一次性密码；留下警报',
      en: 'let an administrator or supervisor in again by the sealed break-glass code; answers a one-time password, and is an alarm',
    },
    positionals: ['ACCOUNT'],
    options: {},
    opens: 'writing',
    signsIn: false,
    async run(desk, { positionals: [account = ''] }) {
      const code = await desk.secret('code', 0);
      if (!code.ok) return code;
      const given = await desk.call('account.recover', { code: code.value, account });
      return given.ok ? ok({ json: given.value, lines: [given.value.password] }) : given;
    },
  },
  {
    name: 'account change-password',
    summary: {
      zh: '修改自己的密码（--as）；口令依次为现密码、新密码，如有动态码再加一行',
      en: 'change one’s own password (--as; secrets: present password, new one, then the authenticator’s code)',
    },
    positionals: [],
    options: {},
    opens: 'writing',
    async run(desk) {
      const current = await desk.secret('present password', 0);
      if (!current.ok) return current;
      const next = await desk.secret('new password', 1, 'chosen');
      if (!next.ok) return next;
      const changed = await desk.call('account.changePassword', { current: current.value, next: next.value });
      return changed.ok ? ok({ json: {}, lines: [] }) : changed;
    },
  },
];
