/** Commands about accounts: who there is, and what two people who look after accounts change of them. */

import { roleSchema, type AccountView } from '../../../shared/model/account.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { oneOf } from './arguments.ts';
import type { Answer, Command, Desk } from './desk.ts';
import { table } from './output.ts';

const acts = ['disable', 'enable', 'unlock', 'remove-factor', 'lose-card'] as const;

const callsOf = {
  disable: 'account.disable',
  enable: 'account.enable',
  unlock: 'account.unlock',
  'remove-factor': 'account.removeFactor',
  'lose-card': 'account.loseCard',
} as const;

const summaries = {
  disable: { zh: '停用账号（两人）', en: 'disable an account, by two people' },
  enable: { zh: '启用账号（两人）', en: 'enable an account, by two people' },
  unlock: { zh: '解除账号锁定（两人）', en: 'unlock an account, by two people' },
  'remove-factor': {
    zh: '移除账号的动态码或工作人员卡（两人）',
    en: 'remove the authenticator or officer’s card of an account, by two people',
  },
  'lose-card': {
    zh: '工作人员卡报失（两人），此卡永不再用',
    en: 'report an officer’s card lost, by two people, for good',
  },
} as const;

export const peopleCommands: readonly Command[] = [
  {
    name: 'account list',
    summary: { zh: '列出账号', en: 'list the accounts' },
    positionals: [],
    options: {},
    opens: 'reading',
    actsAs: 'supervisor1',
    async run(desk) {
      const accounts = await desk.call('account.list', {});
      if (!accounts.ok) return accounts;
      return ok({ json: accounts.value, lines: table(accounts.value.map(rowOf)) });
    },
  },
  {
    name: 'account create',
    summary: {
      zh: '建立账号（--second 为第二人），给出一次性密码',
      en: 'make an account, with --second as the second person; answers its one-time password',
    },
    positionals: ['ACCOUNT'],
    options: { name: 'string', role: roleSchema.options, second: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [name = ''], text }) {
      const role = oneOf(roleSchema.options, 'role', text('role') ?? 'officer');
      if (!role.ok) return role;
      const second = await desk.secondPerson();
      if (!second.ok) return second;
      const displayName = text('name') ?? name;
      const made = await desk.call('account.create', { name, displayName, role: role.value, second: second.value });
      return made.ok ? ok({ json: made.value, lines: [made.value.password] }) : made;
    },
  },
  {
    name: 'account reset-password',
    summary: { zh: '重设密码（两人），给出一次性密码', en: 'give an account a one-time password, by two people' },
    positionals: ['ACCOUNT'],
    options: { second: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [name = ''] }) {
      const on = await onAccount(desk, name);
      if (!on.ok) return on;
      const given = await desk.call('account.resetPassword', on.value);
      return given.ok ? ok({ json: given.value, lines: [given.value.password] }) : given;
    },
  },
  {
    name: 'account change-role',
    summary: { zh: '变更账号的角色（两人）', en: 'give an account another role (--role), by two people' },
    positionals: ['ACCOUNT'],
    options: { role: roleSchema.options, second: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [name = ''], text }) {
      const role = oneOf(roleSchema.options, 'role', text('role'));
      if (!role.ok) return role;
      const on = await onAccount(desk, name);
      if (!on.ok) return on;
      const changed = await desk.call('account.changeRole', { ...on.value, role: role.value });
      return changed.ok ? ok({ json: changed.value, lines: table([rowOf(changed.value)]) }) : changed;
    },
  },
  {
    name: 'account seal',
    summary: {
      zh: '生成新的应急码（两人），只显示一次；以前的作废',
      en: 'make a new break-glass code, by two people; shown once, and the one before ends',
    },
    positionals: [],
    options: { second: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk) {
      const second = await desk.secondPerson();
      if (!second.ok) return second;
      const sealed = await desk.call('account.seal', { second: second.value });
      return sealed.ok ? ok({ json: sealed.value, lines: [sealed.value.code] }) : sealed;
    },
  },
  {
    name: 'account enrol-card',
    summary: {
      zh: '为账号启用读卡器中的工作人员卡：本人输入 PIN，两人批准',
      en: 'set up the officer’s card in the reader for an account: its owner types the PIN, two people approve',
    },
    positionals: ['ACCOUNT'],
    options: { second: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [name = ''] }) {
      const on = await onAccount(desk, name);
      if (!on.ok) return on;
      const proven = await desk.call('account.proveCard', { name, pin: await desk.cardPin(name) });
      if (!proven.ok) return proven;
      desk.say(proven.value.fingerprint);
      const enrolled = await desk.call('account.enrolCard', { ...on.value, proof: proven.value.proof });
      return enrolled.ok ? ok({ json: enrolled.value, lines: table([rowOf(enrolled.value)]) }) : enrolled;
    },
  },
  ...acts.map((act): Command => ({
    name: `account ${act}`,
    summary: summaries[act],
    positionals: ['ACCOUNT'],
    options: { second: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    run: (desk, { positionals: [name = ''] }) => change(desk, act, name),
  })),
];

async function change(desk: Desk, act: (typeof acts)[number], name: string): Promise<Result<Answer>> {
  const on = await onAccount(desk, name);
  if (!on.ok) return on;
  const changed = await desk.call(callsOf[act], on.value);
  return changed.ok ? ok({ json: changed.value, lines: table([rowOf(changed.value)]) }) : changed;
}

async function onAccount(desk: Desk, name: string) {
  const accounts = await desk.call('account.list', {});
  if (!accounts.ok) return accounts;
  const account = accounts.value.find((one) => one.name === name);
  if (account === undefined) return fail('notFound', { what: name });
  const second = await desk.secondPerson();
  return second.ok ? ok({ name, revision: account.revision, second: second.value }) : second;
}

function rowOf(account: AccountView): readonly string[] {
  const { name, role, disabled, mustChangePassword, hasTotp, hasCard, displayName } = account;
  const marks = [disabled && 'disabled', mustChangePassword && 'givenPassword', hasTotp && 'totp', hasCard && 'card'];
  return [name, role, marks.filter(Boolean).join(','), displayName];
}
