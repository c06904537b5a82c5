/**
 * Finds the seal in a picture of a card: a scan, a photo, or a page of a PDF drawn as PNG. The reader is WebAssembly of
 * our own node_modules, loaded at first use; nothing is fetched.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ReaderOptions } from 'zxing-wasm/reader';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readPngSize } from './png-size.ts';

/** A4 at 1,200 dots per inch, and a bound on what a picture that lies about its size can cost. */
const MOST_PIXELS = 140_000_000;

/** A print can be pale, a scan noisy: the first way that finds a symbol is enough. */
const ways: readonly ReaderOptions[] = [
  { binarizer: 'LocalAverage' },
  { binarizer: 'GlobalHistogram' },
  { binarizer: 'LocalAverage', tryDenoise: true },
];

type Reader = typeof import('zxing-wasm/reader');

let loading: Promise<Reader> | undefined;

/**
 * The bytes of the first Data Matrix symbol that begins as a seal does, else of the first one at all. `source` names the
 * picture for the failure `seal.unreadable`: no PNG, too large, or no symbol that can be read.
 */
export async function readSealImage(png: Uint8Array, source: string): Promise<Result<Uint8Array>> {
  const size = readPngSize(png);
  if (size === null || size.widthPx * size.heightPx > MOST_PIXELS) return fail('seal.unreadable', { source });
  const { readBarcodes } = await (loading ??= load());
  for (const way of ways) {
    const found = await readBarcodes(png, { formats: ['DataMatrix'], tryHarder: true, tryRotate: true, ...way });
    const symbols = found.filter((symbol) => symbol.isValid).map((symbol) => symbol.bytes);
    const symbol = symbols.find((bytes) => bytes[0] === 0xdc) ?? symbols[0];
    if (symbol !== undefined) return ok(symbol);
  }
  return fail('seal.unreadable', { source });
}

async function load(): Promise<Reader> {
  const reader = await import('zxing-wasm/reader');
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = new Uint8Array(readFileSync(file)).buffer;
  await reader.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return reader;
}
