/** Commands around the approval file: make samples, import, list, review, results. */

import { queueViewSchema } from '../../../shared/model/queue.ts';
import { codeText } from '../../../shared/messages/code-text.ts';
import { errorLine } from '../../../shared/messages/describe.ts';
import { fill } from '../../../shared/messages/texts.ts';
import { warningText } from '../../../shared/messages/warning-text.ts';
import { fail, ok } from '../../../shared/result.ts';
import { table } from './output.ts';
import { oneOf } from './arguments.ts';
import { openByNumber, type Command } from './desk.ts';
import { writeSample } from '../sample-file.ts';

/** What an import is counted by; the window counts the same. */
const counted = ['imported', 'replaced', 'withdrawn', 'held', 'released', 'duplicates'] as const;

export const intakeCommands: readonly Command[] = [
  {
    name: 'sample',
    summary: { zh: '生成培训用批准文件', en: 'make a file of training approvals' },
    positionals: [],
    options: { count: 'string', seed: 'string', out: 'string', date: 'string', broken: 'boolean' },
    opens: 'nothing',
    async run(desk, { text, flag }) {
      const count = Number(text('count') ?? '20');
      const seed = Number(text('seed') ?? '1');
      const out = text('out');
      if (!Number.isInteger(count) || count < 0 || count > 100_000)
        return fail('usage', { problem: '--count 0..100000' });
      if (!Number.isSafeInteger(seed)) return fail('usage', { problem: '--seed' });
      if (out === undefined) return fail('usage', { problem: '--out' });
      const today = text('date') ?? new Date().toISOString().slice(0, 10);
      if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(Date.parse(today)))
        return fail('usage', { problem: '--date' });
      const written = await writeSample(out, { count, seed, today, broken: flag('broken') });
      if (!written.ok) return written;
      desk.say(out);
      return ok({ json: written.value, lines: [`${written.value.records} -> ${out}`] });
    },
  },
  {
    name: 'import',
    summary: { zh: '导入批准文件', en: 'import a file of approvals' },
    positionals: ['FILE'],
    options: {},
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk) {
      const imported = await desk.call('intake.chooseAndImport', {});
      if (!imported.ok) return imported;
      const report = imported.value;
      if (report === null) return fail('usage', { problem: 'FILE' });
      const words = (name: string): string => codeText(desk.language, 'intake', name);
      const counts = [
        ...counted.map((name) => `${words(name)} ${report[name]}`),
        `${words('refused')} ${report.refused.length}`,
      ].join(', ');
      const toCheck =
        report.doubtfulPhotos === 0 ? [] : [fill(words('photosToCheck'), { count: report.doubtfulPhotos })];
      const refused = report.refused.map(
        ({ line, error }) => `${line}: [${error.kind}] ${errorLine(error, desk.language)}`,
      );
      const photos = report.photosToCheck.flatMap(({ line, applicationNumber, findings }) =>
        findings.map(
          (finding) => `${line}: ${applicationNumber} [${finding.kind}] ${warningText(finding, desk.language)}`,
        ),
      );
      return ok({
        json: report,
        lines: [counts, ...refused, ...toCheck, ...photos],
        exitCode: report.refused.length === 0 ? 0 : 3,
      });
    },
  },
  {
    name: 'list',
    summary: { zh: '列出申请', en: 'list applications' },
    positionals: [],
    options: { view: queueViewSchema.options, text: 'string', limit: 'string' },
    opens: 'reading',
    actsAs: 'officer1',
    async run(desk, { text }) {
      const view = oneOf(queueViewSchema.options, 'view', text('view') ?? 'all');
      if (!view.ok) return view;
      const search = text('text');
      const limit = Number(text('limit') ?? '100');
      const page = await desk.call('queue.list', {
        view: view.value,
        offset: 0,
        limit,
        ...(search === undefined ? {} : { text: search }),
      });
      if (!page.ok) return page;
      const rows = page.value.rows.map((row) => [
        row.number,
        row.urgent ? '!' : '',
        row.kind,
        row.nationality,
        row.state,
        row.job?.state ?? '',
        row.card?.state ?? '',
      ]);
      return ok({ json: page.value, lines: [...table(rows), `${page.value.rows.length} / ${page.value.total}`] });
    },
  },
  {
    name: 'review',
    summary: { zh: '审核：通过或退回', en: 'review one application: accept or return it' },
    positionals: ['NUMBER'],
    options: { accept: 'boolean', return: 'string', 'acknowledge-warnings': 'boolean' },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = ''], flag, text }) {
      const reason = text('return');
      if (flag('accept') === (reason !== undefined)) return fail('usage', { problem: '--accept | --return REASON' });
      const opened = await openByNumber(desk, number);
      if (!opened.ok) return opened;
      const { id: applicationId, revision } = opened.value.application;
      const acknowledged = flag('acknowledge-warnings') ? opened.value.warnings.map((warning) => warning.kind) : [];
      for (const warning of opened.value.warnings)
        desk.say(`! [${warning.kind}] ${warningText(warning, desk.language)}`);
      const reviewed =
        reason === undefined
          ? await desk.call('review.accept', { applicationId, revision, acknowledged })
          : await desk.call('review.return', { applicationId, revision, reason });
      if (!reviewed.ok) return reviewed;
      const { state } = reviewed.value.application;
      const words = codeText(desk.language, 'application.state', state);
      return ok({ json: { number, state }, lines: [`${number}: ${words}`] });
    },
  },
  {
    name: 'results export',
    summary: { zh: '导出待签收的结果文件', en: 'write the signed results that wait for acknowledgement' },
    positionals: [],
    options: { out: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      if (text('out') === undefined) return fail('usage', { problem: '--out' });
      const exported = await desk.call('results.chooseAndExport', {});
      if (!exported.ok) return exported;
      return ok({ json: exported.value, lines: [`${exported.value?.results ?? 0} -> ${text('out') ?? ''}`] });
    },
  },
  {
    name: 'results acknowledge',
    summary: { zh: '导入签发机关的签收文件', en: 'take in the authority’s acknowledgement' },
    positionals: ['FILE'],
    options: {},
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk) {
      const taken = await desk.call('results.chooseAndAcknowledge', {});
      if (!taken.ok) return taken;
      return ok({ json: taken.value, lines: [`acknowledged ${taken.value?.acknowledged ?? 0}`] });
    },
  },
];
