/** One walk over the rows of a log, from the first entry to the last, with every head and hash compared on the way. */

import { error, type AppError } from '../../../shared/result.ts';
import type { EntryForm } from './canonical.ts';
import { checkpointText, parseCheckpoint, verifiedCheckpoint } from './checkpoint.ts';
import { checkEntry, type CheckedEntry } from './entry-check.ts';
import { emptyChain, withHead, type HeadChain } from './head-chain.ts';
import { inOrder, withNext } from './in-order.ts';
import { afterChange, changesKey, currentKey, firstKey, isKnown, type KeyHistory } from './key-history.ts';
import { knownProblem, readKnown } from './known-heads.ts';
import {
  appendLeaf,
  emptyFrontier,
  leafHash,
  rootOf,
  sameBytes,
  toHex,
  type Frontier,
  type TreeNode,
} from './merkle.ts';
import { TILE_HEIGHT } from './tiles.ts';
import type { ClockSetBack, LogReport, LogRow, LogTrust, StoredHead, StoredLog, StoredTileHash } from './verify.ts';

/**
 * How the heads' signatures are checked: `each` for itself, or `throughLog` where the log holds a digest of them in an
 * `audit.checkpoint` entry, which the newest signature covers.
 */
type Signatures = 'each' | 'throughLog';

/** Told of one log; a longer list helps nobody. */
const MOST_TOLD = 100;

/** How far the walk has come. */
interface Walk {
  readonly frontier: Frontier;
  readonly last: CheckedEntry | undefined;
  /** Entries covered by a tree head that was found good. */
  readonly proven: number;
  readonly history: KeyHistory;
  readonly chain: HeadChain;
}

export function walkLog(trust: LogTrust, log: StoredLog, signatures: Signatures): LogReport {
  const { digest } = trust;
  const known = readKnown(log.known ?? []);
  const rootsAtKnown = new Map<number, Uint8Array>();
  const clockSetBack: ClockSetBack[] = [];
  /** Heads whose signature nothing vouches for yet. */
  let unproven: { readonly head: StoredHead; readonly history: KeyHistory; readonly proven: number }[] = [];
  let walk: Walk = {
    frontier: emptyFrontier,
    last: undefined,
    proven: 0,
    history: firstKey(trust, undefined),
    chain: emptyChain(),
  };
  const report = (problem: AppError | null): LogReport => ({
    size: walk.frontier.size,
    rootHash: rootOf(digest, walk.frontier),
    lastTime: walk.last?.time ?? null,
    clockSetBack,
    problem,
  });

  const tileHashes = new Map(log.tileHashes.map((stored) => [`${stored.level}/${stored.number}`, stored]));
  const heads = inOrder(log.heads);

  /** One row further; answers what is wrong with it. */
  function step(row: LogRow, next: LogRow | undefined): AppError | undefined {
    const checked = checkRow(trust, walk, row, next);
    if ('problem' in checked) return checked.problem;
    const { entry, history } = checked;
    const grown = appendLeaf(digest, walk.frontier, row.leafHash);
    const treeProblem = checkTileHashes(grown.completed, tileHashes, entry.sequence);
    if (treeProblem !== undefined) return treeProblem;
    const isCheckpoint = entry.action === 'audit.checkpoint';
    const chainProblem = isCheckpoint ? checkChain(walk.chain, entry) : undefined;
    if (chainProblem !== undefined) return chainProblem;
    if (isCheckpoint) unproven = [];
    walk = {
      ...walk,
      frontier: grown.frontier,
      last: checked.good,
      history,
      chain: isCheckpoint ? emptyChain(walk.chain.size) : walk.chain,
    };
    if (known.sizes.has(walk.frontier.size)) rootsAtKnown.set(walk.frontier.size, rootOf(digest, walk.frontier));
    if (checked.backMs > 0 && clockSetBack.length < MOST_TOLD) {
      clockSetBack.push({ sequence: entry.sequence, backMs: checked.backMs });
    }
    const head = heads.take(walk.frontier.size);
    return head === undefined ? undefined : takeHead(head);
  }

  function takeHead(head: StoredHead): AppError | undefined {
    const { history, proven, frontier, chain } = walk;
    const problem = checkHead(trust, head, rootOf(digest, frontier), proven, history);
    if (problem !== undefined) return problem;
    const waiting = { head, history, proven };
    if (signatures === 'throughLog') unproven.push(waiting);
    else if (!isSigned(trust, waiting)) return forged(trust, waiting);
    walk = { ...walk, chain: withHead(digest, chain, head.size, head.checkpoint), proven: head.size };
    return undefined;
  }

  try {
    for (const [row, next] of withNext(log.rows)) {
      const before = walk;
      const problem = step(row, next);
      if (problem === undefined) continue;
      walk = before;
      return report(problem);
    }
    const unsigned = unproven.find((waiting) => !isSigned(trust, waiting));
    if (unsigned !== undefined) return report(forged(trust, unsigned));
    return report(
      endProblem(walk, heads.last(), [...tileHashes.values()], trust) ??
        knownProblem(trust, walk.history, known, rootsAtKnown, walk.frontier.size) ??
        null,
    );
  } finally {
    heads.close();
  }
}

type CheckedRow =
  | { readonly good: CheckedEntry; readonly entry: EntryForm; readonly backMs: number; readonly history: KeyHistory }
  | { readonly problem: AppError };

/** The row by itself and after the one before it: its place, its hash, its form, its time, and the key from here on. */
function checkRow(trust: LogTrust, walk: Walk, row: LogRow, next: LogRow | undefined): CheckedRow {
  const sequence = walk.frontier.size;
  if (row.sequence !== sequence) return { problem: error('audit.removed', { sequence }) };
  if (!sameBytes(leafHash(trust.digest, row.entry), row.leafHash))
    return { problem: error('audit.edited', { sequence }) };
  const verdict = checkEntry(row.entry, sequence, walk.last, next?.entry);
  if ('problem' in verdict) return verdict;
  if (sequence === 0) return { ...verdict, history: firstKey(trust, verdict.entry) };
  if (!changesKey(verdict.entry)) return { ...verdict, history: walk.history };
  const history = afterChange(trust, walk.history, verdict.entry, rootOf(trust.digest, walk.frontier));
  return 'kind' in history ? { problem: history } : { ...verdict, history };
}

/** What is left over when the rows have come to their end. */
function endProblem(
  { frontier: { size }, proven, history }: Walk,
  headBeyond: StoredHead | undefined,
  tileHashesBeyond: readonly StoredTileHash[],
  { key }: LogTrust,
): AppError | undefined {
  if (size > 0 && !isKnown(history, key)) return error('audit.forged', { sequence: 0, size: 1, name: key.name });
  if (headBeyond !== undefined) return error('audit.truncated', { sequence: size, size: headBeyond.size });
  if (proven < size) return error('audit.unsigned', { sequence: proven, last: size - 1 });
  const [extra] = tileHashesBeyond;
  if (extra !== undefined)
    return error('audit.treeAltered', { sequence: size, level: extra.level, number: extra.number });
  return undefined;
}

/** The head says what the entries come to. */
function checkHead(
  trust: LogTrust,
  head: StoredHead,
  root: Uint8Array,
  proven: number,
  history: KeyHistory,
): AppError | undefined {
  const { size } = head;
  const text = checkpointText({ origin: currentKey(history).name, size, rootHash: root });
  if (sameBytes(root, head.rootHash) && head.checkpoint.startsWith(`${text}\n`)) return undefined;
  const said = parseCheckpoint(head.checkpoint);
  if (said?.size !== size || !sameBytes(said.rootHash, head.rootHash)) {
    return error('audit.headAltered', { sequence: proven, size });
  }
  if (!isSigned(trust, { head, history })) return forged(trust, { head, proven });
  return error('audit.rewritten', { sequence: proven, last: size - 1, size });
}

function isSigned(
  { digest, verifier }: LogTrust,
  { head, history }: { readonly head: StoredHead; readonly history: KeyHistory },
): boolean {
  return verifiedCheckpoint(digest, verifier, currentKey(history), head.checkpoint) !== undefined;
}

function forged({ key }: LogTrust, { head, proven }: { readonly head: StoredHead; readonly proven: number }): AppError {
  return error('audit.forged', { sequence: proven, size: head.size, name: key.name });
}

/** An `audit.checkpoint` counts the heads since the one before it: none was taken away, none put in its place. */
function checkChain(chain: HeadChain, { sequence, detail }: EntryForm): AppError | undefined {
  const isWhole =
    detail['heads'] === chain.heads && detail['size'] === chain.size && detail['headsDigest'] === toHex(chain.digest);
  return isWhole ? undefined : error('audit.headsAltered', { sequence, size: chain.size });
}

/** Takes every stored hash that the entry completes out of the map, so that what stays in it belongs to no entry. */
function checkTileHashes(
  completed: readonly TreeNode[],
  stored: Map<string, StoredTileHash>,
  sequence: number,
): AppError | undefined {
  for (const node of completed) {
    if (node.level % TILE_HEIGHT !== 0) continue;
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
