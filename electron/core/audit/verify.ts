/** Verifies a whole log from its rows: recomputes everything and names the first entry that is wrong, and how. */

import { error, type AppError } from '../../../shared/result.ts';
import type { Digest, Verifier } from '../ports.ts';
import { parseCheckpoint, verifiedCheckpoint } from './checkpoint.ts';
import { checkEntry, type CheckedEntry } from './entry-check.ts';
import { appendLeaf, emptyFrontier, leafHash, rootOf, sameBytes, type Frontier, type TreeNode } from './merkle.ts';
import type { NoteKey } from './note.ts';
import { TILE_HEIGHT } from './tiles.ts';

export interface LogRow {
  readonly sequence: number;
  /** Canonical bytes. */
  readonly entry: Uint8Array;
  readonly leafHash: Uint8Array;
}

export interface StoredHead {
  readonly size: number;
  readonly rootHash: Uint8Array;
  readonly checkpoint: string;
}

/** The root of a full tile: level 1 spans 256 entries, level 2 spans 65,536. */
export interface StoredTileHash {
  readonly level: number;
  readonly number: number;
  readonly hash: Uint8Array;
}

export interface StoredLog {
  /** By sequence. */
  readonly rows: Iterable<LogRow>;
  /** By size. */
  readonly heads: Iterable<StoredHead>;
  readonly tileHashes: readonly StoredTileHash[];
  /** Checkpoints that were kept elsewhere: they alone show truncation and what the key's holder did. */
  readonly known?: readonly string[];
}

export interface LogTrust {
  readonly digest: Digest;
  readonly verifier: Verifier;
  readonly key: NoteKey;
}

export interface LogReport {
  /** Entries read, the one with the problem not included. */
  readonly size: number;
  /** Root over these. */
  readonly rootHash: Uint8Array;
  /** `audit.*`; its `sequence` is the first entry not proven good. Null when the whole log is. */
  readonly problem: AppError | null;
}

/** How far the walk has come. */
interface Walk {
  readonly frontier: Frontier;
  readonly last: CheckedEntry | undefined;
  /** Entries covered by a tree head that was found good. */
  readonly proven: number;
}

/** Reads everything once, in order, with memory for one path of the tree only. */
export function verifyLog(trust: LogTrust, log: StoredLog): LogReport {
  const { digest } = trust;
  const known = knownHeads(trust, log.known ?? []);
  let walk: Walk = { frontier: emptyFrontier, last: undefined, proven: 0 };
  const report = (problem: AppError | null): LogReport => ({
    size: walk.frontier.size,
    rootHash: rootOf(digest, walk.frontier),
    problem,
  });
  if ('problem' in known) return report(known.problem);

  const tileHashes = new Map(log.tileHashes.map((stored) => [`${stored.level}/${stored.number}`, stored]));
  const heads = inOrder(log.heads);
  try {
    for (const [row, next] of withNext(log.rows)) {
      const sequence = walk.frontier.size;
      const size = sequence + 1;
      if (row.sequence !== sequence) return report(error('audit.removed', { sequence }));
      if (!sameBytes(leafHash(digest, row.entry), row.leafHash)) return report(error('audit.edited', { sequence }));
      const verdict = checkEntry(row.entry, sequence, walk.last, next?.entry);
      if ('problem' in verdict) return report(verdict.problem);
      const grown = appendLeaf(digest, walk.frontier, row.leafHash);
      const treeProblem = checkTileHashes(grown.completed, tileHashes, sequence);
      if (treeProblem !== undefined) return report(treeProblem);

      const head = heads.take(size);
      const elsewhere = known.roots.get(size);
      const root = head === undefined && elsewhere === undefined ? undefined : rootOf(digest, grown.frontier);
      const headProblem =
        head === undefined || root === undefined ? undefined : checkHead(trust, head, root, walk.proven);
      if (headProblem !== undefined) return report(headProblem);
      if (elsewhere !== undefined && root !== undefined && !sameBytes(elsewhere, root)) {
        return report(error('audit.forked', { sequence: known.largestBelow(size), size }));
      }
      walk = { frontier: grown.frontier, last: verdict.good, proven: head === undefined ? walk.proven : size };
    }
    return report(endProblem(walk, heads.last(), [...tileHashes.values()], [...known.roots.keys()]) ?? null);
  } finally {
    heads.close();
  }
}

/** What is left over when the rows have come to their end. */
function endProblem(
  { frontier: { size }, proven }: Walk,
  headBeyond: StoredHead | undefined,
  tileHashesBeyond: readonly StoredTileHash[],
  knownSizes: readonly number[],
): AppError | undefined {
  if (headBeyond !== undefined) return error('audit.truncated', { sequence: size, size: headBeyond.size });
  if (proven < size) return error('audit.unsigned', { sequence: proven, last: size - 1 });
  const largest = Math.max(0, ...knownSizes);
  if (largest > size) return error('audit.rolledBack', { sequence: size, size: largest });
  const [extra] = tileHashesBeyond;
  if (extra !== undefined)
    return error('audit.treeAltered', { sequence: size, level: extra.level, number: extra.number });
  return undefined;
}

function checkHead(trust: LogTrust, head: StoredHead, root: Uint8Array, proven: number): AppError | undefined {
  const { size } = head;
  const said = parseCheckpoint(head.checkpoint);
  if (said?.size !== size || !sameBytes(said.rootHash, head.rootHash)) {
    return error('audit.headAltered', { sequence: proven, size });
  }
  if (verifiedCheckpoint(trust.digest, trust.verifier, trust.key, head.checkpoint) === undefined) {
    return error('audit.forged', { sequence: proven, size, name: trust.key.name });
  }
  if (sameBytes(root, head.rootHash)) return undefined;
  return error('audit.rewritten', { sequence: proven, last: size - 1, size });
}

/** Takes every stored hash that the entry completes out of the map, so that what stays in it belongs to no entry. */
function checkTileHashes(
  completed: readonly TreeNode[],
  stored: Map<string, StoredTileHash>,
  sequence: number,
): AppError | undefined {
  for (const node of completed.filter(({ level }) => level % TILE_HEIGHT === 0)) {
    const level = node.level / TILE_HEIGHT;
    const key = `${level}/${node.index}`;
    const found = stored.get(key);
    stored.delete(key);
    if (found === undefined || !sameBytes(found.hash, node.hash)) {
      return error('audit.treeAltered', { sequence, level, number: node.index });
    }
  }
  return undefined;
}

type KnownHeads =
  | { readonly problem: AppError }
  | { readonly roots: ReadonlyMap<number, Uint8Array>; readonly largestBelow: (size: number) => number };

function knownHeads({ digest, verifier, key }: LogTrust, checkpoints: readonly string[]): KnownHeads {
  const roots = new Map<number, Uint8Array>();
  for (const note of checkpoints) {
    const checkpoint = verifiedCheckpoint(digest, verifier, key, note);
    if (checkpoint === undefined) return { problem: error('audit.foreignCheckpoint', { name: key.name }) };
    const other = roots.get(checkpoint.size);
    // Two different ones of one size: the key signed two histories, whatever the rows now say.
    if (other !== undefined && !sameBytes(other, checkpoint.rootHash)) {
      return { problem: error('audit.forked', { sequence: 0, size: checkpoint.size }) };
    }
    roots.set(checkpoint.size, checkpoint.rootHash);
  }
  return { roots, largestBelow: (size) => Math.max(0, ...[...roots.keys()].filter((other) => other < size)) };
}

/** The heads one by one as the walk comes to their sizes; a log may hold one for each entry, so never all at once. */
function inOrder(heads: Iterable<StoredHead>) {
  const iterator = heads[Symbol.iterator]();
  let head = iterator.next();
  return {
    /** The head of that size; heads are asked for by growing sizes. */
    take(size: number): StoredHead | undefined {
      if (head.done === true || head.value.size !== size) return undefined;
      const taken = head.value;
      head = iterator.next();
      return taken;
    },
    /** The largest of those not taken. */
    last(): StoredHead | undefined {
      let last: StoredHead | undefined;
      for (; head.done !== true; head = iterator.next()) last = head.value;
      return last;
    },
    close: (): void => void iterator.return?.(),
  };
}

function* withNext<T>(items: Iterable<T>): Iterable<readonly [T, T | undefined]> {
  let held: readonly [T] | undefined;
  for (const item of items) {
    if (held !== undefined) yield [held[0], item];
    held = [item];
  }
  if (held !== undefined) yield [held[0], undefined];
}
