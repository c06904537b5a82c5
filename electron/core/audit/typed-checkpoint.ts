/**
 * A checkpoint as it comes back from paper: typed by a person, or sent by a hand-held reader of 2-D codes. Spaces, line
 * breaks, blank lines and the kind of dash are lost on that way; none of them is needed to know what was signed.
 */

import { fromBase64, toBase64 } from './base64.ts';
import { parseNote } from './note.ts';

/** No piece of base64 is as short as that, as printed or as a reader sends it. */
const LONGEST_DASH = 3;

/** The note as it was signed; the text as it is where it is a note already, or cannot have been one. */
export function typedCheckpoint(text: string): string {
  if (parseNote(text) !== undefined) return text;
  const [origin, size, ...words] = text.split(/\s+/).filter(Boolean);
  if (origin === undefined || size === undefined) return text;
  const [root = [], ...signatures] = partsOf(words);
  const lines = signatures.map(([name = '', ...base64]) => `\u2014 ${name} ${spelling(base64)}\n`);
  const note = `${origin}\n${size}\n${spelling(root)}\n\n${lines.join('')}`;
  return parseNote(note) === undefined ? text : note;
}

/** What stands before the first dash, and between dashes. */
function partsOf(words: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const word of words) {
    const last = parts.at(-1);
    // What follows a dash is a name, however short.
    const isName = parts.length > 1 && last?.length === 0;
    if (isDash(word) && !isName) parts.push([]);
    else last?.push(word);
  }
  return parts;
}

/** An em dash, what a keyboard has in its place, or what other character sets make of its three bytes. */
function isDash(word: string): boolean {
  return word.length <= LONGEST_DASH && !/^[A-Za-z0-9+/=]+$/.test(word);
}

/** Printed in groups of four; nobody types the padding that ends it. */
function spelling(groups: readonly string[]): string {
  const text = groups.join('').replace(/=+$/, '');
  const padded = text.padEnd(Math.ceil(text.length / 4) * 4, '=');
  const bytes = fromBase64(padded);
  return bytes === undefined ? padded : toBase64(bytes);
}
