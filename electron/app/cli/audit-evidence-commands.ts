/** Commands that look into the log, take evidence out of it, and check it elsewhere. */

import { readFileSync } from 'node:fs';
import { auditQuerySchema, type AuditQuery } from '../../../shared/audit/query.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { writeWhole } from '../../adapters/system/write-whole.ts';
import { codeOf } from '../../adapters/system/error-code.ts';
import type { EntryForm } from '../../core/audit/canonical.ts';
import { lifeOf } from '../../core/audit/life.ts';
import { findable, pageOf } from '../../core/audit/match.ts';
import { timelineOf } from '../../core/audit/timeline.ts';
import type { Answer, Command } from './desk.ts';
import { table } from './output.ts';
import { readExportFolder } from './verify-export-folder.ts';

type Text = (option: string) => string | undefined;

const filterOptions = {
  from: 'string',
  to: 'string',
  actor: 'string',
  action: 'string',
  outcome: 'string',
  severity: 'string',
  kind: 'string',
  id: 'string',
  text: 'string',
} as const;

export const auditEvidenceCommands: readonly Command[] = [
  {
    name: 'audit search',
    summary: {
      zh: '按时间、人员、证件、空白卡、设备、种类、结果、轻重和文字查找审计记录（也可在导出或封存的文件夹中查找）',
      en: 'find audit entries by time, person, card, blank, device, kind, outcome, weight and words; in an export or archive too',
    },
    positionals: [],
    options: { ...filterOptions, limit: 'string', export: 'string', key: 'string' },
    opens: ({ text }) => (text('export') === undefined ? 'reading' : 'nothing'),
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      const query = queryOf(text, Number(text('limit') ?? '50'));
      if (!query.ok) return query;
      const folder = text('export');
      if (folder === undefined) {
        const found = await desk.call('audit.search', query.value);
        return found.ok ? ok({ json: found.value, lines: table(found.value.entries.map(rowOf)) }) : found;
      }
      const read = readExportFolder(folder, text('key') ?? '');
      if (!read.ok) return read;
      const entries = pageOf(query.value, read.value.entries.map(findable));
      return ok({ json: { entries, size: read.value.size }, lines: table(entries.map(rowOf)) });
    },
  },
  {
    name: 'audit life',
    summary: {
      zh: '一张证件从审批到发放的全部记录（证件、申请、任务、空白卡或芯片的编号；也可在导出或封存的文件夹中查看）',
      en: 'every entry of one card from approval to release (id of card, application, job, blank or chip); in an export or archive too',
    },
    positionals: ['ID'],
    options: { export: 'string', key: 'string' },
    opens: ({ text }) => (text('export') === undefined ? 'reading' : 'nothing'),
    actsAs: 'supervisor1',
    async run(desk, { positionals: [id = ''], text }) {
      const folder = text('export');
      if (folder === undefined) {
        const life = await desk.call('audit.life', { id });
        return life.ok ? ok({ json: life.value, lines: table(life.value.entries.map(rowOf)) }) : life;
      }
      const read = readExportFolder(folder, text('key') ?? '');
      if (!read.ok) return read;
      const all = read.value.entries.map(findable);
      const entries = lifeOf(id, (one) => pageOf({ id: one, limit: all.length }, all).toReversed());
      return ok({ json: { entries }, lines: table(entries.map(rowOf)) });
    },
  },
  {
    name: 'audit proof',
    summary: {
      zh: '一条记录在日志中的证明（C2SP tlog-proof）',
      en: 'the proof that an entry is in the log (C2SP tlog-proof)',
    },
    positionals: ['SEQUENCE'],
    options: { out: 'string' },
    opens: 'reading',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [sequence = ''], text }) {
      const proof = await desk.call('audit.proof', { sequence: Number(sequence) });
      if (!proof.ok) return proof;
      return handedOut(proof.value, proof.value.proof, text('out'));
    },
  },
  {
    name: 'audit select',
    summary: {
      zh: '把选中的记录连同证明导出为一个签名文件，或导出为 CSV（--form csv）',
      en: 'write the entries that match as one signed file with proofs, or as CSV (--form csv)',
    },
    positionals: [],
    options: { ...filterOptions, out: 'string', form: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      const query = queryOf(text, 1);
      if (!query.ok) return query;
      if (text('out') === undefined) return fail('usage', { problem: '--out' });
      const { limit: _limit, before: _before, ...filter } = query.value;
      const form = text('form') === 'csv' ? 'csv' : 'selection';
      const done = await desk.call('audit.chooseAndSelect', { query: filter, form });
      return done.ok
        ? ok({ json: done.value, lines: [`${done.value?.entries ?? 0} -> ${done.value?.file ?? ''}`] })
        : done;
    },
  },
  {
    name: 'audit archive',
    summary: { zh: '封存一个月的日志（YYYY-MM）', en: 'seal a month of the log (YYYY-MM) as a copy of its own' },
    positionals: [],
    options: { month: 'string', out: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      if (text('out') === undefined) return fail('usage', { problem: '--out' });
      const done = await desk.call('audit.chooseAndArchive', { month: text('month') ?? '' });
      if (!done.ok || done.value === null) return done.ok ? fail('usage', { problem: '--out' }) : done;
      const { folder, month, first, size } = done.value;
      return ok({ json: done.value, lines: [`${month}: ${first} - ${size - 1} -> ${folder}`] });
    },
  },
  {
    name: 'audit report',
    summary: {
      zh: '日报（YYYY-MM-DD）或月报（YYYY-MM），PDF，末页有检查点的文字和二维码',
      en: 'the report of a day (YYYY-MM-DD) or month (YYYY-MM) as PDF, with the checkpoint at its end as text and 2-D code',
    },
    positionals: ['PERIOD'],
    options: { out: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [period = ''], text }) {
      // The word after the command is no place to write to.
      if (text('out') === undefined) return fail('usage', { problem: '--out' });
      const done = await desk.call('audit.chooseAndReport', { period });
      return done.ok ? ok({ json: done.value, lines: [done.value?.file ?? ''] }) : done;
    },
  },
  {
    name: 'audit patterns',
    summary: {
      zh: '值得查看的情况：非工作时间、多次重做、总是同一对人批准、时钟跳动等',
      en: 'what is worth a look: out of hours, many reprints, one pair always approving each other, clock jumps',
    },
    positionals: [],
    options: { from: 'string', to: 'string' },
    opens: 'reading',
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      const period = { from: text('from') ?? '1970-01-01T00:00:00Z', to: text('to') ?? '9999-12-31T00:00:00Z' };
      const found = await desk.call('audit.patterns', period);
      if (!found.ok) return found;
      const rows = found.value.map(({ kind, actors, count, sequences }) => [
        kind,
        actors.join(' '),
        String(count),
        sequences.slice(0, 5).join(' '),
      ]);
      return ok({ json: found.value, lines: table(rows) });
    },
  },
  {
    name: 'audit timeline',
    summary: {
      zh: '把多台工作站的导出或封存文件夹按时间合并为一个列表（逗号分隔；--keys 同样次序）',
      en: 'the exports or archives of several workstations as one list by time (commas between; --keys in the same order)',
    },
    positionals: [],
    options: { ...filterOptions, exports: 'string', keys: 'string' },
    opens: 'nothing',
    async run(_desk, { text }) {
      const folders = (text('exports') ?? '').split(',').filter(Boolean);
      const keys = (text('keys') ?? '').split(',').filter(Boolean);
      if (folders.length === 0 || keys.length !== folders.length) {
        return fail('usage', { problem: '--exports DIR,DIR --keys KEY,KEY' });
      }
      const query = queryOf(text, 500);
      if (!query.ok) return query;
      const logs: { origin: string; entries: readonly EntryForm[] }[] = [];
      for (const [index, folder] of folders.entries()) {
        const read = readExportFolder(folder, keys[index] ?? '');
        if (!read.ok) return read;
        const all = read.value.entries.map(findable);
        logs.push({
          origin: read.value.origin,
          entries: pageOf({ ...query.value, limit: all.length }, all).toReversed(),
        });
      }
      const timeline = timelineOf(logs);
      return ok({ json: timeline, lines: table(timeline.map(({ origin, entry }) => [origin, ...rowOf(entry)])) });
    },
  },
];

function queryOf(text: Text, limit: number): Result<AuditQuery> {
  const words = {
    from: text('from'),
    to: text('to'),
    actor: text('actor'),
    action: text('action'),
    outcome: text('outcome'),
    severity: text('severity'),
    subjectKind: text('kind'),
    id: text('id'),
    text: text('text'),
  };
  const given = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
  const query = auditQuerySchema.safeParse({ ...given, limit });
  if (query.success) return ok(query.data);
  return fail('usage', { problem: `--${query.error.issues[0]?.path.join('.') ?? ''}` });
}

function rowOf(entry: Pick<EntryForm, 'sequence' | 'time' | 'actor' | 'action' | 'outcome' | 'subject'>): string[] {
  const { sequence, time, actor, action, outcome, subject } = entry;
  return [String(sequence), time, actor, action, outcome, `${subject.kind}:${subject.id}`];
}

/** A text as the answer itself, or in the file that `--out` names. */
export function handedOut(json: unknown, text: string, out: string | undefined): Result<Answer> {
  const written = out === undefined ? ok(undefined) : writeWhole(out, text);
  return written.ok ? ok({ json, lines: [out ?? text] }) : written;
}

/** The text of a file that is named on the command line. Fails with `file.unreadable`. */
export function readText(path: string): Result<string> {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (thrown) {
    return fail('file.unreadable', { path, reason: codeOf(thrown) });
  }
}
