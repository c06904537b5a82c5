// The printed symbol is read back from scans as offices make them: 300 dpi, askew, blurred, noisy, pale.

import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { readSealImage } from '../../electron/adapters/seal-reader/seal-reader.ts';
import { hexOf } from '../../electron/core/chip/bytes.ts';
import { sealSymbol } from '../../electron/core/seal/symbol.ts';
import { value } from '../unit/chip/sample.ts';
import { sealed } from '../unit/seal/sample.ts';

const seal = sealed();

describe('reading a seal from a picture', () => {
  test('straight, at 300 dpi with four dots a module', async () => {
    expect(await read(drawn({}))).toBe(hexOf(seal));
  });

  test.each([
    { what: 'a module of 0.34 mm at 600 dpi', look: { moduleMm: 0.34, dpi: 600 } },
    { what: 'a module of 0.30 mm at 300 dpi', look: { moduleMm: 0.3, dpi: 300 } },
    { what: 'turned by 3 degrees', look: { turn: 3 } },
    { what: 'turned by 17 degrees', look: { turn: 17 } },
    { what: 'on its side', look: { turn: 90 } },
    { what: 'upside down', look: { turn: 180 } },
    { what: 'blurred by a pixel and a half', look: { blurPx: 1.5 } },
    { what: 'grain of up to a quarter of the range', look: { grain: 64 } },
    { what: 'dust on one pixel in fifty', look: { dust: 0.02 } },
    { what: 'grey on cream', look: { ink: '#555048', paper: '#efe6cf' } },
    { what: 'all of it a little', look: { turn: 2, blurPx: 0.8, grain: 32, ink: '#303030', paper: '#f2f2ea' } },
  ])('with $what', async ({ look }) => {
    expect(await read(drawn(look))).toBe(hexOf(seal));
  });

  test('a stain of 3 mm within the symbol is corrected', async () => {
    const card = drawn({});
    const pen = card.getContext('2d');
    pen.fillStyle = '#201810';
    pen.arc(card.width / 2 + 30, card.height / 2 - 30, 18, 0, 2 * Math.PI);
    pen.fill();

    expect(await read(card)).toBe(hexOf(seal));
  });

  test.each([
    { what: 'white paper', png: () => bytesOf(createCanvas(400, 400)) },
    { what: 'no picture', png: () => new TextEncoder().encode('seal of a card') },
    { what: 'a PNG that says it is a gigapixel', png: () => claiming(bytesOf(drawn({})), 40_000, 40_000) },
    { what: 'half a PNG', png: () => bytesOf(drawn({})).slice(0, 400) },
    { what: 'a symbol that was cut through', png: () => halved(drawn({})) },
  ])('$what is unreadable', async ({ png }) => {
    expect(await readSealImage(png(), 'scan.png')).toEqual({
      ok: false,
      error: { kind: 'seal.unreadable', data: { source: 'scan.png' } },
    });
  });
});

interface Look {
  readonly moduleMm?: number;
  readonly dpi?: number;
  /** Degrees. */
  readonly turn?: number;
  readonly blurPx?: number;
  /** By how much every pixel is off at most, of 255. */
  readonly grain?: number;
  /** Share of the pixels that show anything at all. */
  readonly dust?: number;
  readonly ink?: string;
  readonly paper?: string;
}

/** The symbol in the middle of a piece of the emblem face, 30 mm square, with lines of ground beside its quiet zone. */
function drawn({
  moduleMm = 0.3387,
  dpi = 300,
  turn = 0,
  blurPx = 0,
  grain = 0,
  dust = 0,
  ink = '#000',
  paper = '#fff',
}: Look): Canvas {
  const symbol = value(sealSymbol(seal));
  const perMm = dpi / 25.4;
  const side = Math.round(30 * perMm);
  const card = createCanvas(side, side);
  const pen = card.getContext('2d');
  pen.fillStyle = paper;
  pen.fillRect(0, 0, side, side);
  pen.filter = blurPx === 0 ? 'none' : `blur(${blurPx}px)`;
  pen.translate(side / 2, side / 2);
  pen.rotate((turn * Math.PI) / 180);
  pen.fillStyle = ink;
  const modulePx = moduleMm * perMm;
  const half = (symbol.size * modulePx) / 2;
  pen.fillRect(-side, -half - 4 * modulePx, 2 * side, 1);
  pen.fillRect(-side, half + 4 * modulePx, 2 * side, 1);
  pen.beginPath();
  for (let row = 0; row < symbol.size; row += 1) {
    for (let column = 0; column < symbol.size; column += 1) {
      if (symbol.isDark(column, row)) pen.rect(column * modulePx - half, row * modulePx - half, modulePx, modulePx);
    }
  }
  pen.fill();
  pen.resetTransform();
  pen.filter = 'none';
  return grain === 0 && dust === 0 ? card : scanned(card, grain, dust);
}

/** The same grain and the same dust in every run. */
function scanned(card: Canvas, grain: number, dust: number): Canvas {
  const pen = card.getContext('2d');
  const picture = pen.getImageData(0, 0, card.width, card.height);
  let state = 20_261_122;
  const chance = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let at = 0; at < picture.data.length; at += 4) {
    const shade = chance() < dust ? chance() * 255 : (picture.data[at] ?? 0) + (chance() * 2 - 1) * grain;
    picture.data.fill(shade, at, at + 3);
  }
  pen.putImageData(picture, 0, 0);
  return card;
}

async function read(card: Canvas): Promise<string> {
  const bytes = await readSealImage(bytesOf(card), 'scan.png');
  return bytes.ok ? hexOf(bytes.value) : bytes.error.kind;
}

function bytesOf(card: Canvas): Uint8Array {
  return new Uint8Array(card.toBuffer('image/png'));
}

function claiming(png: Uint8Array, widthPx: number, heightPx: number): Uint8Array {
  const view = new DataView(png.buffer, png.byteOffset);
  view.setUint32(16, widthPx);
  view.setUint32(20, heightPx);
  return png;
}

function halved(card: Canvas): Uint8Array {
  card.getContext('2d').clearRect(card.width / 2, 0, card.width, card.height);
  return bytesOf(card);
}
