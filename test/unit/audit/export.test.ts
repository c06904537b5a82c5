// The export of C2SP tlog-tiles: where each file lies, how bundles are written, and that every altered file is found.

import { describe, expect, test } from 'vitest';
import { canonicalText } from '../../../electron/core/audit/canonical.ts';
import { signCheckpoint } from '../../../electron/core/audit/checkpoint.ts';
import {
  appendLeaf,
  emptyFrontier,
  inclusionHolds,
  inclusionProof,
  leafHash,
  rootOf,
} from '../../../electron/core/audit/merkle.ts';
import {
  decodeBundle,
  encodeBundle,
  encodeTile,
  tileFiles,
  tilePath,
  treeOverTiles,
} from '../../../electron/core/audit/tiles.ts';
import { verifyExport } from '../../../electron/core/audit/verify-export.ts';
import { digest, noteSigner, verifier } from './platform.ts';

const { key, sign } = noteSigner('starcard/TEST-01/WS-1');
const trust = { digest, verifier, key };

function entryAt(sequence: number): Uint8Array {
  const fields = {
    sequence,
    time: new Date(1_770_000_000_000 + sequence).toISOString(),
    actor: 'officer1',
    role: 'officer',
    workstation: 'WS-1',
    action: 'application.viewed',
    subject: { kind: 'application', id: String(sequence) },
    outcome: 'ok',
    detail: {},
  };
  return new TextEncoder().encode(canonicalText(fields));
}

/** A whole export in memory, by path. */
function exportOf(
  size: number,
  entries = Array.from({ length: size }, (_, index) => entryAt(index)),
): Map<string, Uint8Array> {
  const levels: Uint8Array[][] = [[], [], [], []];
  let frontier = emptyFrontier;
  for (const entry of entries) {
    const leaf = leafHash(digest, entry);
    levels[0]?.push(leaf);
    const grown = appendLeaf(digest, frontier, leaf);
    for (const node of grown.completed) if (node.level % 8 === 0) levels[node.level / 8]?.push(node.hash);
    frontier = grown.frontier;
  }
  const files = new Map<string, Uint8Array>();
  for (const { path, level, first, count } of tileFiles(size)) {
    const part = <T>(all: readonly T[]) => all.slice(first, first + count);
    files.set(path, level === 'entries' ? encodeBundle(part(entries)) : encodeTile(part(levels[level] ?? [])));
  }
  const head = { size, rootHash: rootOf(digest, frontier) };
  files.set('checkpoint', new TextEncoder().encode(signCheckpoint(digest, key, head, sign)));
  return files;
}

function problemOf(files: ReadonlyMap<string, Uint8Array>): unknown {
  return verifyExport(trust, (path) => files.get(path)).problem;
}

describe('the layout', () => {
  test('names tiles as the specification does', () => {
    expect([
      tilePath(0, 1_234_067, 256),
      tilePath('entries', 0, 112),
      tilePath(2, 5, 1),
      tilePath(1, 1000, 256),
    ]).toEqual(['tile/0/x001/x234/067', 'tile/entries/000.p/112', 'tile/2/005.p/1', 'tile/1/x001/000']);
  });

  test('of 70,000 entries has the tiles of the specification’s example', () => {
    const files = [...tileFiles(70_000)];
    const ofLevel = (level: number | 'entries') => files.filter((file) => file.level === level);
    const partial = files.filter((file) => file.count < 256).map(({ path }) => path);
    expect([ofLevel('entries').length, ofLevel(0).length, ofLevel(1).length, ofLevel(2).length]).toEqual([
      274, 274, 2, 1,
    ]);
    expect(partial).toEqual(['tile/entries/273.p/112', 'tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1']);
  });

  test('of 256 entries has a full tile and a partial one of width 1 above it', () => {
    expect([...tileFiles(256)].map(({ path }) => path)).toEqual(['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1']);
  });

  test('puts two bytes of length, big-endian, before each entry', () => {
    const bundle = encodeBundle([Uint8Array.of(1, 2), new Uint8Array(), new Uint8Array(258)]);
    expect(Array.from(bundle.subarray(0, 8))).toEqual([0, 2, 1, 2, 0, 0, 1, 2]);
    expect(decodeBundle(bundle, 3)?.map((entry) => entry.length)).toEqual([2, 0, 258]);
    expect([decodeBundle(bundle, 2), decodeBundle(bundle.slice(0, -1), 3)]).toEqual([undefined, undefined]);
  });

  test('lets any proof be made from its tiles alone', () => {
    const files = exportOf(700);
    const root = rootOf(
      digest,
      [...Array(700).keys()].reduce(
        (frontier, index) => appendLeaf(digest, frontier, leafHash(digest, entryAt(index))).frontier,
        emptyFrontier,
      ),
    );
    const hashes = [...tileFiles(700)].filter((file) => file.level !== 'entries');
    const read = treeOverTiles(digest, (level, first, count) => {
      const tile = hashes.find(
        (file) => file.level === level && file.first <= first && first < file.first + file.count,
      );
      const bytes = files.get(tile?.path ?? '') ?? new Uint8Array();
      const at = (first - (tile?.first ?? 0)) * 32;
      return Array.from({ length: count }, (_, index) => bytes.slice(at + index * 32, at + index * 32 + 32));
    });
    const path = inclusionProof(digest, read, 513, 700);
    expect(inclusionHolds(digest, { index: 513, size: 700, leaf: leafHash(digest, entryAt(513)), root }, path)).toBe(
      true,
    );
  });
});

describe('verification of an export', () => {
  test.each([1, 2, 255, 256, 257, 700])('finds %i entries good', (size) => {
    expect(verifyExport(trust, (path) => exportOf(size).get(path))).toMatchObject({ size, problem: null });
  });

  test('finds every file that is missing or changed, wherever it lies', () => {
    const whole = exportOf(600);
    for (const path of whole.keys()) {
      const missing = new Map(whole);
      missing.delete(path);
      expect(problemOf(missing), `without ${path}`).toMatchObject({ kind: 'audit.exportIncomplete', data: { path } });
      const changed = new Map(whole);
      const bytes = Uint8Array.from(whole.get(path) ?? []);
      bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
      changed.set(path, bytes);
      expect(problemOf(changed), `changed ${path}`).not.toBeNull();
    }
  });

  test('names the entry that was edited', () => {
    const files = exportOf(600);
    const entries = Array.from({ length: 600 }, (_, index) => entryAt(index === 300 ? 9300 : index));
    const edited = exportOf(600, entries);
    files.set('tile/entries/001', edited.get('tile/entries/001') ?? new Uint8Array());
    expect(problemOf(files)).toEqual({ kind: 'audit.edited', data: { sequence: 300 } });
    files.set('tile/0/001', edited.get('tile/0/001') ?? new Uint8Array());
    expect(problemOf(files)).toEqual({ kind: 'audit.reordered', data: { sequence: 300, found: 9300 } });
  });

  test('trusts the checkpoint only under the key that was given', () => {
    const stranger = noteSigner(key.name);
    const report = verifyExport({ ...trust, key: stranger.key }, (path) => exportOf(3).get(path));
    expect(report.problem).toMatchObject({ kind: 'audit.forged' });
  });
});

test.each([
  ['a byte order mark before it', (note: Uint8Array) => Uint8Array.of(0xef, 0xbb, 0xbf, ...note)],
  [
    'what is no UTF-8 in a line of another signer',
    (note: Uint8Array) => {
      const other = new TextEncoder().encode('\u2014 other AAAAAAAA\n').map((byte) => (byte === 0x6f ? 0xff : byte));
      return Uint8Array.of(...note, ...other);
    },
  ],
])('a checkpoint with %s is refused, as other tools refuse it', (_what, spoil) => {
  const files = exportOf(3);
  files.set('checkpoint', spoil(files.get('checkpoint') ?? new Uint8Array()));
  expect(problemOf(files)).toMatchObject({ kind: 'audit.forged' });
});
