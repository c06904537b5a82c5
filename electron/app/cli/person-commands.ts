/** Commands around a person's data as a whole, and the keys that it lies under. */

import { erasureReasonSchema } from '../../../shared/person/erasure.ts';
import { fail, ok } from '../../../shared/result.ts';
import { slotKinds } from '../../adapters/persons/master-slots.ts';
import { writeWhole } from '../../adapters/system/write-whole.ts';
import { recoverByPassphrase } from '../person-keys.ts';
import { openByNumber, type Command } from './desk.ts';
import { table } from './output.ts';
import { askForPassphrase } from './passwords.ts';

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
      zh: '删除某人的全部数据（两人，--reason retentionOver|requested|takenInByMistake），证明写入 --out',
      en: 'erase a person (two people, --reason retentionOver|requested|takenInByMistake); the certificate goes to --out',
    },
    positionals: ['NUMBER'],
    options: { reason: 'string', out: 'string' },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = ''], text }) {
      const reason = erasureReasonSchema.safeParse(text('reason'));
      if (!reason.success) return fail('usage', { problem: `--reason ${erasureReasonSchema.options.join('|')}` });
      const second = await desk.secondPerson();
      if (!second.ok) return second;
      const opened = await openByNumber(desk, number);
      if (!opened.ok) return opened;
      const { id: applicationId, revision } = opened.value.application;
      const input = { applicationId, revision, reason: reason.data, second: second.value };
      const erased = await desk.call('person.erase', input);
      if (!erased.ok) return erased;
      const out = text('out');
      const written = out === undefined ? ok(undefined) : writeWhole(out, `${erased.value.certificate}\n`);
      if (!written.ok) return written;
      return ok({ json: erased.value, lines: [`${erased.value.cases}`, erased.value.certificate] });
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
      const keys = desk.personKeys();
      if (!keys.ok) return keys;
      const { slots, generation, copies } = keys.value.status();
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
      const out = text('out');
      if (out === undefined) return fail('usage', { problem: '--out' });
      const keys = desk.personKeys();
      const copied = keys.ok ? keys.value.copy(out) : keys;
      return copied.ok ? ok({ json: { file: out, copy: copied.value }, lines: [out, copied.value] }) : copied;
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
      const keys = desk.personKeys();
      const noted = keys.ok ? keys.value.copyGone(copy) : keys;
      return noted.ok ? ok({ json: { copy }, lines: [copy] }) : noted;
    },
  },
  {
    name: 'person-keys add-slot',
    summary: {
      zh: '增加主密钥的开启方式（passphrase 密封口令、system 系统密钥库、module 密码机）',
      en: 'add a way to open the keys (passphrase in an envelope, the system’s key store, a security module)',
    },
    positionals: ['SLOT'],
    options: { 'passphrase-fd': 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [slot = ''], text }) {
      if (slot !== 'passphrase' && slot !== 'system' && slot !== 'module')
        return fail('usage', { problem: 'passphrase|system|module' });
      const passphrase = slot === 'passphrase' ? await askForPassphrase(text('passphrase-fd')) : ok('');
      if (!passphrase.ok) return passphrase;
      const keys = desk.personKeys();
      const added = keys.ok ? await keys.value.addSlot(slot, passphrase.value) : keys;
      return added.ok ? ok({ json: { slot }, lines: [slot] }) : added;
    },
  },
  {
    name: 'person-keys remove-slot',
    summary: { zh: '取消一种开启方式', en: 'take a way to open the keys away' },
    positionals: ['SLOT'],
    options: {},
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [slot = ''] }) {
      const kind = slotKinds.find((one) => one === slot);
      if (kind === undefined) return fail('usage', { problem: slotKinds.join('|') });
      const keys = desk.personKeys();
      const removed = keys.ok ? keys.value.removeSlot(kind) : keys;
      return removed.ok ? ok({ json: { slot: kind }, lines: [kind] }) : removed;
    },
  },
  {
    name: 'person-keys recover',
    summary: { zh: '用密封口令恢复开启', en: 'open the keys again by the passphrase in the envelope' },
    positionals: [],
    options: { 'passphrase-fd': 'string' },
    opens: 'nothing',
    async run(desk, { text }) {
      const passphrase = await askForPassphrase(text('passphrase-fd'));
      if (!passphrase.ok) return passphrase;
      const recovered = await recoverByPassphrase(desk.folder, passphrase.value);
      return recovered.ok ? ok({ json: { slot: 'file' }, lines: ['file'] }) : recovered;
    },
  },
];
