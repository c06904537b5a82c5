/** The seal as it comes out of the printer: composed, rendered, scanned at 300 dpi, for forty people of many nations. */

import { createCanvas, loadImage } from '@napi-rs/canvas';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCardRenderer } from '../../electron/adapters/pdf/renderer.ts';
import { loadTypefaces } from '../../electron/adapters/pdf/typefaces.ts';
import { simulatedPrinterProfile } from '../../electron/adapters/printer/simulated/printer-profile.ts';
import { rasterise } from '../../electron/adapters/raster/rasterise.ts';
import { readSealImage } from '../../electron/adapters/seal-reader/seal-reader.ts';
import { hexOf } from '../../electron/core/chip/bytes.ts';
import { compose } from '../../electron/core/composition/compose.ts';
import { chanceOf } from '../../electron/core/sample/chance.ts';
import { sampleApproval, type Batch } from '../../electron/core/sample/sample-approval.ts';
import { sealSymbol } from '../../electron/core/seal/symbol.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { value } from '../unit/chip/sample.ts';
import { sampleInput } from '../unit/composition/sample.ts';
import { sealed, sealInput } from '../unit/seal/sample.ts';
import { drawnPhoto } from './walk-office.ts';

const typefaces = loadTypefaces();
const renderer = createCardRenderer(typefaces);
const batch: Batch = { seed: 7, today: '2026-11-22', profile: specimenProfile, usedNumbers: new Set() };
const people = Array.from({ length: 40 }, (_, index) => sampleApproval(index, chanceOf(7, index), batch));

describe('the printed seal', () => {
  test('of forty people is read back from a scan of the emblem face, byte for byte', async () => {
    const wrong: string[] = [];
    for (const { person, card, applicationNumber } of people) {
      const seal = sealed({ person, card });
      const [, emblem] = await rasterise(await printed(seal, { person, card }), 300);
      const read = await readSealImage(emblem ?? new Uint8Array(), applicationNumber);
      if (!read.ok || hexOf(read.value) !== hexOf(seal)) wrong.push(applicationNumber);
    }

    expect(wrong).toEqual([]);
  });

  test('is read from what another program draws of the PDF', async () => {
    const seal = sealed();
    const folder = mkdtempSync(join(tmpdir(), 'starcard-seal-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'card.pdf'), await printed(seal, sealInput));

    execFileSync('pdftoppm', ['-r', '300', '-png', '-f', '2', join(folder, 'card.pdf'), join(folder, 'face')]);

    const read = await readSealImage(new Uint8Array(readFileSync(join(folder, 'face-2.png'))), 'face-2.png');
    expect(read.ok ? hexOf(read.value) : read.error.kind).toBe(hexOf(seal));
  });

  test.each([
    { how: 'askew on the glass, a little out of focus', dpi: 300, degrees: 2.5, blurPx: 0.8 },
    { how: 'upside down at 600 dpi', dpi: 600, degrees: 180, blurPx: 1 },
    { how: 'on its side', dpi: 300, degrees: 90, blurPx: 0.4 },
  ])('is read from a card that lies $how', async ({ dpi, degrees, blurPx }) => {
    const seal = sealed();
    const [, emblem] = await rasterise(await printed(seal, sealInput), dpi);

    const read = await readSealImage(await onGlass(emblem ?? new Uint8Array(), degrees, blurPx), 'scan.png');

    expect(read.ok ? hexOf(read.value) : read.error.kind).toBe(hexOf(seal));
  });
});

async function printed(
  seal: Uint8Array,
  { person, card }: Pick<typeof sealInput, 'person' | 'card'>,
): Promise<Uint8Array> {
  const sample = sampleInput();
  const drawing = compose({
    ...sample,
    person,
    card,
    photo: { ...sample.photo, jpeg: drawnPhoto(1), widthPx: 480, heightPx: 640 },
    seal: value(sealSymbol(seal)),
    metrics: typefaces.metrics,
  });
  return value(await renderer.render(value(drawing), simulatedPrinterProfile));
}

/** The face with a margin of grey lid around it, as a flat-bed scanner gives it. */
async function onGlass(png: Uint8Array, degrees: number, blurPx: number): Promise<Uint8Array> {
  const face = await loadImage(Buffer.from(png));
  const side = Math.ceil(Math.hypot(face.width, face.height)) + 80;
  const canvas = createCanvas(side, side);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#d8d8d4';
  pen.fillRect(0, 0, side, side);
  pen.filter = `blur(${blurPx}px)`;
  pen.translate(side / 2, side / 2);
  pen.rotate((degrees * Math.PI) / 180);
  pen.drawImage(face, -face.width / 2, -face.height / 2);
  return new Uint8Array(canvas.toBuffer('image/png'));
}
