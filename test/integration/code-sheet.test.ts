// The sheet of a sealed code: made of a code that is one, on record before it leaves, SPECIMEN in training; and the symbol
// of an authenticator, read back.

import { createRequire } from 'node:module';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { renderCodeSheet } from '../../electron/adapters/pdf/code-sheet.ts';
import { loadTypefaces } from '../../electron/adapters/pdf/typefaces.ts';
import { qrRows } from '../../electron/adapters/symbols/qr.ts';
import { codeSheet } from '../../electron/core/access/code-sheet.ts';
import { printedCode, sealCode } from '../../electron/core/access/sealed-code.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { ok } from '../../shared/result.ts';
import { starcardJson } from '../support/command-line.ts';
import { tool } from '../support/outside-tools.ts';
import { kindOf, must } from './office.ts';
import { entries, peopleOffice, type PeopleOffice } from './people-office.ts';

const folder = mkdtempSync(join(tmpdir(), 'starcard-sheet-'));
const typefaces = loadTypefaces(resolve(import.meta.dirname, '../../resources/fonts'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sealed(office: PeopleOffice): string {
  return must(office.store.commit(system, (tx) => ok(sealCode(tx, 'breakGlass', office.context()))));
}

function sheetFor(office: PeopleOffice, code: string) {
  return codeSheet({ kind: 'breakGlass', code }, { ...office.context(), profile: specimenProfile });
}

function textOf(pdf: Uint8Array): string {
  const path = join(folder, 'sheet.pdf');
  writeFileSync(path, pdf);
  return tool('pdftotext', '-layout', path, '-');
}

describe('the sheet of a break-glass code', () => {
  test('says what it is for, when and where it was made, the code, and SPECIMEN; the same bytes each time', async () => {
    const office = await peopleOffice();
    const code = sealed(office);
    const sheet = must(sheetFor(office, code.toLowerCase()));

    const pdf = await renderCodeSheet(sheet, typefaces);
    const text = textOf(pdf);

    expect(sheet).toMatchObject({ code, madeAt: '2026-03-02T08:00:00.000Z', live: false });
    // Signs stand apart on the sheet.
    expect(text.replaceAll(/\s/g, '')).toContain(code.replaceAll('-', ''));
    expect(text).toMatch(/应急码[\s\S]*Break-glass code[\s\S]*2026-03-02 16:00/);
    expect(text).toContain(sheet.id.slice(0, 12).toUpperCase());
    expect(Buffer.from(await renderCodeSheet(sheet, typefaces)).equals(pdf)).toBe(true);
    const live = await renderCodeSheet({ ...sheet, live: true }, typefaces);
    expect(pdf.length).toBeGreaterThan(live.length);
  });

  test('is on record before it leaves, and leaves nothing in the folder', async () => {
    const office = await peopleOffice();
    const code = sealed(office);
    must(sheetFor(office, code));
    const [group = '', next = ''] = code.split('-');

    expect(entries(office, 1)).toEqual(['code.printed begun by admin']);
    const files = readdirSync(office.folder, { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => name.endsWith('.pdf'))).toEqual([]);
    expect(readFileSync(join(office.folder, 'starcard.db')).includes(group + next)).toBe(false);
  });

  test('is no way to try codes: each wrong one is counted, and locks', async () => {
    const office = await peopleOffice();
    const code = sealed(office);
    const wrong = printedCode('0'.repeat(25));
    const kinds = Array.from({ length: 6 }, () => kindOf(sheetFor(office, wrong)));

    expect(kinds).toEqual([...Array(5).fill('access.wrongSealedCode'), 'access.codeLocked']);
    expect(kindOf(sheetFor(office, code))).toBe('access.codeLocked');
  });
});

test('an office that is prepared gets the sheet of its first code where it is asked for', async () => {
  const paper = join(folder, 'first.pdf');
  const words = ['office', 'prepare', '--data', join(folder, 'office'), '--paper', paper];
  const answer = (await starcardJson(words)) as { readonly code: string };

  const text = tool('pdftotext', '-layout', paper, '-');
  expect(Object.keys(answer)).toEqual(['folder', 'code']);
  expect(text.replaceAll(/\s/g, '')).toContain(answer.code.replaceAll('-', ''));
  expect(text).toContain('首次启用码');
});

test('the key of an authenticator is read back from its symbol', async () => {
  const address = `otpauth://totp/Starcard%20110000-99:officer1?secret=${'A2'.repeat(16)}&issuer=Starcard%20110000-99`;
  const rows = await qrRows(address);

  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(file)).buffer } });
  const [found] = await readBarcodes(pictureOf(rows, 8), { formats: ['QRCode'] });
  expect([found?.text, rows.length, rows.every((row) => row.length === rows.length)]).toEqual([address, 41, true]);
});

/** As the page draws it: dark on white, four modules of quiet. */
function pictureOf(rows: readonly string[], scale: number) {
  const size = (rows.length + 8) * scale;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const dark = rows[Math.floor(y / scale) - 4]?.[Math.floor(x / scale) - 4] === '1';
      if (dark) data.set([0, 0, 0], (y * size + x) * 4);
    }
  return { data, width: size, height: size, colorSpace: 'srgb' } as const;
}
