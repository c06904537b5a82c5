/** Standard base64 (RFC 4648 section 4), strict both ways, without a platform's own encoder. */

/** Arguments that one call takes without trouble. */
const CHUNK = 4096;

/** With padding, without line breaks. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

/** `undefined` unless the text is exactly what `toBase64` writes for some bytes: there is one spelling for each. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : undefined;
}
