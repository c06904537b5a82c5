/** Standard base64 (RFC 4648 section 4), strict both ways, without a platform's own encoder. */

const alphabet = Uint8Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', (sign) =>
  sign.charCodeAt(0),
);
const PADDING = '='.charCodeAt(0);
/** Whole triples, and no more characters than one call takes without trouble. */
const CHUNK = 3 * 1024;

/** With padding, without line breaks. */
export function toBase64(bytes: Uint8Array): string {
  if (bytes.length <= CHUNK) return String.fromCharCode(...signsOf(bytes));
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += toBase64(bytes.subarray(at, at + CHUNK));
  return text;
}

// All at once: a text that is put together sign by sign has to be taken apart again when it is written.
function signsOf(bytes: Uint8Array): readonly number[] {
  const signs: number[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    signs.push(
      signOf(three >> 18),
      signOf(three >> 12),
      left > 1 ? signOf(three >> 6) : PADDING,
      left > 2 ? signOf(three) : PADDING,
    );
  }
  return signs;
}

function signOf(value: number): number {
  return alphabet[value & 0x3f] ?? PADDING;
}

/** `undefined` unless the text is exactly what `toBase64` writes for some bytes: there is one spelling for each. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : undefined;
}
