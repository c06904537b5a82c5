/** What a witness does: it cosigns a tree only if that tree continues the one it saw last (C2SP tlog-witness). */

import { fail, ok, type Result } from '../../../shared/result.ts';
import { parseCheckpoint, verifiedCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { HistoryTrust } from './key-history.ts';
import { consistencyHolds, sameBytes } from './merkle.ts';
import type { WitnessRequest } from './proof-text.ts';

/**
 * The checkpoint when it may be cosigned. `seen`: the checkpoint that the witness cosigned last, with its own signature
 * checked by whoever keeps it; null before the first. Fails with `audit.forged` where the log's key did not sign it,
 * `audit.rolledBack` where it is of a smaller tree, `audit.forked` where it does not continue the one seen, and
 * `audit.proofOfOther` where the proof starts from another tree.
 */
export function mayCosign(trust: HistoryTrust, seen: string | null, request: WitnessRequest): Result<Checkpoint> {
  const { digest, verifier, key } = trust;
  const next = verifiedCheckpoint(digest, verifier, key, request.checkpoint);
  if (next === undefined) return fail('audit.forged', { sequence: 0, size: 0, name: key.name });
  const last = seen === null ? undefined : parseCheckpoint(seen);
  if (last === undefined)
    return request.old === 0 ? ok(next) : fail('audit.proofOfOther', { size: request.old, seen: 0 });
  if (next.size < last.size) return fail('audit.rolledBack', { sequence: next.size, size: last.size });
  if (next.size === last.size) {
    return sameBytes(next.rootHash, last.rootHash) ? ok(next) : fail('audit.forked', { sequence: 0, size: last.size });
  }
  if (request.old !== last.size) return fail('audit.proofOfOther', { size: request.old, seen: last.size });
  const first = { size: last.size, root: last.rootHash };
  const continues = consistencyHolds(digest, first, { size: next.size, root: next.rootHash }, request.proof);
  return continues ? ok(next) : fail('audit.forked', { sequence: 0, size: last.size });
}
