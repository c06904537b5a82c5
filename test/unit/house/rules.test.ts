// docs/rules.md says of every rule which test proves it: the tests are there, under those names, and none is left out.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const read = (...parts: readonly string[]): string => readFileSync(join(root, ...parts), 'utf8');

/** Below each heading: the file, and the rows of its table. */
const sections = read('docs/rules.md')
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const lines = section.split('\n');
    const cells = lines
      .filter((line) => line.startsWith('| '))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    // Past the names of the columns and the line below them.
    return { file: /`(test\/.*?)`/.exec(section)?.[1] ?? '', rows: cells.slice(2) };
  });

const namesIn = (source: string): readonly string[] =>
  [...source.matchAll(/^ *test\(\s*'(.*?)',/gm)].map(([, name = '']) => name);

describe('the page of rules', () => {
  test.each(sections)('names every test of $file, in their order', ({ file, rows }) => {
    expect(rows.map(([, rule]) => rule)).toEqual(namesIn(read(file)));
  });

  test('leaves out no file of rules', () => {
    const files = readdirSync(join(root, 'test/integration/rules')).filter((name) => name.endsWith('.test.ts'));

    expect(sections.map(({ file }) => file.split('/').at(-1) ?? '').toSorted()).toEqual(files.toSorted());
  });

  test('points to tests elsewhere that are there', () => {
    const elsewhere = sections.flatMap(({ rows }) => rows.map((row) => row[4] ?? '')).filter((cell) => cell !== '');
    const missing = elsewhere.filter((cell) => {
      const [, path = '', name = ''] = /^`(.*?)` "(.*)"$/.exec(cell) ?? [];
      const file = `test/${path}.test.ts`;
      return !existsSync(join(root, file)) || !read(file).includes(`'${name}'`);
    });

    expect(missing).toEqual([]);
  });

  test.each(sections)('says of $file what its tests, or those beside them, say', ({ file, rows }) => {
    const unsaid = rows.flatMap((row) => {
      const beside = /^`(.*?)` "/.exec(row[4] ?? '')?.[1];
      const said = read(file) + (beside === undefined ? '' : read(`test/${beside}.test.ts`));
      const codes = [row[2] ?? '', row[3] ?? ''].flatMap((cell) => [...cell.matchAll(/`([A-Za-z.]+)`/g)]);
      return codes.map(([, code = '']) => code).filter((code) => !said.includes(`'${code}'`));
    });

    expect(unsaid).toEqual([]);
  });
});
