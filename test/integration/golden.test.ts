/**
 * The cards of forty sample people as programs see them that we did not write: poppler, Ghostscript, a bar code reader.
 * The stored pictures are made by: STARCARD_GOLDEN=write npx vitest run test/integration/golden.test.ts
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rasterise } from '../../electron/adapters/raster/rasterise.ts';
import { readSealImage } from '../../electron/adapters/seal-reader/seal-reader.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { fieldText } from '../../electron/core/composition/fields.ts';
import { composeFaces } from '../../electron/core/issue/compose-faces.ts';
import { namesDigest } from '../../electron/core/seal/card-seal.ts';
import { makeSeal } from '../../electron/core/seal/make-seal.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { countryOf } from '../../shared/card/countries.ts';
import type { PrinterProfile } from '../../shared/model/printer-profile.ts';
import { profile, signedAt } from '../unit/chip/sample.ts';
import { trust, verified } from '../unit/seal/sample.ts';
import { tool } from '../support/outside-tools.ts';
import { difference, pictureOf } from '../support/pictures.ts';
import { coverage, platesOf } from '../support/plates.ts';
import {
  press,
  sampleCards,
  standInSeal,
  value,
  type Press,
  type SampleCard,
  type Seal,
} from '../support/sample-cards.ts';

const PEOPLE = 40;
/** Names that ask for every typeface there is; they take the place of the first people's own. */
const names = [
  { latinName: 'ŁĄCZNY-ŻÓŁĆ, ŞAĞIN İĞDIR ƏHMƏD', chineseName: '𠮷𡈽𤭢𪚥' },
  { latinName: 'NGUYỄN, THỊ PHƯƠNG ẢNH', chineseName: '鿰䶿\u{2a6de}𫝀' },
  { latinName: 'WOLFESCHLEGELSTEINHAUSEN, MAXIMILIANA WILHELMI', chineseName: '阿卜杜勒穆罕默德艾哈迈德努尔' },
  { latinName: 'ØÐÞÆŒŊ, ĦĲŦŻẞ', chineseName: '\u{2b740}\u{2b820}\u{2ceb0}㐂' },
] as const;

const inks = ['Cyan', 'Magenta', 'Yellow', 'Black'] as const;
const blank = new Uint8Array();

const folder = mkdtempSync(join(tmpdir(), 'starcard-golden-'));
let own: Press;
let people: readonly SampleCard[];
const file = (index: number): string => join(folder, `${index}.pdf`);
const numbered = Array.from({ length: PEOPLE }, (_, index) => index);

beforeAll(async () => {
  own = await press();
  people = await sampleCards(PEOPLE, own, seal, names);
  for (const [index, card] of people.entries()) writeFileSync(file(index), await pdfOf(card));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the card of every sample person', () => {
  it('has two pages of exactly 85.60 x 53.98 mm', () => {
    for (const index of numbered) {
      const info = tool('pdfinfo', '-f', '1', '-l', '2', file(index));
      expect(info.match(/Page +\d size: .*|Pages: .*/g)?.map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
        'Pages: 2',
        'Page 1 size: 242.646 x 153.014 pts',
        'Page 2 size: 242.646 x 153.014 pts',
      ]);
    }
  });

  it('embeds a subset of every typeface, with what its glyphs mean', () => {
    for (const index of numbered) {
      const fonts = tool('pdffonts', file(index)).trim().split('\n').slice(2);
      expect(fonts.length).toBeGreaterThanOrEqual(4);
      const form = /^[A-Z]{6}\+(NotoSans(SC)?-\w+|HanaMinB|BabelStoneHan) .*Identity-H +yes yes yes/;
      expect(fonts.filter((font) => !form.test(font))).toEqual([]);
    }
  });

  it('gives back every value as typed', () => {
    const lost: string[] = [];
    for (const [index, card] of people.entries()) {
      const text = squeezed(tool('pdftotext', '-raw', file(index), '-'));
      for (const printed of printedOn(card)) if (!text.includes(squeezed(printed))) lost.push(printed);
    }
    expect(lost).toEqual([]);
  });

  it('says SPECIMEN on both faces, in words', () => {
    for (const index of numbered) {
      for (const page of ['1', '2']) {
        expect(squeezed(tool('pdftotext', '-raw', '-f', page, '-l', page, file(index), '-'))).toContain('SPECIMEN样本');
      }
    }
  });

  it('says SPECIMEN on both faces, in ink', async () => {
    for (const [index, card] of people.entries()) {
      expect(await inkOfSpecimen(card, index)).toEqual(['across', 'across']);
    }
  });

  it('carries a seal that a scanner reads at 300 dpi and that says whose card it is', async () => {
    for (const [index, { content }] of people.entries()) {
      const prefix = join(folder, `scan-${index}`);
      tool('pdftoppm', '-r', '300', '-f', '2', '-l', '2', '-gray', '-png', '-singlefile', file(index), prefix);
      const bytes = value(await readSealImage(readFileSync(`${prefix}.png`), 'raster'));
      expect(Buffer.from(bytes).equals(content.seal)).toBe(true);
      const { card } = value(verified(bytes));
      expect(card).toMatchObject({ number: content.card.number, validUntil: content.card.validUntil });
      expect(card.namesDigest).toEqual(namesDigest(content.person, systemDigest));
    }
  });

  it('separates into four inks, UV and overlay', () => {
    for (const index of numbered) {
      for (const plates of platesOf(file(index), 72)) {
        expect(Object.keys(plates).toSorted()).toEqual(['Black', 'Cyan', 'Magenta', 'OVERLAY', 'UV', 'Yellow']);
        expect(coverage(plates['UV'])).toBeGreaterThan(0.05);
        expect(coverage(plates['OVERLAY'])).toBeGreaterThan(0.02);
      }
    }
  });
});

describe('the plates besides the four inks', () => {
  it('leave the four inks exactly as they are without them', async () => {
    const [card] = people;
    if (card === undefined) throw new Error('no people');
    const plain = join(folder, 'plain.pdf');
    writeFileSync(plain, await pdfOf(card, { uv: 'none', overlay: 'none' }));
    const without = platesOf(plain, 150);
    for (const [page, plates] of platesOf(file(0), 150).entries()) {
      const changed = inks.filter((ink) => Buffer.compare(plates[ink] ?? blank, without[page]?.[ink] ?? blank) !== 0);
      expect(changed).toEqual([]);
    }
  });

  it('come as pages of their own where the printer takes them so: black, and on both sides', async () => {
    const [card] = people;
    if (card === undefined) throw new Error('no people');
    const paged = join(folder, 'paged.pdf');
    writeFileSync(paged, await pdfOf(card, { uv: 'pages', overlay: 'none' }));
    const pages = platesOf(paged, 72);
    expect(pages).toHaveLength(4);
    for (const plates of pages.slice(2)) {
      expect(coverage(plates['Black'])).toBeGreaterThan(0.05);
      expect([plates['Cyan'], plates['Magenta'], plates['Yellow']].map(coverage)).toEqual([0, 0, 0]);
    }
  });
});

describe('the printer profile', () => {
  it('moves each face by its measured offset, and turns the back of a card that is turned over its long edge', async () => {
    const [card] = people;
    if (card === undefined) throw new Error('no people');
    const offsets = { portrait: { xMm: 1.5, yMm: 0 }, emblem: { xMm: 0, yMm: 0 } };
    const placed = join(folder, 'placed.pdf');
    writeFileSync(placed, await pdfOf(card, { offsets, flipEdge: 'long' }));
    const numberAt = (path: string): number => leftOf(path, '1', card.content.card.number);
    expect(numberAt(placed) - numberAt(file(0))).toBeCloseTo((1.5 * 72) / 25.4, 1);
    const width = 242.646;
    const word = 'PERMANENT';
    expect(leftOf(placed, '2', word)).toBeGreaterThan(0);
    expect(leftOf(placed, '2', word) + rightOf(file(0), '2', word)).toBeCloseTo(width, 0);
  });

  it('draws no line thinner than a dot of the device', async () => {
    const [card] = people;
    if (card === undefined) throw new Error('no people');
    const widths = async (dpi: number): Promise<readonly number[]> => {
      const pdf = Buffer.from(await pdfOf(card, { dpi })).toString('latin1');
      return strokesOf(pdf);
    };
    expect(Math.min(...(await widths(1200)))).toBeLessThan(8);
    expect(Math.min(...(await widths(300)))).toBeCloseTo((25.4 / 300) * 100, 2);
  });
});

describe('the stored pictures', () => {
  const stored = join(import.meta.dirname, '../golden');
  const writes = process.env['STARCARD_GOLDEN'] === 'write';

  it.each([
    ['visible', ['visible'], 'white'],
    ['uv', ['uv'], 'black'],
  ] as const)('are what the %s layer still looks like', async (name, layers, background) => {
    const [card] = await sampleCards(1, own, standInSeal, names);
    if (card === undefined) throw new Error('no people');
    const changed: string[] = [];
    for (const [page, png] of (await rasterise(await pdfOf(card), 72, { layers, background })).entries()) {
      const path = join(stored, `${name}-${page + 1}.png`);
      if (writes) writeFileSync(path, png);
      const { share } = difference(await pictureOf(png), await pictureOf(readFileSync(path)), 32);
      // Half a per cent: a letter more or less is seen, another build of the drawing library is not.
      if (share > 0.005) changed.push(`${path}: ${share}`);
    }
    expect(changed).toEqual([]);
  });
});

const ports = { digest: systemDigest, sealSigner: trust.sealSigner };
const seal: Seal = ({ person, card }, portrait) =>
  value(makeSeal({ person, card, chipPortrait: portrait, profile, signedAt }, ports));

async function pdfOf({ content }: SampleCard, printer: Partial<PrinterProfile> = {}): Promise<Uint8Array> {
  const { context } = own;
  return value(await composeFaces(content, { ...context, printerProfile: { ...context.printerProfile, ...printer } }));
}

/** What the card must say in words that a person types. */
function printedOn({ content: { person, card } }: SampleCard): readonly string[] {
  const nationalityZh = countryOf(person.nationality)?.zh ?? '';
  const source = { person, card, profile: specimenProfile, nationalityZh };
  const fields = ['latinName', 'chineseName', 'sex', 'birthDate', 'nationality', 'validity', 'number'] as const;
  const fixed = ['中华人民共和国', '外国人永久居留身份证', 'FOREIGN PERMANENT RESIDENT ID CARD', '国家移民管理局'];
  return [...fixed, ...fields.flatMap((field) => fieldText(field, source) ?? [])];
}

/** Lines may break anywhere, and letters of a turned text stand apart. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/** On each face: whether the ink of the word goes across it, against the same card as a live profile would print it. */
async function inkOfSpecimen({ content }: SampleCard, index: number): Promise<readonly string[]> {
  const { context } = own;
  const live = value(await composeFaces(content, { ...context, profile: { ...context.profile, live: true } }));
  const drawn = (pdf: Uint8Array) => rasterise(pdf, 50, { layers: ['visible'] });
  const [training, plain] = [await drawn(new Uint8Array(readFileSync(file(index)))), await drawn(live)];
  const faces = training.map(async (png, page) => {
    const { share, span } = difference(await pictureOf(png), await pictureOf(plain[page] ?? png), 16);
    return share > 0.05 && span > 0.7 ? 'across' : `${share} of the face, ${span} of its width`;
  });
  return Promise.all(faces);
}

/** The widths of lines, in hundredths of a millimetre, of the paths that are objects of their own. */
function strokesOf(pdf: string): readonly number[] {
  const streams = pdf.match(/\/Subtype \/Form[^]*?endstream/g) ?? [];
  const operators = streams.map((object) => {
    const data = object.slice(object.indexOf('stream\n') + 7, object.lastIndexOf('\nendstream'));
    return inflateSync(Buffer.from(data, 'latin1')).toString('latin1');
  });
  return operators.flatMap((text) => [...text.matchAll(/([\d.]+) w$/gm)].map(([, width]) => Number(width)));
}

/** Where a word begins, in points from the left. */
function leftOf(path: string, page: string, word: string): number {
  return edgeOf(path, page, word, 'xMin');
}

function rightOf(path: string, page: string, word: string): number {
  return edgeOf(path, page, word, 'xMax');
}

function edgeOf(path: string, page: string, word: string, edge: 'xMin' | 'xMax'): number {
  const boxes = tool('pdftotext', '-bbox', '-f', page, '-l', page, path, '-');
  const box = boxes.split('\n').find((line) => line.includes(`>${word}<`)) ?? '';
  return Number(new RegExp(`${edge}="([\\d.]+)"`).exec(box)?.[1]);
}
