/** The card's PDF as outside tools see it: pdfinfo, pdffonts and pdftotext of poppler. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReceipt } from '../../electron/adapters/pdf/receipt.ts';
import { createCardRenderer } from '../../electron/adapters/pdf/renderer.ts';
import { readTemplate } from '../../electron/adapters/pdf/template-file.ts';
import { loadTypefaces } from '../../electron/adapters/pdf/typefaces.ts';
import { simulatedPrinterProfile } from '../../electron/adapters/printer/simulated/printer-profile.ts';
import { pageTexts, rasterise } from '../../electron/adapters/raster/rasterise.ts';
import { compose, type CompositionInput } from '../../electron/core/composition/compose.ts';
import type { Drawing } from '../../electron/core/composition/drawing.ts';
import { missingCharacters } from '../../electron/core/composition/coverage.ts';
import { countries } from '../../shared/card/countries.ts';
import { receiptSchema } from '../../shared/model/receipt.ts';
import { sampleInput } from '../unit/composition/sample.ts';

const typefaces = loadTypefaces();
const renderer = createCardRenderer(typefaces);
const folder = mkdtempSync(join(tmpdir(), 'starcard-pdf-'));
const file = join(folder, 'card.pdf');
let card: Uint8Array;

beforeAll(async () => {
  card = await pdfOf();
  writeFileSync(file, card);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the card as PDF', () => {
  it('has two pages of exactly 85.60 x 53.98 mm', () => {
    const info = tool('pdfinfo', '-f', '1', '-l', '2', file);
    expect(info).toMatch(/Pages: +2\n/);
    expect(info.match(/Page +\d size: .*/g)?.map((line) => line.replace(/ +/g, ' '))).toEqual([
      'Page 1 size: 242.646 x 153.014 pts',
      'Page 2 size: 242.646 x 153.014 pts',
    ]);
  });

  it('embeds a subset of every typeface', () => {
    const fonts = tool('pdffonts', file).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThanOrEqual(4);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+NotoSans(SC)?-\w+ .*Identity-H +yes yes yes/);
  });

  it('gives back every value as typed', () => {
    const text = tool('pdftotext', '-raw', file, '-');
    const values = [
      'ZHENGJIAN, YANGBEN',
      '证件样本',
      '女/F',
      '1981.08.03',
      '加拿大/CAN',
      '2023.09.15-2033.09.14',
      '911124198108030024',
      '中华人民共和国',
      '外国人永久居留身份证',
      'FOREIGN PERMANENT RESIDENT ID CARD',
      '国家移民管理局',
    ];
    expect(values.filter((value) => !text.includes(value))).toEqual([]);
  });

  it('is the same bytes for the same card, and other bytes for another', async () => {
    expect(Buffer.compare(await pdfOf(), card)).toBe(0);
    const person = { ...sampleInput().person, latinName: 'ZHENGJIAN, YANGBEM' };
    expect(Buffer.compare(await pdfOf({ person }), card)).not.toBe(0);
  });

  it('is the same bytes whatever was printed before, also in another run of the program', async () => {
    const person = { ...sampleInput().person, latinName: 'ŻÓŁĆ, ẢNH', chineseName: '𠮷𪚥一' };
    await pdfOf({ person });
    expect(Buffer.compare(await pdfOf(), card)).toBe(0);
    const fresh = createCardRenderer(loadTypefaces());
    const anew = await fresh.render(await drawingOf(), simulatedPrinterProfile);
    expect(anew.ok && Buffer.compare(anew.value, card)).toBe(0);
  });

  it('refuses a photo on a plate of one ink', async () => {
    const { faces, ...drawing } = await drawingOf();
    const [portrait, emblem] = faces;
    const shapes = portrait.shapes.map((shape) =>
      shape.kind === 'image' ? { ...shape, layer: 'uv' as const } : shape,
    );
    const moved: Drawing = { ...drawing, faces: [{ ...portrait, shapes }, emblem] };
    expect(await renderer.render(moved, simulatedPrinterProfile)).toMatchObject({
      ok: false,
      error: { kind: 'composition.photoUnusable', data: { problem: 'uv' } },
    });
  });

  it('refuses a photo that is no JPEG', async () => {
    const drawing = await drawingOf({ photo: { ...sampleInput().photo, jpeg: new Uint8Array([1, 2, 3]) } });
    expect(await renderer.render(drawing, simulatedPrinterProfile)).toMatchObject({
      ok: false,
      error: { kind: 'composition.photoUnusable' },
    });
  });
});

describe('names of every kind', () => {
  it.each([
    [
      'letters that only the Latin typeface has',
      { latinName: 'ŁĄCZNY-ŻÓŁĆ, ŞAĞIN İĞDIR ƏHMƏD' },
      'ŁĄCZNY-ŻÓŁĆ, ŞAĞIN İĞDIR ƏHMƏD',
    ],
    ['a rare character of two UTF-16 code units', { chineseName: '𣲗𬱟·尔' }, '𣲗𬱟·尔'],
    ['Chinese of Extension A', { chineseName: '㐂㛃' }, '㐂㛃'],
  ])('prints and extracts %s', async (_, changes, expected) => {
    const person = { ...sampleInput().person, ...changes };
    const [portrait] = await pageTexts(await pdfOf({ person }));
    expect(portrait).toContain(expected);
  });

  it('prints the longest names that a record may hold', async () => {
    const latinName = 'WOLFESCHLEGELSTEINHAUSEN, MAXIMILIANA WILHELMI';
    expect(latinName).toHaveLength(46);
    const oneWord = { ...sampleInput().person, latinName: 'M'.repeat(30) };
    expect(compose(await inputOf({ person: oneWord }))).toMatchObject({ ok: true });
    const chineseName = '阿卜杜勒穆罕默德艾哈迈德努尔';
    const [portrait] = await pageTexts(await pdfOf({ person: { ...sampleInput().person, latinName, chineseName } }));
    expect(portrait?.replaceAll('\n', ' ')).toContain(latinName);
    expect(portrait).toContain(chineseName);
  });

  it('has room and glyphs for every nationality', async () => {
    const refused: string[] = [];
    for (const { alpha3: nationality } of countries) {
      const drawing = compose(await inputOf({ person: { ...sampleInput().person, nationality } }));
      if (!drawing.ok) refused.push(nationality);
    }
    expect(refused).toEqual([]);
  });

  it('finds what the shipped typefaces cannot print', () => {
    expect(missingCharacters('证件样本 Ł 𣲗 𬱟', typefaces.metrics)).toEqual([]);
    expect(missingCharacters('王🙂\u{2ebf0}', typefaces.metrics)).toEqual(['🙂', '\u{2ebf0}']);
  });
});

describe('the raster', () => {
  it('is one picture a page at the asked size', async () => {
    const pictures = await rasterise(card, 300);
    const sizes = pictures.map((png) => [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)]);
    expect(sizes).toEqual([
      [1011, 638],
      [1011, 638],
    ]);
  });

  it('reads the plastic: the number ends its line', async () => {
    const [portrait = ''] = await pageTexts(card);
    expect(new Set(portrait.match(/9\d{16}[\dX]$/gm))).toEqual(new Set(['911124198108030024']));
  });

  it('refuses bytes that are no PDF', async () => {
    await expect(rasterise(new Uint8Array([1, 2, 3]), 300)).rejects.toThrow('Invalid PDF structure');
  });
});

describe('the receipt', () => {
  const hash = 'ab'.repeat(32);
  const receipt = receiptSchema.parse({
    number: 'SH01-2026-000042',
    live: false,
    office: { code: 'SH01', zh: '培训办公室', en: 'Training office' },
    workstation: 'WS-01',
    issuingAuthority: { zh: '国家移民管理局', en: 'National Immigration Administration' },
    applicationNumber: 'A-2026-000123',
    kind: 'expiry',
    cardNumber: '911124198108030024',
    latinName: 'ZHENGJIAN, YANGBEN',
    chineseName: '证件样本',
    validFrom: '2023-09-15',
    validUntil: '2033-09-14',
    blankSerial: 'B2026-00001',
    chipSerial: '0102030405060708',
    recordHash: hash,
    pdfHash: hash,
    sodHash: hash,
    reviewedBy: 'supervisor',
    issuedBy: 'officer1',
    handedOverBy: 'officer2',
    reviewedAt: '2026-11-22T08:00:00Z',
    issuedAt: '2026-11-22T08:20:00Z',
    handedOverAt: '2026-11-22T17:01:00Z',
    oldCardCollected: true,
    auditTree: { size: 213, rootHash: hash },
  });

  it('is one A5 page in both languages that says who did what, in Beijing time', async () => {
    const path = join(folder, 'receipt.pdf');
    writeFileSync(path, await renderReceipt(receipt, null, typefaces));
    expect(tool('pdfinfo', path)).toMatch(/Pages: +1\n[^]*419\.528 x 595\.276 pts/);
    const text = tool('pdftotext', '-raw', path, '-');
    const said = [
      'SH01-2026-000042',
      '外国人永久居留身份证领取回执',
      'Receipt of a Foreign Permanent Resident ID Card',
      '911124198108030024',
      '期满换发 / Expiry',
      '已收回 / collected',
      'officer2',
      '2026-11-23 01:01',
      hash,
    ];
    expect(said.filter((part) => !text.includes(part))).toEqual([]);
  });

  it('says SPECIMEN unless it is live, and nothing else differs by chance', async () => {
    const [training] = await pageTexts(await renderReceipt(receipt, null, typefaces));
    const [live] = await pageTexts(await renderReceipt({ ...receipt, live: true }, null, typefaces));
    expect(training).toContain('SPECIMEN');
    expect(live).not.toContain('SPECIMEN');
    const again = await renderReceipt(receipt, null, typefaces);
    expect(Buffer.compare(again, await renderReceipt(receipt, null, typefaces))).toBe(0);
  });

  it('spells out a character that no typeface has, instead of an empty box', async () => {
    const [text] = await pageTexts(await renderReceipt({ ...receipt, handedOverBy: 'officer🙂' }, null, typefaces));
    expect(text).toContain('officer[U+1F642]');
  });
});

async function inputOf(changes: Partial<CompositionInput> = {}): Promise<CompositionInput> {
  const template = await readTemplate('resources/templates', '2023');
  if (!template.ok) throw new Error(template.error.kind);
  const photo = { ...sampleInput().photo, jpeg: drawnPhoto(), widthPx: 96, heightPx: 120 };
  return { ...sampleInput(), template: template.value, photo, metrics: typefaces.metrics, ...changes };
}

async function drawingOf(changes: Partial<CompositionInput> = {}): Promise<Drawing> {
  const drawing = compose(await inputOf(changes));
  if (!drawing.ok) throw new Error(JSON.stringify(drawing.error));
  return drawing.value;
}

async function pdfOf(changes: Partial<CompositionInput> = {}): Promise<Uint8Array> {
  const pdf = await renderer.render(await drawingOf(changes), simulatedPrinterProfile);
  if (!pdf.ok) throw new Error(JSON.stringify(pdf.error));
  return pdf.value;
}

/** A face of two ellipses: nobody's. */
function drawnPhoto(): Uint8Array {
  const canvas = createCanvas(96, 120);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#eef2f5';
  pen.fillRect(0, 0, 96, 120);
  pen.fillStyle = '#7a5c48';
  pen.ellipse(48, 52, 22, 30, 0, 0, 2 * Math.PI);
  pen.ellipse(48, 124, 42, 38, 0, 0, 2 * Math.PI);
  pen.fill();
  return new Uint8Array(canvas.toBuffer('image/jpeg', 90));
}

function tool(name: string, ...parts: readonly string[]): string {
  return execFileSync(name, parts, { encoding: 'utf8' });
}
