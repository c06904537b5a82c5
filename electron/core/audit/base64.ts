/** Standard base64 (RFC 4648 section 4), strict both ways, without a platform's own encoder. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sign = (value: number): string => alphabet.charAt(value & 0x3f);

/** With padding, without line breaks. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    const three = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += sign(three >> 18) + sign(three >> 12);
    text += (second === undefined ? '=' : sign(three >> 6)) + (third === undefined ? '=' : sign(three));
  }
  return text;
}

/** `undefined` unless the text is exactly what `toBase64` writes for some bytes: there is one spelling for each. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : undefined;
}
