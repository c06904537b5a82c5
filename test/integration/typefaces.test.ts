/** What the typefaces can print is what docs/typefaces.md says, and never a box. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coverageReport, coverageTable } from '../../electron/adapters/pdf/coverage-report.ts';
import { loadTypefaces } from '../../electron/adapters/pdf/typefaces.ts';
import { missingCharacters } from '../../electron/core/composition/coverage.ts';

const typefaces = loadTypefaces(join('resources', 'fonts'));
const report = coverageReport(typefaces);

describe('the typefaces', () => {
  it('are all here: node scripts/ready.mjs app puts those of rare ideographs in place', () => {
    expect(report.typefaces.filter(({ isHere }) => !isHere)).toEqual([]);
  });

  it('print what docs/typefaces.md says', () => {
    const rows = readFileSync('docs/typefaces.md', 'utf8').match(/^\| (Block|\w.* [\dA-F]{4,5}-[\dA-F]{4,5}) .*$/gm);
    const cells = rows?.map((row) =>
      row
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
    expect(cells).toEqual(coverageTable(report));
  });

  it('print every ideograph up to Extension F and every Latin letter', () => {
    const whole = report.blocks.filter(({ block }) => !/Extension [GHI]$/.test(block));
    expect(whole.filter(({ missing }) => missing > 0)).toEqual([]);
    expect(whole.map(({ characters }) => characters).reduce((sum, count) => sum + count)).toBe(89_824);
  });

  it.each(['regular', 'medium', 'bold'] as const)('never print a box or nothing in %s', (weight) => {
    const bad: string[] = [];
    for (const { range } of report.blocks.filter(({ block }) => block.startsWith('CJK'))) {
      const [first = 0, last = 0] = range.split('-').map((end) => Number.parseInt(end, 16));
      for (let codePoint = first; codePoint <= last; codePoint += 1) {
        const [face] = typefaces.metrics.facesFor(codePoint, weight);
        if (face !== undefined && isBoxOrBlank(codePoint, face)) bad.push(`U+${codePoint.toString(16)} ${face}`);
      }
    }
    expect(bad).toEqual([]);
  });

  it('refuse what they cannot print', () => {
    expect(missingCharacters('王🙂\u{2ebf0}样', typefaces.metrics)).toEqual(['🙂', '\u{2ebf0}']);
  });

  it('are missed without failing: a machine without them refuses such names', () => {
    const elsewhere = loadTypefaces('nowhere');
    const here = elsewhere.files.bold.filter(({ path }) => path !== null).map(({ name }) => name);
    expect(here.slice(0, 2)).toEqual(['NotoSans-Bold', 'NotoSansSC-Bold']);
    expect(missingCharacters('王Ł', elsewhere.metrics)).toEqual([]);
  });
});

/** Glyph 0 stands for a missing character, and an outline of no bytes prints nothing. */
function isBoxOrBlank(codePoint: number, face: string): boolean {
  const font = typefaces.font(face);
  const [glyph] = font.layout(String.fromCodePoint(codePoint)).glyphs;
  const id = glyph?.id ?? 0;
  return id === 0 || font.loca.offsets[id] === font.loca.offsets[id + 1];
}
