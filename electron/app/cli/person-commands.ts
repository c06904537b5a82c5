/** Commands around a person's data as a whole, and the keys that it lies under. */

import { erasureReasonSchema } from '../../../shared/person/erasure.ts';
import { keySlotSchema, slotChangeSchema, type KeySlot, type SlotChange } from '../../../shared/person/view.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { noVault } from '../../adapters/keys/vault.ts';
import { writeWhole } from '../../adapters/system/write-whole.ts';
import { builtIn } from '../../core/profile/in-force.ts';
import { openCardKeys, type AskPin } from '../card-keys.ts';
import { recoverByPassphrase } from '../recover-keys.ts';
import { oneOf } from './arguments.ts';
import { openByNumber, type Command } from './desk.ts';
import { table } from './output.ts';
import { askForPassphrase, pinSource } from './passwords.ts';

const slotSummaries = {
  add: {
    zh: '增加主密钥的开启方式（两人；passphrase 密封口令、system 系统密钥库、module 密码机）',
    en: 'add a way to open the keys (two people: passphrase in an envelope, the system’s key store, a security module)',
  },
  renew: {
    zh: '更新一种开启方式：新口令，或重新封装主密钥（两人）',
    en: 'renew a way to open the keys: a new passphrase, or the master wrapped anew (two people)',
  },
  remove: { zh: '撤除一种开启方式（两人）', en: 'take a way to open the keys away (two people)' },
} as const;

export const personCommands: readonly Command[] = [
  {
    name: 'person export',
    summary: { zh: '导出某人的全部数据（ZIP），交给本人', en: 'everything on file about a person, as a ZIP for them' },
    positionals: ['NUMBER'],
    options: { out: 'string' },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = ''], text }) {
      if (text('out') === undefined) return fail('usage', { problem: '--out' });
      const opened = await openByNumber(desk, number);
      if (!opened.ok) return opened;
      const { id } = opened.value.application;
      const exported = await desk.call('person.chooseAndExport', { applicationId: id });
      return exported.ok ? ok({ json: exported.value, lines: [exported.value?.file ?? ''] }) : exported;
    },
  },
  {
    name: 'person due',
    summary: { zh: '列出保存期已满的案件', en: 'list cases that need not be kept any longer' },
    positionals: [],
    options: { limit: 'string' },
    opens: 'reading',
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      const due = await desk.call('person.due', { after: null, limit: Number(text('limit') ?? '100') });
      if (!due.ok) return due;
      const rows = due.value.map(({ applicationId, kind, keptUntil }) => [applicationId, kind, keptUntil]);
      return ok({ json: due.value, lines: table(rows) });
    },
  },
  {
    name: 'person erase',
    summary: {
      zh: '删除某人的全部数据（两人），证明写入 --out',
      en: 'erase a person (two people); the certificate goes to --out',
    },
    positionals: ['NUMBER'],
    options: { reason: erasureReasonSchema.options, out: 'string' },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = ''], text }) {
      const reason = oneOf(erasureReasonSchema.options, 'reason', text('reason'));
      if (!reason.ok) return reason;
      const second = await desk.secondPerson();
      if (!second.ok) return second;
      const opened = await openByNumber(desk, number);
      if (!opened.ok) return opened;
      const { id: applicationId, revision } = opened.value.application;
      const input = { applicationId, revision, reason: reason.value, second: second.value };
      const erased = await desk.call('person.erase', input);
      if (!erased.ok) return erased;
      const out = text('out');
      const written = out === undefined ? ok(undefined) : writeWhole(out, `${erased.value.certificate}\n`);
      if (!written.ok) return written;
      return ok({ json: erased.value, lines: [`${erased.value.cases}`, erased.value.certificate] });
    },
  },
  {
    name: 'person certificate',
    summary: {
      zh: '将删除证明（PDF）和签名文件写入 --out',
      en: 'the certificate of an erasure as PDF, and as it was signed',
    },
    positionals: ['ERASURE'],
    options: { out: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [erasureId = ''], text }) {
      if (text('out') === undefined) return fail('usage', { problem: '--out' });
      const saved = await desk.call('person.chooseAndSaveCertificate', { erasureId });
      return saved.ok ? ok({ json: saved.value, lines: [saved.value?.file ?? ''] }) : saved;
    },
  },
  {
    name: 'person-keys status',
    summary: { zh: '显示人员密钥的开启方式和副本', en: 'show the slots and copies of the keys of persons' },
    positionals: [],
    options: {},
    opens: 'reading',
    actsAs: 'supervisor1',
    async run(desk) {
      const keys = await desk.call('person.keys', {});
      if (!keys.ok) return keys;
      const { generation, copies } = keys.value;
      const slots = keys.value.slots.filter(({ isThere }) => isThere).map(({ slot }) => slot);
      const rows = copies.map(({ id, madeAt, generation: of, goneAt }) => [id, madeAt, String(of), goneAt ?? '-']);
      return ok({ json: { slots, generation, copies }, lines: [slots.join(' '), String(generation), ...table(rows)] });
    },
  },
  {
    name: 'person-keys copy',
    summary: {
      zh: '复制人员密钥（与数据库备份分开保存，短期保留）',
      en: 'copy the keys of persons, to be kept apart from backups and not for long',
    },
    positionals: [],
    options: { out: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      if (text('out') === undefined) return fail('usage', { problem: '--out' });
      const copied = await desk.call('person.chooseAndCopyKeys', {});
      if (!copied.ok) return copied;
      return ok({ json: copied.value, lines: [copied.value?.file ?? '', copied.value?.copy ?? ''] });
    },
  },
  {
    name: 'person-keys copy-gone',
    summary: { zh: '登记一份密钥副本已销毁', en: 'put on record that a copy of the keys was destroyed' },
    positionals: ['COPY'],
    options: {},
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [copy = ''] }) {
      const noted = await desk.call('person.copyGone', { copy });
      return noted.ok ? ok({ json: { copy }, lines: [copy] }) : noted;
    },
  },
  ...slotChangeSchema.options.map(slotCommand),
  {
    name: 'person-keys recover',
    summary: { zh: '用密封口令恢复开启', en: 'open the keys again by the passphrase in the envelope' },
    positionals: [],
    options: { 'passphrase-fd': 'string' },
    opens: 'nothing',
    async run(desk, { text }) {
      const passphrase = await askForPassphrase(text('passphrase-fd'), false);
      if (!passphrase.ok) return passphrase;
      const recovered = await recoverIn(desk.folder, passphrase.value, pinSource(text('pin-fd')));
      return recovered.ok ? ok({ json: { slot: recovered.value }, lines: [recovered.value] }) : recovered;
    },
  },
];

/**
 * The module is asked for, as when the workstation opens: in a live office it is the only way to make here, since a command
 * has no key store of the system. Whether it is live no change of the profile touches.
 */
async function recoverIn(folder: string, passphrase: string, pin: AskPin): Promise<Result<KeySlot>> {
  const keys = await openCardKeys(folder, pin);
  if (!keys.ok) return keys;
  const { profile } = builtIn;
  const parts = { folder, profile, vault: noVault, keys: keys.value, hasModule: keys.value.inModule };
  try {
    return await recoverByPassphrase(parts, passphrase);
  } finally {
    keys.value.close();
  }
}

function slotCommand(act: SlotChange): Command {
  return {
    name: `person-keys ${act}-slot`,
    summary: slotSummaries[act],
    positionals: [keySlotSchema.options.join('|')],
    options: { 'passphrase-fd': 'string' },
    opens: 'writing',
    actsAs: 'administrator1',
    async run(desk, { positionals: [name], text }) {
      const slot = keySlotSchema.safeParse(name);
      if (!slot.success) return fail('usage', { problem: keySlotSchema.options.join('|') });
      const isAsked = slot.data === 'passphrase' && act !== 'remove';
      const passphrase = isAsked ? await askForPassphrase(text('passphrase-fd'), true) : ok('');
      if (!passphrase.ok) return passphrase;
      const second = await desk.secondPerson();
      if (!second.ok) return second;
      const input = { act, slot: slot.data, passphrase: passphrase.value, second: second.value };
      const changed = await desk.call('person.changeSlot', input);
      return changed.ok ? ok({ json: { slot: slot.data }, lines: [slot.data] }) : changed;
    },
  };
}
