/** Several files as one, uncompressed (APPNOTE.TXT 6.3, method 0): every system opens it, and the bytes are the files' own. */

import { concatBytes, utf8Bytes } from '../chip/bytes.ts';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** General purpose bit 11: names are UTF-8. */
const UTF8_NAMES = 0x0800;
const VERSION = 20;
/** 1 January 1980, the first day that the format knows: the same files give the same bytes. */
const NO_DATE = 0x0021;

/** Fails on nothing; the whole of it stays below 4 GiB, as one person's files do. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const named = utf8Bytes(name);
    const common = concatBytes(
      u16(VERSION),
      u16(UTF8_NAMES),
      u16(0),
      u16(0),
      u16(NO_DATE),
      u32(crc32(bytes)),
      u32(bytes.length),
      u32(bytes.length),
      u16(named.length),
      u16(0),
    );
    parts.push(u32(0x04034b50), common, named, bytes);
    directory.push(u32(0x02014b50), u16(VERSION), common, u16(0), u16(0), u16(0), u32(0), u32(offset), named);
    offset += 4 + common.length + named.length + bytes.length;
  }
  const list = concatBytes(...directory);
  const count = entries.length;
  const end = [u32(0x06054b50), u16(0), u16(0), u16(count), u16(count), u32(list.length), u32(offset), u16(0)];
  return concatBytes(...parts, list, ...end);
}

const table = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (table[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff);
}

function u32(value: number): Uint8Array {
  return concatBytes(u16(value & 0xffff), u16(value >>> 16));
}
