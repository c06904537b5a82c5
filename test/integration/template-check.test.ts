/** `starcard template check` as an administrator runs it, and its sheet as programs see it that we did not write. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { templateSchema, type Template, type TemplateElement } from '../../shared/model/template.ts';
import { starcard, temporaryFolder, type Ran } from '../support/command-line.ts';
import { tool } from '../support/outside-tools.ts';

const folder = temporaryFolder();
const shipped = readFileSync('resources/templates/2023.json', 'utf8');
const { version } = templateSchema.parse(JSON.parse(shipped));

afterAll(() => folder.remove());

function check(path: string, ...words: readonly string[]): Promise<Ran> {
  return starcard(['template', 'check', path, '--lang', 'en', ...words]);
}

/** A template file of that name; `change` works on the shipped one. */
function templateFile(id: string, change: (template: Template) => unknown): string {
  const path = join(folder.path, `${id}.json`);
  const changed = change({ ...templateSchema.parse(JSON.parse(shipped)), id });
  writeFileSync(path, JSON.stringify(changed, null, 2));
  return path;
}

function withPortrait(elements: (shipped: readonly TemplateElement[]) => readonly object[]) {
  return (template: Template) => ({
    ...template,
    faces: { ...template.faces, portrait: elements(template.faces.portrait) },
  });
}

function textOf(pdf: string, page: number): string {
  return tool('pdftotext', '-raw', '-f', `${page}`, '-l', `${page}`, pdf, '-').replaceAll(/\s/g, '');
}

/** How often each page says SPECIMEN, whose head says it once besides the cards. */
function specimensOn(pdf: string, pages: number): readonly number[] {
  return Array.from({ length: pages }, (_, page) => textOf(pdf, page + 1).split('SPECIMEN样本').length - 1);
}

function pagesIn(pdf: string): number {
  return Number(/Pages: +(\d+)/.exec(tool('pdfinfo', pdf))?.[1]);
}

describe('a template without fault', () => {
  const path = templateFile('good', (template) => template);
  const sheet = join(folder.path, 'good-proof.pdf');

  test('0, and the sheet beside it', async () => {
    const { code, stdout, stderr } = await check(path);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `OK good v${version}: nothing to find fault with\n${sheet}\n`,
      stderr: '',
    });
  });

  test('A4 pages, typefaces embedded as subsets, every picture a photo', () => {
    expect(tool('pdfinfo', sheet)).toMatch(/Pages: +11\n[^]*Page size: +595\.276 x 841\.89 pts \(A4\)/);
    const fonts = tool('pdffonts', sheet).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThanOrEqual(5);
    expect(fonts.filter((font) => !/^[A-Z]{6}\+\w+.* Identity-H +yes yes yes/.test(font))).toEqual([]);
    const pictures = tool('pdfimages', '-list', sheet).trim().split('\n').slice(2);
    expect(pictures.length).toBeGreaterThanOrEqual(28);
    expect(pictures.filter((picture) => !/ image +\d+ +\d+ +rgb +3 +8 +jpeg /.test(picture))).toEqual([]);
  });

  test('the first page says which template it is of and that nothing was found', () => {
    const text = textOf(sheet, 1);
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(text).toContain(`SHA-256${sha256}`);
    expect(text).toContain('good外国人永久居留身份证');
    expect(text).toContain('未发现问题。/Nothingtofindfaultwith.');
  });

  test('every page is numbered, and every face says SPECIMEN on each layer that is shown', () => {
    const numbers = Array.from({ length: 11 }, (_, page) => textOf(sheet, page + 1).includes(`${page + 1}/11`));
    expect(numbers).toEqual(Array(11).fill(true));
    // 2:1 with three layers a face, the map, four views of two faces, then four cards a page.
    expect(specimensOn(sheet, 11)).toEqual([1, 7, 3, 9, 9, 9, 9, 9, 9, 9, 9]);
  });

  test('the longest, the rarest and the published holder are there as typed', () => {
    const text = textOf(sheet, 5);
    for (const value of ['国'.repeat(15), '𠮷𡈽𤭢𪚥䶿㐂㐱龘鿰', 'ŁĄCZYŃSKA-ŻÓŁĆ', 'ZHENGJIAN,YANGBEN']) {
      expect(text).toContain(value);
    }
  });

  test('a second sheet has the same bytes', async () => {
    const second = join(folder.path, 'again.pdf');
    const { code, stdout } = await check(path, '--proof', second, '--json');
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        template: { id: 'good', version, issuable: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        findings: [],
        refused: [],
        proof: second,
      },
    ]);
    expect(readFileSync(second).equals(readFileSync(sheet))).toBe(true);
  });
});

test('the layout of former cards is shown, with SPECIMEN', async () => {
  const sheet = join(folder.path, 'former.pdf');
  const { code } = await check('resources/templates/2017.json', '--proof', sheet);
  expect(code).toBe(0);
  expect(textOf(sheet, 1)).toContain('仅供展示旧证');
  expect(specimensOn(sheet, pagesIn(sheet)).slice(4)).toEqual(Array(7).fill(9));
});

describe('a template with faults: 3, and a sheet that lists them', () => {
  test('texts on each other', async () => {
    const path = templateFile(
      'overlap',
      withPortrait((elements) =>
        elements.map((element) =>
          element.kind === 'text' && element.content.kind === 'field' && element.content.field === 'sex'
            ? { ...element, at: { xMm: 20, yMm: 26.3 } }
            : element,
        ),
      ),
    );
    const { code, stdout } = await check(path, '--json');
    const answer: unknown = JSON.parse(stdout);
    expect([code, answer]).toMatchObject([3, { findings: [{ kind: 'overlap', face: 'portrait' }] }]);
    const first = textOf(join(folder.path, 'overlap-proof.pdf'), 1);
    expect(first).toMatch(/1\.faces\.portrait\.\d+\(text,性别\/Sex\)与faces\.portrait\.\d+\(text,出生日期/);
    expect(first).toMatch(/lieoneachother,[\d.]+x[\d.]+mm/);
  });

  test('a character that no typeface has: no card can be made, and the sheet says so in their place', async () => {
    const path = templateFile(
      'glyphless',
      withPortrait((elements) =>
        elements.map((element) =>
          element.kind === 'text' && element.label?.en === 'Sex'
            ? { ...element, label: { ...element.label, zh: '\u{e000}' } }
            : element,
        ),
      ),
    );
    const { code, stdout } = await check(path);
    const sheet = join(folder.path, 'glyphless-proof.pdf');
    expect([code, stdout.split('\n')[0]]).toEqual([3, expect.stringContaining('U+E000')]);
    expect(stdout).toContain('28 of the cards cannot be made (Longest, Shortest, Rare characters and diacritics…): ');
    const last = textOf(sheet, pagesIn(sheet));
    expect(last).toContain('Cannotbecomposed');
    expect(last).toContain('U+E000');
  });

  test('more findings than a page holds go on to the next', async () => {
    const pale = withPortrait((elements) =>
      elements.flatMap((element): readonly object[] =>
        element.kind === 'text'
          ? [element, element, element].map((text) => ({ ...text, ink: 'paperPale' }))
          : [element],
      ),
    );
    const { code } = await check(templateFile('pale', pale));
    const sheet = join(folder.path, 'pale-proof.pdf');
    expect(code).toBe(3);
    expect(textOf(sheet, 2)).toContain('检查结果（续）');
    expect(textOf(sheet, 1)).toContain('1.faces.portrait');
  });
});

describe('SPECIMEN stays', () => {
  test('a template that asks for live cards is refused', async () => {
    const { code, stderr } = await check(templateFile('live', (template) => ({ ...template, live: true })));
    expect([code, stderr]).toEqual([1, expect.stringMatching(/live/)]);
  });

  test('one that paints over its faces at the end gets the mark above the paint', async () => {
    const over: TemplateElement = {
      kind: 'ground',
      layer: 'visible',
      opacity: 1,
      box: { xMm: -2, yMm: -2, widthMm: 89.6, heightMm: 57.98 },
      paint: 'paperPale',
    };
    const path = templateFile('painter', (template) => ({
      ...template,
      title: { zh: '正式', en: 'live' },
      faces: { portrait: [...template.faces.portrait, over], emblem: [...template.faces.emblem, over] },
    }));
    await check(path);
    const sheet = join(folder.path, 'painter-proof.pdf');
    const pages = pagesIn(sheet);
    expect(specimensOn(sheet, pages).slice(pages - 6)).toEqual(Array(6).fill(9));
    const prefix = join(folder.path, 'painter');
    // The last sample card: nothing but paint, grid and the mark, whose red is still to be seen.
    tool('pdftoppm', '-r', '100', '-f', `${pages}`, '-singlefile', sheet, prefix);
    expect(redDots(readFileSync(`${prefix}.ppm`))).toBeGreaterThan(10_000);
  });
});

describe('a template that cannot be used: 1, one sentence, no sheet', () => {
  const photoAt = (xMm: number) =>
    withPortrait((elements) =>
      elements.map((element) => (element.kind === 'photo' ? { ...element, box: { ...element.box, xMm } } : element)),
    );

  test.each<[what: string, change: (template: Template) => unknown, says: RegExp]>([
    ['a member that is not of the schema', (template) => ({ ...template, specimen: false }), /specimen/],
    ['a face that is missing', (template) => ({ ...template, faces: { portrait: [] } }), /faces\.emblem/],
    ['an element off the card', photoAt(70), /faces\.portrait\.\d+: the photo reaches over the edge of the card/],
    [
      'an ink that is not in the palette',
      (template) => ({ ...template, palette: { ...template.palette, text: undefined } }),
      /ink "text" is not in the palette/,
    ],
    [
      'a typeface that is not here',
      withPortrait((elements) => elements.map((one) => (one.kind === 'text' ? { ...one, weight: 'black' } : one))),
      /faces\.portrait\.\d+\.weight/,
    ],
    ['another id than its file', (template) => ({ ...template, id: '2023' }), /says it is 2023/],
  ])('%s', async (_what, change, says) => {
    const path = templateFile('broken', change);
    const { code, stdout, stderr } = await check(path);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n').at(-1)).toMatch(says);
    expect(existsSync(join(folder.path, 'broken-proof.pdf'))).toBe(false);
  });

  test('several problems are listed before the sentence that names the first', async () => {
    const path = templateFile('several', (template) => ({ ...template, version: 0, issuable: 'yes' }));
    const { stderr } = await check(path);
    expect(stderr.split('\n').map((line) => line.split(':')[0])).toEqual([
      'version',
      'issuable',
      expect.stringContaining('several cannot be used'),
      '',
    ]);
  });

  test('no JSON, and no file', async () => {
    const noJson = join(folder.path, 'text.json');
    writeFileSync(noJson, 'a card');
    const none = join(folder.path, 'none.json');
    expect([(await check(noJson)).stderr, (await check(none)).stderr]).toEqual([
      expect.stringContaining('is not JSON'),
      expect.stringContaining('cannot be read'),
    ]);
  });
});

test('wrong words are 2; a place that cannot be written is 1', async () => {
  const path = templateFile('words', (template) => template);
  const codes = [
    (await starcard(['template', 'check'])).code,
    (await check(path, '--proff', 'x.pdf')).code,
    (await check(path, '--proof', join(path, 'x.pdf'))).code,
  ];
  expect(codes).toEqual([2, 2, 1]);
});

/** Dots of a PPM that are plainly redder than green. */
function redDots(ppm: Uint8Array): number {
  const head = /^P6\s+\d+\s+\d+\s+255\s/.exec(Buffer.from(ppm.subarray(0, 64)).toString('latin1'));
  const dots = ppm.subarray(head?.[0].length ?? 0);
  let red = 0;
  for (let dot = 0; dot + 2 < dots.length; dot += 3) if ((dots[dot] ?? 0) - (dots[dot + 1] ?? 0) > 20) red += 1;
  return red;
}
