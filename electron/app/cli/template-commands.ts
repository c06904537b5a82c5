/** `starcard template check`: whether a card template can be used, what is wrong with it, and how its cards look. */

import { basename, dirname, join } from 'node:path';
import { ok } from '../../../shared/result.ts';
import { refusalsIn } from '../../core/composition/proof.ts';
import { templateProblems } from '../../core/composition/template.ts';
import type { Answer, Command } from './desk.ts';
import { readBytes } from './seal-trust-file.ts';
import { writeProofSheet, type ProofSheet } from './proof-sheet.ts';

export const templateCommands: readonly Command[] = [
  {
    name: 'template check',
    summary: {
      zh: '检查卡面模板：重叠、出界、难辨认的文字，并生成 PDF 样张（默认放在模板旁）',
      en: 'check a card template for overlaps, clipped and illegible text, and make its proof sheet as PDF (beside the template if --proof is absent)',
    },
    positionals: ['FILE'],
    options: { proof: 'string' },
    opens: 'nothing',
    async run({ root, language, say }, { positionals: [path = ''], text }) {
      const out = text('proof') ?? join(dirname(path), `${basename(path, '.json')}-proof.pdf`);
      const sheet = await writeProofSheet(path, out, root);
      if (sheet.ok) return ok(answerOf(sheet.value, out, language));
      if (sheet.error.kind === 'composition.templateUnusable') for (const line of problemsIn(path)) say(line);
      return sheet;
    },
  },
];

/** Where there are several, all of them, so that a file is mended in one go; the failure itself names only the first. */
function problemsIn(path: string): readonly string[] {
  const bytes = readBytes(path);
  if (!bytes.ok) return [];
  const problems = templateProblems(basename(path, '.json'), new TextDecoder().decode(bytes.value));
  return problems.length < 2 ? [] : problems.map(({ place, problem }) => `${place}: ${problem}`);
}

const cleanText = { zh: '未发现问题', en: 'nothing to find fault with' } as const;

/** Exit code 3 where something was found, or a card of the sheet could not be made. */
function answerOf({ template, sha256, proof }: ProofSheet, out: string, language: 'zh' | 'en'): Answer {
  const refused = refusalsIn(proof);
  const lines = [...proof.findings.map(({ text }) => text[language]), ...refused.map(({ text }) => text[language])];
  const isClean = lines.length === 0;
  const { id, version, issuable } = template;
  return {
    json: {
      template: { id, version, issuable, sha256 },
      findings: proof.findings.map(({ finding, text }) => ({ ...finding, message: text })),
      refused: refused.map(({ kind, cards, text }) => ({ kind, cards, message: text })),
      proof: out,
    },
    lines: [...(isClean ? [`OK ${id} v${version}: ${cleanText[language]}`] : lines), out],
    exitCode: isClean ? 0 : 3,
  };
}
