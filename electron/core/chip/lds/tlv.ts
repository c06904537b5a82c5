/**
 * DER-TLV (ISO/IEC 8825-1, as Doc 9303-10 section 3 uses it): encoding, and a parser that never reads past what it was
 * given, never recurses and refuses what is not DER.
 */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import { concatBytes, uintBytes } from '../bytes.ts';

/** One data object. Tags as they are written: 0x30, 0x5f1f, 0x7f61. */
export interface Tlv {
  readonly tag: number;
  readonly value: Uint8Array;
  /** Tag, length and value as they stand in the input: what signatures and names are compared by. */
  readonly raw: Uint8Array;
}

/** The first bytes of a data object: where its value starts and how long it says it is. */
export interface TlvHeader {
  readonly tag: number;
  readonly headerLength: number;
  readonly valueLength: number;
}

export function encodeTlv(tag: number, ...value: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...value);
  return concatBytes(encodeTag(tag), encodeLength(content.length), content);
}

/**
 * Reads tag and length from the start of `bytes`, which may hold less than the whole object: five bytes are enough for
 * every file of a chip. Fails with `chip.malformed` for a tag over three bytes, an indefinite length, a length not in
 * its shortest form, or a length over 24 bits.
 */
export function readTlvHeader(bytes: Uint8Array, what: string): Result<TlvHeader> {
  const tag = readTag(bytes);
  if (tag === null) return malformed(what, 'broken tag');
  const first = bytes[tag.length];
  if (first === undefined) return malformed(what, 'length missing');
  if (first < 0x80) return ok({ tag: tag.value, headerLength: tag.length + 1, valueLength: first });
  const count = first - 0x80;
  if (count === 0 || count > 3) return malformed(what, 'length not definite or too long');
  let valueLength = 0;
  for (let index = 1; index <= count; index += 1) {
    const byte = bytes[tag.length + index];
    if (byte === undefined) return malformed(what, 'length cut off');
    valueLength = valueLength * 256 + byte;
  }
  // ISO/IEC 8825-1 section 10.1: DER takes the fewest length octets.
  if (valueLength < 0x80 || valueLength < 256 ** (count - 1)) return malformed(what, 'length not in shortest form');
  return ok({ tag: tag.value, headerLength: tag.length + 1 + count, valueLength });
}

/** Parses data objects that stand one after another and together fill `bytes` exactly. */
export function parseTlvs(bytes: Uint8Array, what: string): Result<readonly Tlv[]> {
  const objects: Tlv[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const header = readTlvHeader(bytes.subarray(offset), what);
    if (!header.ok) return header;
    const start = offset + header.value.headerLength;
    const end = start + header.value.valueLength;
    if (end > bytes.length) return malformed(what, 'value cut off');
    objects.push({ tag: header.value.tag, value: bytes.subarray(start, end), raw: bytes.subarray(offset, end) });
    offset = end;
  }
  return ok(objects);
}

/** Parses exactly one object with the expected tag that fills `bytes`; answers its value. */
export function parseOnly(bytes: Uint8Array, tag: number, what: string): Result<Uint8Array> {
  const objects = parseTlvs(bytes, what);
  if (!objects.ok) return objects;
  const [only, ...rest] = objects.value;
  if (only === undefined || rest.length > 0 || only.tag !== tag)
    return malformed(what, `not one object of tag ${tag.toString(16).toUpperCase()}`);
  return ok(only.value);
}

export function findValue(objects: readonly Tlv[], tag: number): Uint8Array | undefined {
  return objects.find((object) => object.tag === tag)?.value;
}

export function malformed(what: string, problem: string): ReturnType<typeof fail> {
  return fail('chip.malformed', { what, problem });
}

function encodeTag(tag: number): Uint8Array {
  if (tag <= 0xff) return uintBytes(tag, 1);
  return uintBytes(tag, tag <= 0xffff ? 2 : 3);
}

function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return uintBytes(length, 1);
  const count = length <= 0xff ? 1 : length <= 0xffff ? 2 : 3;
  return concatBytes(uintBytes(0x80 + count, 1), uintBytes(length, count));
}

/** ISO/IEC 8825-1 section 8.1.2: low five bits all ones announce further tag bytes, each but the last with its top bit. */
function readTag(bytes: Uint8Array): { readonly value: number; readonly length: number } | null {
  const first = bytes[0];
  if (first === undefined) return null;
  if ((first & 0x1f) !== 0x1f) return { value: first, length: 1 };
  let value = first;
  for (let index = 1; index <= 2; index += 1) {
    const byte = bytes[index];
    if (byte === undefined) return null;
    value = value * 256 + byte;
    if ((byte & 0x80) === 0) return { value, length: index + 1 };
  }
  return null;
}
