/** The export layout of C2SP tlog-tiles.md: tiles of 256 hashes by level, bundles of entries, and where each lies. */

import type { Digest } from '../ports.ts';
import { HASH_BYTES, nodeHash, type NodeReader } from './merkle.ts';

/** A tile spans a subtree of height 8. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 2 ** TILE_HEIGHT;
const LENGTH_BYTES = 2;

/** Answers `count` hashes of a tile level (0 = leaves, 1 = roots of 256 leaves each ...) from `first` on. */
export type TileHashReader = (level: number, first: number, count: number) => readonly Uint8Array[];

/** One file of the layout: `count` hashes of the level, or entries, from `first` on. */
export interface TileFile {
  readonly path: string;
  readonly level: number | 'entries';
  readonly first: number;
  readonly count: number;
}

/** Every subtree of the tree from the tile hashes alone; what lies between two tile levels is hashed again. */
export function treeOverTiles(digest: Digest, hashes: TileHashReader): NodeReader {
  return (level, index) => {
    const below = level % TILE_HEIGHT;
    const count = 2 ** below;
    let row = hashes((level - below) / TILE_HEIGHT, index * count, count);
    if (row.length !== count) throw new Error(`tree hashes are missing at level ${level}, index ${index}`);
    while (row.length > 1) row = pairs(digest, row);
    const [hash] = row;
    if (hash === undefined) throw new Error('unreachable');
    return hash;
  };
}

/** Every file of a log of `size` entries but the checkpoint: full tiles, then the partial one of each level that has one. */
export function* tileFiles(size: number): Iterable<TileFile> {
  yield* filesOfLevel('entries', size);
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    yield* filesOfLevel(level, count);
  }
}

/** `tile/<L>/<N>[.p/<W>]`: N in groups of three digits, all but the last begun with an x. */
export function tilePath(level: number | 'entries', index: number, width: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const name = groups.map((group, place) => (place === groups.length - 1 ? group : `x${group}`)).join('/');
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

export function encodeTile(hashes: readonly Uint8Array[]): Uint8Array {
  return concatenated(hashes);
}

/** `undefined` unless it holds exactly `count` hashes. */
export function decodeTile(bytes: Uint8Array, count: number): readonly Uint8Array[] | undefined {
  if (bytes.length !== count * HASH_BYTES) return undefined;
  return Array.from({ length: count }, (_, index) => bytes.slice(index * HASH_BYTES, (index + 1) * HASH_BYTES));
}

/** Each entry with its length before it, two bytes, big-endian. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concatenated(entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]));
}

/** `undefined` unless it holds exactly `count` whole entries. */
export function decodeBundle(bytes: Uint8Array, count: number): readonly Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  let offset = 0;
  while (offset + LENGTH_BYTES <= bytes.length) {
    const length = ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
    const end = offset + LENGTH_BYTES + length;
    if (end > bytes.length) return undefined;
    entries.push(bytes.slice(offset + LENGTH_BYTES, end));
    offset = end;
  }
  return offset === bytes.length && entries.length === count ? entries : undefined;
}

function* filesOfLevel(level: number | 'entries', hashes: number): Iterable<TileFile> {
  for (let first = 0; first < hashes; first += TILE_WIDTH) {
    const count = Math.min(TILE_WIDTH, hashes - first);
    yield { path: tilePath(level, first / TILE_WIDTH, count), level, first, count };
  }
}

function pairs(digest: Digest, row: readonly Uint8Array[]): readonly Uint8Array[] {
  return row.flatMap((left, index) => {
    const right = row[index + 1];
    return index % 2 === 0 && right !== undefined ? [nodeHash(digest, left, right)] : [];
  });
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
