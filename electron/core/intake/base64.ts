/** Base64 and base64url (RFC 4648 sections 4 and 5) in the one strict spelling of each byte string. */

const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const urlSafe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function encodeBase64(bytes: Uint8Array): string {
  const text = encode(bytes, standard);
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return encode(bytes, urlSafe);
}

/** The bytes, or undefined where the text is not padded base64 with zero spare bits. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return decode(text, text.length - padding, standardValues);
}

/** The bytes, or undefined where the text is not unpadded base64url with zero spare bits. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  return decode(text, text.length, urlSafeValues);
}

const standardValues = valuesOf(standard);
const urlSafeValues = valuesOf(urlSafe);

function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(128).fill(255);
  for (let value = 0; value < 64; value += 1) values[alphabet.charCodeAt(value)] = value;
  return values;
}

function encode(bytes: Uint8Array, alphabet: string): string {
  const parts: string[] = [];
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const a = bytes[index] ?? 0;
    const b = bytes[index + 1];
    const c = bytes[index + 2];
    text += alphabet.charAt(a >> 2) + alphabet.charAt(((a & 3) << 4) | ((b ?? 0) >> 4));
    if (b !== undefined) text += alphabet.charAt(((b & 15) << 2) | ((c ?? 0) >> 6));
    if (c !== undefined) text += alphabet.charAt(c & 63);
    if (text.length > 8192) {
      parts.push(text);
      text = '';
    }
  }
  parts.push(text);
  return parts.join('');
}

function decode(text: string, length: number, values: Uint8Array): Uint8Array | undefined {
  if (length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let written = 0;
  let buffer = 0;
  let bits = 0;
  for (let index = 0; index < length; index += 1) {
    const value = values[text.charCodeAt(index)] ?? 255;
    if (value === 255) return undefined;
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written] = (buffer >> bits) & 255;
      written += 1;
    }
  }
  // RFC 4648 section 3.5: spare bits other than zero would give one record many spellings.
  return (buffer & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
