// The program's icon in the sizes that desktops and Windows ask for, drawn from resources/package/starcard.svg.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { inRoot } from '../setup/places.mjs';

const SIZES = [16, 32, 48, 64, 128, 256, 512];
const WINDOWS_SIZES = [16, 32, 48, 256];

/** Writes `16x16.png` ... and `starcard.ico` into the folder. */
export async function makeIcons(folder) {
  mkdirSync(folder, { recursive: true });
  const drawing = await loadImage(readFileSync(inRoot('resources', 'package', 'starcard.svg')));
  const pictures = new Map(SIZES.map((size) => [size, draw(drawing, size)]));
  for (const [size, png] of pictures) writeFileSync(join(folder, `${size}x${size}.png`), png);
  writeFileSync(join(folder, 'starcard.ico'), iconFile(WINDOWS_SIZES.map((size) => [size, pictures.get(size)])));
}

function draw(drawing, size) {
  const canvas = createCanvas(size, size);
  canvas.getContext('2d').drawImage(drawing, 0, 0, size, size);
  return canvas.toBuffer('image/png');
}

/** ICO as Windows reads it since Vista: a header, 16 bytes a picture, the pictures as PNG; 0 stands for 256. */
function iconFile(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, [size, png]] of pictures.entries()) {
    const at = 6 + 16 * index;
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(([, png]) => png)]);
}
