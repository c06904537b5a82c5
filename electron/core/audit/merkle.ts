/** The Merkle tree of RFC 6962 section 2.1: hashes, a frontier that grows leaf by leaf, and proofs made and checked. */

import { concatBytes } from '../chip/bytes.ts';
import type { Digest } from '../ports.ts';

export const HASH_BYTES = 32;

// RFC 6962 section 2.1: one byte before the content keeps leaves and nodes apart (second-preimage resistance).
export const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

/** The hash of the complete subtree of `2 ** level` leaves that is the `index`-th from the left at that level. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}

/** Answers the hash of a complete subtree; asked only for subtrees that lie wholly inside the tree. */
export type NodeReader = (level: number, index: number) => Uint8Array;

/** The complete subtrees that make up a tree of `size` leaves, largest (leftmost) first: all that appending needs. */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

/** MTH of one entry: SHA-256(0x00 || entry). */
export function leafHash(digest: Digest, entry: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + entry.length);
  input[0] = LEAF_PREFIX;
  input.set(entry, 1);
  return digest.sha256(input);
}

const pair = new Uint8Array(1 + 2 * HASH_BYTES);
pair[0] = NODE_PREFIX;

/** SHA-256(0x01 || left || right). */
export function nodeHash(digest: Digest, left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) {
    return digest.sha256(concatBytes(Uint8Array.of(NODE_PREFIX), left, right));
  }
  // The digest is taken before anybody else writes here.
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return digest.sha256(pair);
}

/** The frontier after one more leaf, and every subtree (level 1 and up) that this leaf completed, smallest first. */
export function appendLeaf(
  digest: Digest,
  frontier: Frontier,
  leaf: Uint8Array,
): { readonly frontier: Frontier; readonly completed: readonly TreeNode[] } {
  const hashes = [...frontier.hashes];
  const completed: TreeNode[] = [];
  let hash = leaf;
  let level = 0;
  // Each trailing one bit of the old size is a complete subtree as large as the one just finished: join them.
  for (let before = frontier.size; before % 2 === 1; before = (before - 1) / 2) {
    const left = hashes.pop();
    if (left === undefined) throw new Error('frontier does not fit its size');
    hash = nodeHash(digest, left, hash);
    level += 1;
    completed.push({ level, index: (before - 1) / 2, hash });
  }
  hashes.push(hash);
  return { frontier: { size: frontier.size + 1, hashes }, completed };
}

/** The root hash of the tree behind the frontier; of the empty tree it is SHA-256 of nothing. */
export function rootOf(digest: Digest, frontier: Frontier): Uint8Array {
  const last = frontier.hashes.at(-1);
  if (last === undefined) return digest.sha256(new Uint8Array());
  let root = last;
  for (let at = frontier.hashes.length - 2; at >= 0; at -= 1) {
    const left = frontier.hashes[at];
    if (left !== undefined) root = nodeHash(digest, left, root);
  }
  return root;
}

/** The frontier of a tree of `size` leaves from its stored subtrees. */
export function frontierOf(size: number, read: NodeReader): Frontier {
  const hashes: Uint8Array[] = [];
  let start = 0;
  while (start < size) {
    const level = levelOfLargestSubtree(size - start);
    hashes.push(read(level, start / 2 ** level));
    start += 2 ** level;
  }
  return { size, hashes };
}

/** MTH of the leaves from `start` up to, not including, `end`; `start` is aligned as every split of RFC 6962 leaves it. */
export function rangeHash(digest: Digest, read: NodeReader, start: number, end: number): Uint8Array {
  const count = end - start;
  const level = levelOfLargestSubtree(count);
  if (2 ** level === count) return read(level, start / count);
  const middle = start + 2 ** level;
  return nodeHash(digest, rangeHash(digest, read, start, middle), rangeHash(digest, read, middle, end));
}

/**
 * The audit path of leaf `index` in the tree of `size` leaves (RFC 6962 section 2.1.1), from the leaf's sibling up.
 * Throws when the leaf is not in the tree.
 */
export function inclusionProof(digest: Digest, read: NodeReader, index: number, size: number): readonly Uint8Array[] {
  if (index < 0 || index >= size) throw new Error(`leaf ${index} is not in a tree of ${size}`);
  const path: Uint8Array[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      path.push(rangeHash(digest, read, middle, end));
      end = middle;
    } else {
      path.push(rangeHash(digest, read, start, middle));
      start = middle;
    }
  }
  return path.toReversed();
}

/** The proof that the tree of `first` leaves is a prefix of the tree of `second` (RFC 6962 section 2.1.2). */
export function consistencyProof(
  digest: Digest,
  read: NodeReader,
  first: number,
  second: number,
): readonly Uint8Array[] {
  if (first < 0 || first > second) throw new Error(`no tree of ${first} inside one of ${second}`);
  if (first === 0 || first === second) return [];
  const proof: Uint8Array[] = [];
  let start = 0;
  let end = second;
  while (first !== end) {
    const middle = start + splitOf(end - start);
    if (first <= middle) {
      proof.push(rangeHash(digest, read, middle, end));
      end = middle;
    } else {
      proof.push(rangeHash(digest, read, start, middle));
      start = middle;
    }
  }
  // The old tree itself is known to who asks, unless it is split over several subtrees (b = false in the RFC).
  if (start > 0) proof.push(rangeHash(digest, read, start, end));
  return proof.toReversed();
}

/** True when the path leads from the leaf hash to the root (RFC 9162 section 2.1.3.2, the same tree). */
export function inclusionHolds(
  digest: Digest,
  claim: { readonly index: number; readonly size: number; readonly leaf: Uint8Array; readonly root: Uint8Array },
  path: readonly Uint8Array[],
): boolean {
  if (claim.index < 0 || claim.index >= claim.size) return false;
  let position = claim.index;
  let last = claim.size - 1;
  let hash = claim.leaf;
  for (const sibling of path) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = nodeHash(digest, sibling, hash);
      while (position % 2 === 0 && position > 0) [position, last] = [half(position), half(last)];
    } else {
      hash = nodeHash(digest, hash, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && sameBytes(hash, claim.root);
}

/** True when the proof shows the first tree to be a prefix of the second (RFC 9162 section 2.1.4.2). */
export function consistencyHolds(
  digest: Digest,
  first: { readonly size: number; readonly root: Uint8Array },
  second: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && sameBytes(first.root, second.root);
  if (first.size === 0) return proof.length === 0 && sameBytes(first.root, rootOf(digest, emptyFrontier));
  // Where the old tree is one complete subtree, its root is the first step and is left out of the proof.
  const steps = Number.isInteger(Math.log2(first.size)) ? [first.root, ...proof] : [...proof];
  const seed = steps.shift();
  if (seed === undefined) return false;
  let position = first.size - 1;
  let last = second.size - 1;
  while (position % 2 === 1) [position, last] = [half(position), half(last)];
  let oldRoot = seed;
  let newRoot = seed;
  for (const step of steps) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      oldRoot = nodeHash(digest, step, oldRoot);
      newRoot = nodeHash(digest, step, newRoot);
      while (position % 2 === 0 && position > 0) [position, last] = [half(position), half(last)];
    } else {
      newRoot = nodeHash(digest, newRoot, step);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && sameBytes(oldRoot, first.root) && sameBytes(newRoot, second.root);
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) return false;
  return true;
}

// Halving by arithmetic: JavaScript's shifts stop at 32 bits, sizes do not.
function half(value: number): number {
  return Math.floor(value / 2);
}

/** The level of the largest complete subtree of at most `count` leaves. */
function levelOfLargestSubtree(count: number): number {
  let level = 0;
  while (2 ** (level + 1) <= count) level += 1;
  return level;
}

/** k of RFC 6962 section 2.1: the largest power of two smaller than `count`. */
function splitOf(count: number): number {
  const largest = 2 ** levelOfLargestSubtree(count);
  return largest === count ? count / 2 : largest;
}
