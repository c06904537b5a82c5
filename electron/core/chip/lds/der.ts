/** The ASN.1 values that certificates and the security object are made of, in DER (ITU-T X.690). */

import { concatBytes, hexOf, uintBytes, utf8Bytes } from '../bytes.ts';
import { encodeTlv } from './tlv.ts';

export function sequence(...members: readonly Uint8Array[]): Uint8Array {
  return encodeTlv(0x30, ...members);
}

/** X.690 section 11.6: the members of a SET OF stand in ascending order of their encodings. */
export function setOf(...members: readonly Uint8Array[]): Uint8Array {
  return encodeTlv(0x31, ...members.toSorted((a, b) => (hexOf(a) < hexOf(b) ? -1 : 1)));
}

export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return encodeTlv(0x06, ...[first * 40 + second, ...rest].map(base128));
}

/** A non-negative INTEGER from its big-endian bytes, in the fewest octets. */
export function unsignedInteger(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const shortest = bytes.subarray(start);
  const sign = (shortest[0] ?? 0) >= 0x80 ? uintBytes(0, 1) : new Uint8Array();
  return encodeTlv(0x02, sign, shortest);
}

export function smallInteger(value: number): Uint8Array {
  return unsignedInteger(uintBytes(value, 4));
}

export function octetString(bytes: Uint8Array): Uint8Array {
  return encodeTlv(0x04, bytes);
}

/** A BIT STRING of whole octets. */
export function bitString(bytes: Uint8Array): Uint8Array {
  return encodeTlv(0x03, uintBytes(0, 1), bytes);
}

export function utf8String(text: string): Uint8Array {
  return encodeTlv(0x0c, utf8Bytes(text));
}

export function printableString(text: string): Uint8Array {
  return encodeTlv(0x13, utf8Bytes(text));
}

export function booleanTrue(): Uint8Array {
  return encodeTlv(0x01, uintBytes(0xff, 1));
}

/** RFC 5280 section 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050, to the second. */
export function time(instant: Date): Uint8Array {
  return instant.getUTCFullYear() < 2050
    ? encodeTlv(0x17, utf8Bytes(digits(instant).slice(2)))
    : generalizedTime(instant);
}

export function generalizedTime(instant: Date, tag = 0x18): Uint8Array {
  return encodeTlv(tag, utf8Bytes(digits(instant)));
}

/** The instant of a UTCTime or GeneralizedTime value as DER writes it, or null. */
export function instantOf(tag: number, text: string): Date | null {
  if (tag === 0x17 && /^\d{12}Z$/.test(text)) {
    // RFC 5280 section 4.1.2.5.1: two-digit years from 50 belong to the 20th century.
    return dateOf((Number(text.slice(0, 2)) >= 50 ? '19' : '20') + text);
  }
  return tag === 0x18 && /^\d{14}Z$/.test(text) ? dateOf(text) : null;
}

function dateOf(text: string): Date | null {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** `YYYYMMDDHHMMSSZ`. */
function digits(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
}

function base128(value: number): Uint8Array {
  const septets = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) septets.unshift(128 + (rest % 128));
  return concatBytes(Uint8Array.from(septets));
}
