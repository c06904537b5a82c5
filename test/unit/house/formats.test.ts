/** docs/formats.md names every word that other programs meet: none is added here without a line there. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { auditActions } from '../../../shared/audit/catalogue.ts';
import { auditSubjectSchema } from '../../../shared/model/audit.ts';
import { setAsideReasonSchema } from '../../../shared/model/job.ts';
import { receiptSchema } from '../../../shared/model/receipt.ts';
import { resultSchema, revokeReasonSchema } from '../../../shared/model/results.ts';

const sections = new Map(
  readFileSync('docs/formats.md', 'utf8')
    .split(/^## /m)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);

test.each<[section: string, words: readonly string[]]>([
  ['Audit log', auditActions],
  ['Audit log', auditSubjectSchema.shape.kind.options],
  ['Results to the authority', resultSchema.options.flatMap(({ shape }) => [...shape.type.values])],
  ['Results to the authority', setAsideReasonSchema.options],
  ['Results to the authority', revokeReasonSchema.options],
  ['Receipt', Object.keys(receiptSchema.shape)],
])('the section "%s" has them all', (section, words) => {
  const text = sections.get(section) ?? '';
  expect(words.filter((word) => !text.includes(`\`${word}\``))).toEqual([]);
});
