/**
 * JSON as a signed record must be written: UTF-8 without a byte order mark, one value, no name twice in an object.
 * `JSON.parse` keeps the last of two equal names where other readers keep the first; a record must mean one thing.
 */

import { fail, ok, type Result } from '../../../shared/result.ts';

/** Parses the bytes; fails with `intake.notText` (not UTF-8) or `intake.schema` (not JSON, a name given twice). */
export function parseStrictJson(bytes: Uint8Array): Result<unknown> {
  const text = decodeUtf8(bytes);
  if (text === undefined) return fail('intake.notText', {});
  try {
    const value: unknown = JSON.parse(text);
    const repeated = repeatedName(text);
    return repeated === undefined ? ok(value) : fail('intake.schema', { field: repeated, problem: 'repeated_name' });
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem;
    return fail('intake.schema', { field: '-', problem: 'not_json' });
  }
}

/** The text of well-formed UTF-8 (a byte order mark stays visible as U+FEFF), or undefined. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The first name that stands twice in one object of a text that is known to be JSON. */
function repeatedName(json: string): string | undefined {
  // One entry an open bracket: the names seen so far, or null for an array.
  const open: (Set<string> | null)[] = [];
  let position = 0;
  while (position < json.length) {
    const character = json.charAt(position);
    if (character === '{') open.push(new Set());
    if (character === '[') open.push(null);
    if (character === '}' || character === ']') open.pop();
    if (character !== '"') {
      position += 1;
      continue;
    }
    const end = endOfString(json, position);
    const names = open.at(-1);
    if (names instanceof Set && isName(json, end)) {
      // Escapes are resolved, so that "a" and "\u0061" count as the same name.
      const name = String(JSON.parse(json.slice(position, end)));
      if (names.has(name)) return name.slice(0, 40);
      names.add(name);
    }
    position = end;
  }
  return undefined;
}

function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(json: string, position: number): boolean {
  let backslashes = 0;
  while (json.charAt(position - 1 - backslashes) === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function isName(json: string, end: number): boolean {
  let position = end;
  while (' \t\n\r'.includes(json.charAt(position)) && position < json.length) position += 1;
  return json.charAt(position) === ':';
}
