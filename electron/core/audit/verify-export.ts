/** Verifies an exported log (C2SP tlog-tiles) with nothing but its files and a public key that came by another way. */

import { error, type AppError } from '../../../shared/result.ts';
import { verifiedCheckpoint } from './checkpoint.ts';
import { checkEntry, type CheckedEntry } from './entry-check.ts';
import { appendLeaf, emptyFrontier, leafHash, rootOf, sameBytes, type Frontier } from './merkle.ts';
import { decodeBundle, decodeTile, TILE_HEIGHT, TILE_WIDTH, tileFiles, tilePath } from './tiles.ts';
import type { LogReport, LogTrust } from './verify.ts';

/** The bytes of a file of the export by its path inside it; `undefined` when it is not there. */
export type ExportReader = (path: string) => Uint8Array | undefined;

/** Reads every file that the checkpoint's size calls for; others are nobody's business and are not looked at. */
export function verifyExport(trust: LogTrust, read: ExportReader): LogReport {
  const { digest, verifier, key } = trust;
  let frontier: Frontier = emptyFrontier;
  const report = (problem: AppError | null): LogReport => ({
    size: frontier.size,
    rootHash: rootOf(digest, frontier),
    problem,
  });
  const note = read('checkpoint');
  if (note === undefined) return report(error('audit.exportIncomplete', { path: 'checkpoint' }));
  const checkpoint = verifiedCheckpoint(digest, verifier, key, textOf(note));
  if (checkpoint === undefined) return report(error('audit.forged', { sequence: 0, size: 0, name: key.name }));

  /** Hashes that tiles of level 1 and up must hold, by level. */
  const upper = new Map<number, Uint8Array[]>();
  let last: CheckedEntry | undefined;
  for (let first = 0; first < checkpoint.size; first += TILE_WIDTH) {
    const count = Math.min(TILE_WIDTH, checkpoint.size - first);
    const bundle = bundleAt(read, first, count);
    if ('problem' in bundle) return report(bundle.problem);
    for (const [index, entry] of bundle.entries.entries()) {
      const sequence = first + index;
      const leaf = leafHash(digest, entry);
      const stated = bundle.leaves[index];
      if (stated === undefined || !sameBytes(leaf, stated)) return report(error('audit.edited', { sequence }));
      const verdict = checkEntry(entry, sequence, last, bundle.entries[index + 1]);
      if ('problem' in verdict) return report(verdict.problem);
      last = verdict.good;
      const grown = appendLeaf(digest, frontier, leaf);
      frontier = grown.frontier;
      for (const node of grown.completed) keepTileHash(upper, node.level, node.hash);
    }
  }
  if (!sameBytes(rootOf(digest, frontier), checkpoint.rootHash)) {
    const { size } = checkpoint;
    return report(error('audit.rewritten', { sequence: 0, last: size - 1, size }));
  }
  return report(upperProblem(read, upper, checkpoint.size) ?? null);
}

/** A note is UTF-8 without a byte order mark (C2SP signed-note); what is not becomes the empty text, which is no note. */
function textOf(note: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(note);
  } catch {
    return '';
  }
}

type Bundle =
  { readonly entries: readonly Uint8Array[]; readonly leaves: readonly Uint8Array[] } | { readonly problem: AppError };

function bundleAt(read: ExportReader, first: number, count: number): Bundle {
  const bundlePath = tilePath('entries', first / TILE_WIDTH, count);
  const bundle = read(bundlePath);
  const entries = bundle === undefined ? undefined : decodeBundle(bundle, count);
  if (entries === undefined) return { problem: error('audit.exportIncomplete', { path: bundlePath }) };
  const leavesPath = tilePath(0, first / TILE_WIDTH, count);
  const tile = read(leavesPath);
  const leaves = tile === undefined ? undefined : decodeTile(tile, count);
  if (leaves === undefined) return { problem: error('audit.exportIncomplete', { path: leavesPath }) };
  return { entries, leaves };
}

function keepTileHash(upper: Map<number, Uint8Array[]>, level: number, hash: Uint8Array): void {
  if (level % TILE_HEIGHT !== 0) return;
  const ofLevel = upper.get(level / TILE_HEIGHT) ?? [];
  ofLevel.push(hash);
  upper.set(level / TILE_HEIGHT, ofLevel);
}

function upperProblem(
  read: ExportReader,
  upper: ReadonlyMap<number, readonly Uint8Array[]>,
  size: number,
): AppError | undefined {
  for (const { path, level, first, count } of tileFiles(size)) {
    if (level === 'entries' || level === 0) continue;
    const tile = read(path);
    const hashes = tile === undefined ? undefined : decodeTile(tile, count);
    if (hashes === undefined) return error('audit.exportIncomplete', { path });
    const computed = upper.get(level) ?? [];
    const wrong = hashes.findIndex((hash, index) => !sameBytes(hash, computed[first + index] ?? new Uint8Array()));
    if (wrong < 0) continue;
    const number = first + wrong;
    return error('audit.treeAltered', { sequence: number * TILE_WIDTH ** level, level, number });
  }
  return undefined;
}
