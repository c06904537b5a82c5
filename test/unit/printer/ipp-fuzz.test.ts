/** One million answers that no printer should give: each is read or refused with a flaw that has a name, none throws or hangs. */

import { expect, test } from 'vitest';
import type { Flaw } from '../../../electron/adapters/printer/ipp/cursor.ts';
import { decodeResponse } from '../../../electron/adapters/printer/ipp/decode.ts';
import { everySyntaxBytes, jobDoneBytes, requestId } from './ipp-samples.ts';

const count = 1_000_000;
const flaws: Readonly<Record<Flaw, true>> = {
  truncated: true,
  tooLarge: true,
  tooManyGroups: true,
  tooManyAttributes: true,
  tooManyValues: true,
  nestedTooDeep: true,
  badVersion: true,
  badGroup: true,
  badName: true,
  badValue: true,
  badCollection: true,
  foreignRequestId: true,
};

/** The same numbers every time (Marsaglia's xorshift32): a failure can be found again. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const telling = [0, 1, 3, 4, 0x0f, 0x10, 0x21, 0x34, 0x37, 0x4a, 0x7f, 0x80, 0xff];

/** One to four changes: a byte at random, one that means something, a piece cut out, doubled, or moved to the end. */
function mutated(sample: Uint8Array, below: (limit: number) => number): Uint8Array {
  let bytes = Uint8Array.from(sample);
  for (let change = below(4); change >= 0; change -= 1) {
    const at = below(bytes.length);
    const piece = bytes.slice(at, at + 1 + below(24));
    const kind = below(5);
    if (kind === 0) bytes[at] = below(256);
    else if (kind === 1) bytes[at] = telling[below(telling.length)] ?? 0;
    else if (kind === 2) bytes = joined(bytes.subarray(0, at), bytes.subarray(at + piece.length));
    else if (kind === 3) bytes = joined(bytes.subarray(0, at), piece, bytes.subarray(at));
    else bytes = joined(bytes, piece);
    if (bytes.length === 0) return bytes;
  }
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

test('a million mutated answers', () => {
  const below = chance(0x5eed);
  const samples = [jobDoneBytes, everySyntaxBytes];
  const met = new Map<string, number>();
  const unknown: string[] = [];

  for (let index = 0; index < count; index += 1) {
    const bytes = mutated(samples[index % samples.length] ?? jobDoneBytes, below);
    const read = decodeResponse(bytes, requestId);
    const outcome = read.ok ? 'read' : reasonOf(read.error);
    met.set(outcome, (met.get(outcome) ?? 0) + 1);
    if (outcome !== 'read' && !(outcome in flaws)) unknown.push(Buffer.from(bytes).toString('base64'));
  }

  expect(unknown).toEqual([]);
  expect([...met.values()].reduce((sum, times) => sum + times, 0)).toBe(count);
  // The mutations reach into every corner but those that need a large answer.
  expect(Object.keys(flaws).filter((flaw) => !met.has(flaw))).toEqual([
    'tooLarge',
    'tooManyGroups',
    'tooManyAttributes',
    'tooManyValues',
    'nestedTooDeep',
  ]);
});

function reasonOf(error: { readonly kind: string; readonly data: object }): string {
  return error.kind === 'printer.badAnswer' && 'reason' in error.data ? String(error.data.reason) : error.kind;
}
