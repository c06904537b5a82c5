/** `starcard typefaces`: what this machine can print. */

import { join } from 'node:path';
import { coverageReport, coverageTable } from '../../adapters/pdf/coverage-report.ts';
import { loadTypefaces } from '../../adapters/pdf/typefaces.ts';
import { ok } from '../../../shared/result.ts';
import type { Command } from './desk.ts';
import { table } from './output.ts';

export const typefaceCommands: readonly Command[] = [
  {
    name: 'typefaces',
    summary: { zh: '列出本机字体能打印的字符', en: 'list the characters that the typefaces of this machine can print' },
    positionals: [],
    options: {},
    opens: 'nothing',
    async run(desk) {
      const report = coverageReport(loadTypefaces(join(desk.root, 'resources', 'fonts')));
      const lacking = report.typefaces.filter(({ isHere }) => !isHere).map(({ name }) => name);
      return ok({
        json: report,
        lines: [...table(coverageTable(report)), ...lacking.map((name) => `${name}: ${lackText[desk.language]}`)],
        exitCode: lacking.length === 0 ? 0 : 3,
      });
    },
  },
];

/** Printed after the name of a typeface. */
const lackText = {
  zh: '本机没有此字体，需要它的姓名会被拒绝。请运行 node scripts/ready.mjs app，或按 resources/fonts/README.md 放入字体文件。',
  en: 'not on this machine; names that need it are refused. Run node scripts/ready.mjs app, or put the file into resources/fonts (README.md there).',
} as const;
