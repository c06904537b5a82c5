/** One value by its tag, held to the length and the letters of its syntax (RFC 8010 section 3.9, RFC 8011 section 5.1). */

import type { Cursor } from './cursor.ts';
import { valueTags, type IppValue, type StringSyntax } from './message.ts';

const stringSyntaxes: ReadonlyMap<number, StringSyntax> = new Map([
  [valueTags.keyword, 'keyword'],
  [valueTags.uri, 'uri'],
  [valueTags.uriScheme, 'uriScheme'],
  [valueTags.charset, 'charset'],
  [valueTags.naturalLanguage, 'naturalLanguage'],
  [valueTags.mimeMediaType, 'mimeMediaType'],
]);

/** RFC 8011 section 5.1: the longest of all string syntaxes; what is longer is not one of them. */
const longestString = 1023;
const printable = /^[\x20-\x7e]*$/;
const utf8 = new TextDecoder('utf-8');
const latin1 = new TextDecoder('latin1');
const nothing: IppValue = { kind: 'none', tag: 0 };

export function readValue(cursor: Cursor, tag: number, bytes: Uint8Array): IppValue {
  if (cursor.flaw !== null) return nothing;
  // RFC 8010 section 3.5.2: 0x10 to 0x1F have no value, whatever their bytes.
  if (tag <= 0x1f) return { kind: 'none', tag };
  const syntax = stringSyntaxes.get(tag);
  if (syntax !== undefined) return readString(cursor, syntax, bytes);
  return readTyped(cursor, tag, bytes);
}

function readTyped(cursor: Cursor, tag: number, bytes: Uint8Array): IppValue {
  switch (tag) {
    case valueTags.integer:
      return { kind: 'integer', value: readInteger(cursor, bytes) };
    case valueTags.enum:
      return { kind: 'enum', value: readInteger(cursor, bytes) };
    case valueTags.boolean:
      return readBoolean(cursor, bytes);
    case valueTags.octets:
      return { kind: 'octets', value: bytes.slice() };
    case valueTags.dateTime:
      return sized(cursor, bytes, 11) ? { kind: 'dateTime', value: bytes.slice() } : nothing;
    case valueTags.resolution:
      return readResolution(cursor, bytes);
    case valueTags.range:
      return sized(cursor, bytes, 8) ? { kind: 'range', low: int32(bytes, 0), high: int32(bytes, 4) } : nothing;
    case valueTags.text:
      return readPlainText(cursor, 'text', bytes);
    case valueTags.name:
      return readPlainText(cursor, 'name', bytes);
    case valueTags.textWithLanguage:
      return readWithLanguage(cursor, 'text', bytes);
    case valueTags.nameWithLanguage:
      return readWithLanguage(cursor, 'name', bytes);
    case valueTags.endOfCollection:
    case valueTags.memberName:
      return flawed(cursor);
    default:
      return { kind: 'other', tag, value: bytes.slice() };
  }
}

function readInteger(cursor: Cursor, bytes: Uint8Array): number {
  return sized(cursor, bytes, 4) ? int32(bytes, 0) : 0;
}

function readBoolean(cursor: Cursor, bytes: Uint8Array): IppValue {
  const [byte = 2] = bytes;
  if (bytes.length !== 1 || byte > 1) return flawed(cursor);
  return { kind: 'boolean', value: byte === 1 };
}

function readResolution(cursor: Cursor, bytes: Uint8Array): IppValue {
  if (!sized(cursor, bytes, 9)) return nothing;
  const unit = bytes[8];
  // RFC 8010 section 3.9: 3 is dots per inch, 4 dots per centimetre.
  if (unit !== 3 && unit !== 4) return flawed(cursor);
  return { kind: 'resolution', across: int32(bytes, 0), along: int32(bytes, 4), unit: unit === 3 ? 'dpi' : 'dpcm' };
}

function readString(cursor: Cursor, kind: StringSyntax, bytes: Uint8Array): IppValue {
  const value = latin1.decode(bytes);
  if (bytes.length > longestString || !printable.test(value)) return flawed(cursor);
  return { kind, value };
}

/** For people to read; a device's wrong letters are shown as such and are no reason to believe nothing else it says. */
function readPlainText(cursor: Cursor, kind: 'text' | 'name', bytes: Uint8Array): IppValue {
  if (bytes.length > longestString) return flawed(cursor);
  return { kind, value: utf8.decode(bytes) };
}

/** Two bytes of length and the language, two bytes of length and the text (RFC 8010 section 3.9). */
function readWithLanguage(cursor: Cursor, kind: 'text' | 'name', bytes: Uint8Array): IppValue {
  const languageBytes = lengthAt(bytes, 0);
  const textBytes = lengthAt(bytes, 2 + languageBytes);
  const start = 4 + languageBytes;
  if (start + textBytes !== bytes.length) return flawed(cursor);
  return readPlainText(cursor, kind, bytes.subarray(start));
}

function lengthAt(bytes: Uint8Array, at: number): number {
  const [high = 0, low = 0] = bytes.subarray(at, at + 2);
  return high * 256 + low;
}

function sized(cursor: Cursor, bytes: Uint8Array, length: number): boolean {
  if (bytes.length !== length) cursor.refuse('badValue');
  return bytes.length === length;
}

function int32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getInt32(0);
}

function flawed(cursor: Cursor): IppValue {
  cursor.refuse('badValue');
  return nothing;
}
