// The Merkle tree of RFC 6962 section 2.1: published hashes, trees worked out by hand, and proofs of every size.

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  appendLeaf,
  consistencyHolds,
  consistencyProof,
  emptyFrontier,
  frontierOf,
  inclusionHolds,
  inclusionProof,
  leafHash,
  nodeHash,
  rangeHash,
  rootOf,
  type Frontier,
  type NodeReader,
} from '../../../electron/core/audit/merkle.ts';
import { dice, digest, fromHex, hex } from './platform.ts';

// The eight entries that Certificate Transparency's own tests use; their roots are public.
const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(fromHex);
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** MTH exactly as RFC 6962 writes it down: recursive, over the whole list. */
function plainRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return digest.sha256(new Uint8Array());
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(digest, plainRoot(leaves.slice(0, split)), plainRoot(leaves.slice(split)));
}

function readerOf(leaves: readonly Uint8Array[]): NodeReader {
  return (level, index) => {
    if ((index + 1) * 2 ** level > leaves.length) throw new Error('asked beyond the tree');
    return plainRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
  };
}

function grown(leaves: readonly Uint8Array[]): Frontier {
  return leaves.reduce((frontier, leaf) => appendLeaf(digest, frontier, leaf).frontier, emptyFrontier);
}

function leavesOf(count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, index) => leafHash(digest, Uint8Array.of(index >> 8, index & 0xff)));
}

describe('hashes', () => {
  test('of the empty tree: SHA-256 of nothing', () => {
    expect(hex(rootOf(digest, emptyFrontier))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test('of leaf and node carry the prefixes 00 and 01', () => {
    const sha256 = (text: string) => createHash('sha256').update(Buffer.from(text, 'hex')).digest('hex');
    expect(hex(leafHash(digest, fromHex('4c313233343536')))).toBe(sha256('004c313233343536'));
    expect(hex(nodeHash(digest, fromHex('4e313233'), fromHex('4e343536')))).toBe(sha256('014e3132334e343536'));
    // The same two are published as test data of Certificate Transparency.
    expect(sha256('004c313233343536')).toBe('395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56');
    expect(sha256('014e3132334e343536')).toBe('aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb');
  });

  test.each(roots.map((root, index) => [index + 1, root] as const))(
    'of the first %i published entries',
    (size, root) => {
      const leaves = entries.slice(0, size).map((entry) => leafHash(digest, entry));
      expect(hex(rootOf(digest, grown(leaves)))).toBe(root);
      expect(hex(rangeHash(digest, readerOf(leaves), 0, size))).toBe(root);
    },
  );
});

describe('a frontier', () => {
  test('has the root that the recursive definition has, and is found again from stored subtrees, at every size to 130', () => {
    const leaves = leavesOf(130);
    for (let size = 1; size <= leaves.length; size += 1) {
      const some = leaves.slice(0, size);
      const frontier = grown(some);
      expect(hex(rootOf(digest, frontier))).toBe(hex(plainRoot(some)));
      expect(frontierOf(size, readerOf(some))).toEqual(frontier);
    }
  });

  test('says which subtrees a leaf completed', () => {
    const leaves = leavesOf(8);
    const { completed } = appendLeaf(digest, grown(leaves.slice(0, 7)), leavesOf(8)[7] ?? new Uint8Array());
    expect(completed.map(({ level, index }) => [level, index])).toEqual([
      [1, 3],
      [2, 1],
      [3, 0],
    ]);
    expect(completed.map(({ hash }) => hex(hash))).toEqual(
      [leaves.slice(6), leaves.slice(4), leaves].map((below) => hex(plainRoot(below))),
    );
  });
});

describe('an inclusion proof', () => {
  test('of RFC 6962 section 2.1.3 has the path that the figure shows', () => {
    const leaves = entries.slice(0, 7).map((entry) => leafHash(digest, entry));
    const at = (from: number, to: number) => hex(plainRoot(leaves.slice(from, to)));
    const path = (index: number) => inclusionProof(digest, readerOf(leaves), index, 7).map(hex);
    // d0: [b, h, l]; d3: [c, g, l]; d4: [f, j, k]; d6: [i, k].
    expect(path(0)).toEqual([at(1, 2), at(2, 4), at(4, 7)]);
    expect(path(3)).toEqual([at(2, 3), at(0, 2), at(4, 7)]);
    expect(path(4)).toEqual([at(5, 6), at(6, 7), at(0, 4)]);
    expect(path(6)).toEqual([at(4, 6), at(0, 4)]);
  });

  test('holds for its leaf, index and size, and for nothing else', () => {
    const roll = dice(11);
    for (let round = 0; round < 200; round += 1) {
      const size = 2 + roll(300);
      const index = roll(size);
      const leaves = leavesOf(size);
      const root = plainRoot(leaves);
      const leaf = leaves[index] ?? root;
      const path = inclusionProof(digest, readerOf(leaves), index, size);
      const claim = { index, size, leaf, root };
      expect(inclusionHolds(digest, claim, path)).toBe(true);
      expect(inclusionHolds(digest, { ...claim, index: (index + 1) % size }, path)).toBe(false);
      expect(inclusionHolds(digest, { ...claim, leaf: root }, path)).toBe(false);
      expect(inclusionHolds(digest, { ...claim, root: leaf }, path)).toBe(false);
      expect(inclusionHolds(digest, claim, path.slice(1))).toBe(false);
      expect(inclusionHolds(digest, claim, [...path, root])).toBe(false);
    }
  });

  test('is not made for a leaf outside the tree', () => {
    expect(() => inclusionProof(digest, readerOf(leavesOf(3)), 3, 3)).toThrow(/not in a tree/);
    expect(inclusionHolds(digest, { index: 3, size: 3, leaf: new Uint8Array(), root: new Uint8Array() }, [])).toBe(
      false,
    );
  });
});

describe('a consistency proof', () => {
  test('of RFC 6962 section 2.1.3 has the nodes that the figures show', () => {
    const leaves = entries.slice(0, 7).map((entry) => leafHash(digest, entry));
    const at = (from: number, to: number) => hex(plainRoot(leaves.slice(from, to)));
    const proof = (first: number) => consistencyProof(digest, readerOf(leaves), first, 7).map(hex);
    // From 3: [c, d, g, l]; from 4: [l]; from 6: [i, j, k].
    expect(proof(3)).toEqual([at(2, 3), at(3, 4), at(0, 2), at(4, 7)]);
    expect(proof(4)).toEqual([at(4, 7)]);
    expect(proof(6)).toEqual([at(4, 6), at(6, 7), at(0, 4)]);
  });

  test('holds between any two sizes of one log, and not when the earlier one was another log', () => {
    const roll = dice(12);
    for (let round = 0; round < 200; round += 1) {
      const size = 2 + roll(300);
      const before = 1 + roll(size - 1);
      const leaves = leavesOf(size);
      const proof = consistencyProof(digest, readerOf(leaves), before, size);
      const first = { size: before, root: plainRoot(leaves.slice(0, before)) };
      const second = { size, root: plainRoot(leaves) };
      expect(consistencyHolds(digest, first, second, proof)).toBe(true);
      expect(consistencyHolds(digest, { ...first, root: second.root }, second, proof)).toBe(false);
      expect(consistencyHolds(digest, first, { ...second, root: first.root }, proof)).toBe(false);
      expect(consistencyHolds(digest, first, second, [...proof, first.root])).toBe(false);
      expect(consistencyHolds(digest, second, first, proof)).toBe(false);
    }
  });

  test('of a tree with itself is empty', () => {
    const root = plainRoot(leavesOf(5));
    expect(consistencyProof(digest, readerOf(leavesOf(5)), 5, 5)).toEqual([]);
    expect(consistencyHolds(digest, { size: 5, root }, { size: 5, root }, [])).toBe(true);
  });
});
