/** A QR code (ISO/IEC 18004) for the screen: by WebAssembly of our own node_modules, loaded at first use; nothing is fetched. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

type Writer = typeof import('zxing-wasm/writer');

let loading: Promise<Writer> | undefined;

/** Its rows from the top, `1` for a dark module, without a quiet zone; level M. `text` is at most some 1,000 signs. */
export async function qrRows(text: string): Promise<string[]> {
  const { writeBarcode } = await (loading ??= load());
  const { symbol, error } = await writeBarcode(text, {
    format: 'QRCode',
    options: 'ecLevel=M',
    addQuietZones: false,
    scale: 1,
  });
  if (symbol === null) throw new Error(`no QR code: ${error}`);
  const { data, width, height } = symbol;
  return Array.from({ length: height }, (_, row) =>
    Array.from(data.subarray(row * width, (row + 1) * width), (grey) => (grey < 128 ? '1' : '0')).join(''),
  );
}

async function load(): Promise<Writer> {
  const writer = await import('zxing-wasm/writer');
  const file = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  const wasmBinary = new Uint8Array(readFileSync(file)).buffer;
  await writer.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return writer;
}
