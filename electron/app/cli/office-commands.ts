/** Commands for the office: diagnosis, backup, training faults, the demonstration. */

import { codeText } from '../../../shared/messages/code-text.ts';
import { printerFaultSchema, writerFaultSchema } from '../../../shared/model/device.ts';
import { fail, ok } from '../../../shared/result.ts';
import { diagnoseFolder, restoreInto } from './whole-folder.ts';
import { demonstrate } from './demo.ts';
import { oneOf } from './arguments.ts';
import type { Command } from './desk.ts';
import { pinSource } from './passwords.ts';
import { table } from './output.ts';

export const officeCommands: readonly Command[] = [
  {
    name: 'devices',
    summary: { zh: '显示写卡器、打印机和空白卡', en: 'show writer, printer and blanks' },
    positionals: [],
    options: { writer: 'string', printer: 'string', 'printer-profile': 'string' },
    usesWriter: true,
    usesPrinter: true,
    opens: 'reading',
    actsAs: 'officer1',
    async run(desk) {
      const devices = await desk.call('device.status', {});
      if (!devices.ok) return devices;
      const stock = await desk.call('stock.summary', {});
      if (!stock.ok) return stock;
      const { writer, printer } = devices.value;
      const words = (prefix: string, code: string): string => codeText(desk.language, prefix, code);
      const reasons = printer.reasons.map((reason) => words('printer.reason', reason));
      return ok({
        json: { ...devices.value, stock: stock.value },
        lines: [
          `${writer.name}: ${words('writer.state', writer.state)}`,
          `${printer.name}: ${[words('printer.state', printer.state), ...reasons].join(', ')}`,
          ...Object.entries(stock.value).map(([place, count]) => `${words('blank.place', place)}: ${count}`),
        ],
      });
    },
  },
  {
    name: 'fault',
    summary: { zh: '培训用：设置模拟设备故障', en: 'training: make a simulated device fail' },
    positionals: [],
    options: { writer: writerFaultSchema.options, printer: printerFaultSchema.options },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      const writer = oneOf(writerFaultSchema.options, 'writer', text('writer') ?? 'none');
      const printer = oneOf(printerFaultSchema.options, 'printer', text('printer') ?? 'none');
      if (!writer.ok) return writer;
      if (!printer.ok) return printer;
      const set = await desk.call('training.setFaults', { writer: writer.value, printer: printer.value });
      if (!set.ok) return set;
      const words = (prefix: string, code: string): string =>
        `${codeText(desk.language, 'devices', prefix)}: ${codeText(desk.language, prefix, code)}`;
      return ok({
        json: { writer: writer.value, printer: printer.value },
        lines: [words('writerFault', writer.value), words('printerFault', printer.value)],
      });
    },
  },
  {
    name: 'backup',
    summary: { zh: '在线备份数据库', en: 'write a consistent copy of the database' },
    positionals: [],
    options: { out: 'string' },
    opens: 'reading',
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      const out = text('out');
      if (out === undefined) return fail('usage', { problem: '--out' });
      const done = await desk.backUp(out);
      return done.ok ? ok({ json: { file: out }, lines: [out] }) : done;
    },
  },
  {
    name: 'restore',
    summary: { zh: '从备份恢复（原数据库另存）', en: 'restore a backup; the database in place is kept aside' },
    positionals: ['FILE'],
    options: {},
    opens: 'nothing',
    async run(desk, { positionals: [file = ''], text }) {
      const done = await restoreInto(desk.folder, file, pinSource(text('pin-fd')));
      if (!done.ok) return done;
      const { size, keptAside } = done.value;
      return ok({ json: { folder: desk.folder, ...done.value }, lines: [`${size} audit entries`, keptAside ?? '-'] });
    },
  },
  {
    name: 'diagnose',
    summary: { zh: '检查数据文件夹', en: 'check the data folder' },
    positionals: [],
    options: {},
    opens: 'nothing',
    async run(desk) {
      const checks = await diagnoseFolder(desk.folder);
      if (!checks.ok) return checks;
      const bad = checks.value.filter((check) => !check.ok);
      const rows = checks.value.map((check) => [check.ok ? 'ok' : 'BAD', check.check, check.note]);
      return ok({
        json: { ok: bad.length === 0, checks: checks.value },
        lines: table(rows),
        exitCode: bad.length === 0 ? 0 : 3,
      });
    },
  },
  {
    name: 'demo',
    summary: { zh: '演示整个流程', en: 'show the whole main job without a window' },
    positionals: [],
    options: { out: 'string' },
    opens: 'nothing',
    run: (desk, { text }) => demonstrate(text('out') ?? 'out/demo', desk),
  },
];
