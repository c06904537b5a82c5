/**
 * Verifies an exported log or a sealed archive of a part of it (C2SP tlog-tiles) with nothing but its files and a public
 * key that came by another way.
 */

import { error, type AppError } from '../../../shared/result.ts';
import { ARCHIVE_FILE, keysBefore, readArchive } from './archive.ts';
import { parseCheckpoint, verifiedCheckpoint } from './checkpoint.ts';
import { checkEntry, type CheckedEntry } from './entry-check.ts';
import { afterChange, changesKey, currentKey, firstKey, isKnown, type KeyHistory } from './key-history.ts';
import { knownProblem, readKnown } from './known-heads.ts';
import { appendLeaf, emptyFrontier, frontierOf, leafHash, rootOf, sameBytes, type Frontier } from './merkle.ts';
import { decodeBundle, decodeTile, TILE_HEIGHT, TILE_WIDTH, tileFiles, tilePath, treeOverTiles } from './tiles.ts';
import type { ClockSetBack, LogReport, LogTrust } from './verify.ts';

/** The bytes of a file of the export by its path inside it; `undefined` when it is not there. */
export type ExportReader = (path: string) => Uint8Array | undefined;

export interface ExportReport extends LogReport {
  /** The first entry that the files hold: 0 but for an archive. */
  readonly first: number;
}

/**
 * Reads every file that the checkpoint's size calls for; others are nobody's business and are not looked at. `known`:
 * checkpoints that were kept elsewhere. `onEntry` is handed the bytes of each entry as it is found good by itself; what
 * came before a problem is not proven.
 */
export function verifyExport(
  trust: LogTrust,
  read: ExportReader,
  known: readonly string[] = [],
  onEntry: (bytes: Uint8Array) => void = () => undefined,
): ExportReport {
  const { digest, verifier, key } = trust;
  let frontier: Frontier = emptyFrontier;
  let last: CheckedEntry | undefined;
  let first = 0;
  const clockSetBack: ClockSetBack[] = [];
  const report = (problem: AppError | null): ExportReport => ({
    first,
    size: frontier.size,
    rootHash: rootOf(digest, frontier),
    lastTime: last?.time ?? null,
    clockSetBack,
    problem,
  });
  const note = textOf(read('checkpoint'));
  if (note === undefined) return report(error('audit.exportIncomplete', { path: 'checkpoint' }));
  const checkpoint = parseCheckpoint(note);
  const forged = error('audit.forged', { sequence: 0, size: checkpoint?.size ?? 0, name: key.name });
  if (checkpoint === undefined) return report(forged);

  const archive = readArchive(read(ARCHIVE_FILE));
  if (archive !== null && 'kind' in archive) return report(archive);
  first = archive === null ? 0 : archive.first - (archive.first % TILE_WIDTH);
  const before = archive === null ? firstKey(trust, undefined) : keysBefore(trust, archive, first);
  if ('kind' in before) return report(before);
  let history: KeyHistory = before;
  if (first > 0) {
    const start = frontierFrom(trust, read, first, checkpoint.size);
    if ('kind' in start) return report(start);
    frontier = start;
  }

  /** Hashes that tiles of level 1 and up must hold, by level. */
  const upper = new Map<number, Uint8Array[]>();
  const stored = readKnown(known);
  const rootsAtKnown = new Map<number, Uint8Array>();
  for (let start = first; start < checkpoint.size; start += TILE_WIDTH) {
    const count = Math.min(TILE_WIDTH, checkpoint.size - start);
    const bundle = bundleAt(read, start, count);
    if ('problem' in bundle) return report(bundle.problem);
    for (const [index, bytes] of bundle.entries.entries()) {
      const sequence = start + index;
      const leaf = leafHash(digest, bytes);
      const stated = bundle.leaves[index];
      if (stated === undefined || !sameBytes(leaf, stated)) return report(error('audit.edited', { sequence }));
      const verdict = checkEntry(bytes, sequence, last, bundle.entries[index + 1], sequence > first || first === 0);
      if ('problem' in verdict) return report(verdict.problem);
      const { entry, backMs } = verdict;
      if (sequence === 0) history = firstKey(trust, entry);
      const changed = changesKey(entry) ? afterChange(trust, history, entry, rootOf(digest, frontier)) : history;
      if ('kind' in changed) return report(changed);
      history = changed;
      if (backMs > 0) clockSetBack.push({ sequence, backMs });
      last = verdict.good;
      const grown = appendLeaf(digest, frontier, leaf);
      frontier = grown.frontier;
      for (const node of grown.completed) keepTileHash(upper, node.level, node.hash);
      if (stored.sizes.has(frontier.size)) rootsAtKnown.set(frontier.size, rootOf(digest, frontier));
      onEntry(bytes);
    }
  }
  const isSigned = verifiedCheckpoint(digest, verifier, currentKey(history), note) !== undefined;
  // An archive names later changes too: a key that took over since vouches for the ones before it.
  const everyKey = archive === null ? history : keysBefore(trust, archive, Number.POSITIVE_INFINITY);
  if ('kind' in everyKey) return report(everyKey);
  if (!isSigned || !(isKnown(history, key) || isKnown(everyKey, key))) return report(forged);
  if (!sameBytes(rootOf(digest, frontier), checkpoint.rootHash)) {
    const { size } = checkpoint;
    return report(error('audit.rewritten', { sequence: first, last: size - 1, size }));
  }
  const wrongTile = archive === null ? upperProblem(read, upper, checkpoint.size) : undefined;
  return report(wrongTile ?? knownProblem(trust, history, stored, rootsAtKnown, frontier.size) ?? null);
}

/** The tree before an archive's first entry, from hashes that the signed root will prove right or wrong. */
function frontierFrom({ digest }: LogTrust, read: ExportReader, first: number, size: number): Frontier | AppError {
  const missing: string[] = [];
  const hashes = exportHashes(read, size, (path) => missing.push(path));
  try {
    return frontierOf(first, treeOverTiles(digest, hashes));
  } catch (thrown) {
    const [path] = missing;
    if (path === undefined) throw thrown;
    return error('audit.exportIncomplete', { path });
  }
}

/** Tile hashes of an export of `size` entries; what is not there is told and left out. */
export function exportHashes(read: ExportReader, size: number, onMissing: (path: string) => void) {
  return (level: number, first: number, count: number): readonly Uint8Array[] => {
    const hashes: Uint8Array[] = [];
    const ofLevel = Math.floor(size / TILE_WIDTH ** level);
    for (let tile = Math.floor(first / TILE_WIDTH); tile * TILE_WIDTH < first + count; tile += 1) {
      const width = Math.min(TILE_WIDTH, ofLevel - tile * TILE_WIDTH);
      const path = tilePath(level, tile, width);
      const bytes = read(path);
      const decoded = bytes === undefined ? undefined : decodeTile(bytes, width);
      if (decoded === undefined) onMissing(path);
      const from = Math.max(0, first - tile * TILE_WIDTH);
      hashes.push(...(decoded ?? []).slice(from, first + count - tile * TILE_WIDTH));
    }
    return hashes;
  };
}

/** A note is UTF-8 without a byte order mark (C2SP signed-note); what is not becomes the empty text, which is no note. */
function textOf(note: Uint8Array | undefined): string | undefined {
  if (note === undefined) return undefined;
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
