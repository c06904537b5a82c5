/** Commands around the audit log: list, verify here or from an export, export. */

import type { Language } from '../../../shared/messages/texts.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { table } from './output.ts';
import { systemDigest } from '../../adapters/system/digest.ts';
import { systemVerifier } from '../../adapters/system/verifier.ts';
import { verifySelection } from '../../core/audit/selection.ts';
import { typedCheckpoint } from '../../core/audit/typed-checkpoint.ts';
import { utf8Text } from '../../core/chip/bytes.ts';
import { isPicture, textOnPaper } from '../seal-on-card.ts';
import { readText } from './audit-evidence-commands.ts';
import { readBytes } from './seal-trust-file.ts';
import { keyFrom, verifyExportFolder } from './verify-export-folder.ts';
import type { Answer, Command } from './desk.ts';

export const auditCommands: readonly Command[] = [
  {
    name: 'audit list',
    summary: { zh: '列出审计记录', en: 'list audit entries, newest first' },
    positionals: [],
    options: { limit: 'string', subject: 'string' },
    opens: 'reading',
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      const subjectId = text('subject');
      const listed = await desk.call('audit.list', {
        limit: Number(text('limit') ?? '50'),
        ...(subjectId === undefined ? {} : { subjectId }),
      });
      if (!listed.ok) return listed;
      const rows = listed.value.entries.map((entry) => [
        String(entry.sequence),
        entry.time,
        entry.actor,
        entry.action,
        entry.outcome,
        `${entry.subject.kind}:${entry.subject.id}`,
      ]);
      return ok({ json: listed.value, lines: table(rows) });
    },
  },
  {
    name: 'audit verify',
    summary: {
      zh: '校验审计日志（本机数据或导出文件夹）；--known 为另存的检查点：文本、照报表录入的文字，或报表的扫描件（PNG）或 PDF',
      en: 'verify the audit log, here or in an exported folder; --known is a checkpoint kept elsewhere: its text, what was typed from a report, or the report as a scan (PNG) or PDF',
    },
    positionals: [],
    options: { export: 'string', selection: 'string', key: 'string', known: 'string' },
    opens: ({ text }) => (text('export') === undefined && text('selection') === undefined ? 'reading' : 'nothing'),
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      const folder = text('export');
      const selection = text('selection');
      const known = await readKnown(text('known'));
      if (!known.ok) return known;
      if (folder !== undefined) return verifyExport(folder, text('key'), known.value);
      if (selection !== undefined) return verifyFile(selection, text('key'));
      const verified = await desk.call('audit.verify', { known: known.value });
      if (!verified.ok) return verified;
      const { size, rootHash, problem, lastTime, clockSetBack } = verified.value;
      if (problem !== null) {
        desk.say(goodUntil(desk.language, size, lastTime));
        return { ok: false, error: problem };
      }
      const backs = clockSetBack.map(({ sequence, backMs }) => clockLine(desk.language, sequence, backMs));
      return ok({ json: verified.value, lines: [`OK ${size} entries, root ${rootHash}`, ...backs] });
    },
  },
  {
    name: 'audit key',
    summary: { zh: '显示校验导出日志所用的公钥', en: 'show the public key that verifies exports of this workstation' },
    positionals: [],
    options: {},
    opens: 'reading',
    actsAs: 'supervisor1',
    async run(desk) {
      const listed = await desk.call('audit.list', { limit: 1 });
      if (!listed.ok) return listed;
      const { verifierKey } = listed.value;
      return ok({ json: { verifierKey }, lines: [verifierKey] });
    },
  },
  {
    name: 'audit export',
    summary: { zh: '导出审计日志（C2SP tlog-tiles）', en: 'export the audit log (C2SP tlog-tiles)' },
    positionals: [],
    options: { out: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      if (text('out') === undefined) return fail('usage', { problem: '--out' });
      const exported = await desk.call('audit.chooseAndExport', {});
      if (!exported.ok) return exported;
      return ok({ json: exported.value, lines: [`${exported.value?.size ?? 0} entries -> ${text('out') ?? ''}`] });
    },
  },
];

/** On a machine without the database: the exported folder and a public key that came by another way. */
function verifyExport(folder: string, key: string | undefined, known: readonly string[]): Result<Answer> {
  if (key === undefined) return fail('usage', { problem: '--key NAME+HASH+KEY | FILE' });
  const verified = verifyExportFolder(folder, key, known);
  if (!verified.ok) return verified;
  return ok({ json: verified.value, lines: [`OK ${verified.value.size} entries, root ${verified.value.rootHash}`] });
}

/** Since when: what comes after this is not proven. */
function goodUntil(language: Language, size: number, lastTime: string | null): string {
  if (lastTime === null) return language === 'zh' ? '没有一条记录完好。' : 'No entry was found good.';
  return language === 'zh'
    ? `前 ${size} 条记录单独检查无误，最后一条的时间是 ${lastTime}。`
    : `The first ${size} entries are good by themselves, the last of them of ${lastTime}.`;
}

function clockLine(language: Language, sequence: number, backMs: number): string {
  const seconds = Math.round(backMs / 1000);
  return language === 'zh'
    ? `记录 ${sequence}：时钟被拨回 ${seconds} 秒（已如实记录）。`
    : `Entry ${sequence}: the clock had been set back by ${seconds} s, and says so.`;
}

/** A selection of entries in one signed file. */
function verifyFile(path: string, key: string | undefined): Result<Answer> {
  const noteKey = key === undefined ? undefined : keyFrom(key);
  if (noteKey === undefined) return fail('audit.noKey', { key: key ?? '' });
  const file = readText(path);
  if (!file.ok) return file;
  const verified = verifySelection({ digest: systemDigest, verifier: systemVerifier, key: noteKey }, file.value);
  if (!verified.ok) return verified;
  const { entries, size, question } = verified.value;
  return ok({ json: verified.value, lines: [`OK ${entries.length} of ${size} entries, asked for ${question}`] });
}

/**
 * A checkpoint that was kept elsewhere: the `checkpoint` of an earlier export, what somebody typed from a report, or the
 * report itself, as a scan (PNG) or PDF.
 */
async function readKnown(path: string | undefined): Promise<Result<string[]>> {
  if (path === undefined) return ok([]);
  const file = readBytes(path);
  if (!file.ok) return file;
  const text = isPicture(file.value) ? await textOnPaper(file.value, path) : utf8Text(file.value);
  return text === null ? fail('file.unreadable', { path, reason: 'no checkpoint' }) : ok([typedCheckpoint(text)]);
}
