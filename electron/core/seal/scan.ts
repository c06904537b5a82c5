/** What a 2-D scanner hands over, back to the bytes of the seal: a keyboard cannot type bytes. */

import { bytesOfHex } from '../chip/bytes.ts';

/** The AIM symbology identifier that many scanners put in front: `]d` and a digit for Data Matrix (ISO/IEC 15424). */
const symbology = /^\]d\d/;

/**
 * The bytes, or null where the text is none of these forms:
 * - hex, either case, with or without blanks (`DC03...`);
 * - base64 or base64url, with or without padding (`3AP...`);
 * - the bytes themselves as Latin-1 characters (`Ü\u0003...`), from a scanner on a serial line or out of a file.
 *
 * A seal starts with DC 03, so no text is two of them.
 */
export function bytesOfScan(text: string): Uint8Array | null {
  const scanned = text.replace(symbology, '');
  if (scanned.startsWith('\u00dc\u0003')) return bytesOfLatin1(scanned);
  // A Chinese input method that was left on turns a keyboard's letters and digits into their wide forms.
  const compact = scanned.normalize('NFKC').replaceAll(/\s/g, '');
  if (/^dc03(?:[0-9a-f]{2})*$/i.test(compact)) return bytesOfHex(compact);
  return bytesOfBase64(compact);
}

/** Null where a character is no byte. Line ends behind the seal, which a scanner adds, are the decoder's to refuse. */
function bytesOfLatin1(text: string): Uint8Array | null {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return codes.every((code) => code < 256) ? Uint8Array.from(codes) : null;
}

/** RFC 4648 sections 4 and 5; spare bits must be zero. */
function bytesOfBase64(text: string): Uint8Array | null {
  const plain = text
    .replace(/={1,2}$/, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  if (!/^3A[M-P][0-9A-Za-z+/]*$/.test(plain) || plain.length % 4 === 1) return null;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of plain) {
    bits = (bits << 6) | alphabet.indexOf(character);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push((bits >> held) & 0xff);
    bits &= (1 << held) - 1;
  }
  return bits === 0 ? Uint8Array.from(bytes) : null;
}
