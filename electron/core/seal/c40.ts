/** C40 encoding of texts of A to Z, 0 to 9 and space: Doc 9303-13 section 2.6, a subset of ISO/IEC 16022 section 5.2.5. */

/** Doc 9303-13 table 2: the place of a character here is its C40 value less 3; values 0 to 2 are shifts. */
const characters = ' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const FIRST_VALUE = 3;
/** Section 2.6.3 a: what completes a pair to a triple. */
const SHIFT_1 = 0;
/** Section 2.6.3 b: back to the ASCII encodation of ISO/IEC 16022 for one last character. */
const UNLATCH = 254;

/** Two bytes for every three characters begun; null where a character has no form (`<` is written as a space). */
export function encodeC40(text: string): Uint8Array | null {
  const spaced = text.replaceAll('<', ' ');
  const values = Array.from(spaced, (character) => characters.indexOf(character) + FIRST_VALUE);
  if (values.some((value) => value < FIRST_VALUE)) return null;
  const bytes: number[] = [];
  for (let index = 0; index < values.length; index += 3) {
    const [first = SHIFT_1, second, third = SHIFT_1] = values.slice(index, index + 3);
    // Section 2.6.3 b: the ASCII encodation of a character is its code plus 1.
    if (second === undefined) bytes.push(UNLATCH, spaced.charCodeAt(index) + 1);
    else {
      const packed = 1600 * first + 40 * second + third + 1;
      bytes.push(packed >> 8, packed & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

/** The text; null where the bytes are not what `encodeC40` makes of any text. A `<` comes back as a space. */
export function decodeC40(bytes: Uint8Array): string | null {
  let text = '';
  for (let index = 0; index < bytes.length; index += 2) {
    const high = bytes[index] ?? 0;
    const low = bytes[index + 1] ?? 0;
    text += high === UNLATCH ? String.fromCharCode(low - 1) : tripleOf(high * 256 + low - 1);
  }
  // One text, one spelling: shifts, stray bytes and early unlatches all fail here.
  const again = encodeC40(text);
  const isSame = again?.length === bytes.length && again.every((byte, index) => byte === bytes[index]);
  return isSame ? text : null;
}

/** Section 2.6.2. */
function tripleOf(packed: number): string {
  const values = [Math.floor(packed / 1600), Math.floor(packed / 40) % 40, packed % 40];
  return values.map((value) => characters.charAt(value - FIRST_VALUE)).join('');
}
