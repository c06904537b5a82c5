/**
 * The audit log's tables. The only module that inserts into them: an entry, the tree hashes that it completes, and with
 * every transaction a tree head signed by the workstation's key (docs/design.md section 9).
 */

import type { Database } from 'better-sqlite3';
import { checkEvent } from '../../../shared/audit/catalogue.ts';
import type { AuditEntry, AuditEvent } from '../../../shared/model/audit.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { CLOCK_BACK_KEY, entryBytes } from '../../core/audit/canonical.ts';
import { checkpointText, signCheckpoint, verifiedCheckpoint } from '../../core/audit/checkpoint.ts';
import {
  appendLeaf,
  emptyFrontier,
  frontierOf,
  leafHash,
  rootOf,
  sameBytes,
  type Frontier,
} from '../../core/audit/merkle.ts';
import type { NoteKey } from '../../core/audit/note.ts';
import { TILE_HEIGHT, treeOverTiles } from '../../core/audit/tiles.ts';
import type { Actor, Clock, Digest, Signer, Verifier } from '../../core/ports.ts';
import { auditRows } from './rows/audit-rows.ts';

export interface LogParts {
  readonly digest: Digest;
  readonly verifier: Verifier;
  readonly clock: Clock;
  readonly signer: Signer;
  readonly key: NoteKey;
  readonly workstation: string;
}

/** Entries of one transaction; `seal` signs the tree head over them, `settle` is called once they are durable. */
export interface Appending {
  append(event: AuditEvent): void;
  /** How many entries this transaction has so far. */
  count(): number;
  seal(): Result<void>;
  settle(): void;
}

interface Tail {
  readonly frontier: Frontier;
  /** Time of the newest entry in milliseconds; 0 before the first. */
  readonly timeMs: number;
}

export type AuditLog = ReturnType<typeof auditLog>;

export function auditLog(db: Database, { digest, verifier, clock, signer, key, workstation }: LogParts) {
  const rows = auditRows(db);
  const insertEntry = db.prepare('INSERT INTO auditEntry (sequence, entry, leafHash) VALUES (?, ?, ?)');
  const insertTileHash = db.prepare('INSERT INTO auditTileHash (level, number, hash) VALUES (?, ?, ?)');
  const insertHead = db.prepare('INSERT INTO auditTreeHead (size, rootHash, checkpoint) VALUES (?, ?, ?)');
  let tail: Tail = { frontier: emptyFrontier, timeMs: 0 };

  /** The right edge of the tree from the stored hashes: at most 255 of each level are read, however long the log is. */
  function readTail(): Tail {
    const size = rows.size();
    const read = treeOverTiles(digest, (level, first, count) => rows.tileHashes(level, first, count));
    const newest = rows.entries({ limit: 1 })[0];
    return { frontier: frontierOf(size, read), timeMs: newest === undefined ? 0 : Date.parse(newest.time) };
  }

  function entryOf(actor: Actor, event: AuditEvent, sequence: number, now: Date, lastMs: number): AuditEntry {
    const backMs = lastMs - now.getTime();
    if (Object.hasOwn(event.detail, CLOCK_BACK_KEY)) throw new Error(`${CLOCK_BACK_KEY} is the log's own`);
    return {
      sequence,
      time: now.toISOString(),
      actor: actor.account,
      role: actor.role,
      workstation,
      action: event.action,
      subject: event.subject,
      outcome: event.outcome,
      detail: backMs > 0 ? { ...event.detail, [CLOCK_BACK_KEY]: backMs } : event.detail,
    };
  }

  return {
    /**
     * Reads the end of the log and checks that it is what this workstation signed last. To extend any other would put
     * our signature under it. Fails with `audit.otherKey`, `audit.unsigned`.
     */
    resume(): Result<void> {
      tail = readTail();
      const { size } = tail.frontier;
      const head = rows.treeHead();
      if (size === 0 && head === undefined) return ok(undefined);
      const checkpoint = head === undefined ? undefined : verifiedCheckpoint(digest, verifier, key, head.checkpoint);
      if (head !== undefined && checkpoint === undefined)
        return fail('audit.otherKey', { size: head.size, name: key.name });
      const isOurs = checkpoint?.size === size && sameBytes(checkpoint.rootHash, rootOf(digest, tail.frontier));
      return isOurs ? ok(undefined) : fail('audit.tailAltered', { size });
    },

    /** Starts the entries of one transaction, which the caller has begun. */
    begin(actor: Actor): Appending {
      if (rows.size() !== tail.frontier.size) throw new Error('somebody else wrote to the audit log');
      const before = tail.frontier.size;
      let { frontier, timeMs } = tail;
      return {
        append(event) {
          checkEvent(event);
          const now = clock.now();
          const bytes = entryBytes(entryOf(actor, event, frontier.size, now, timeMs));
          const leaf = leafHash(digest, bytes);
          insertEntry.run(frontier.size, new TextDecoder().decode(bytes), leaf);
          const grown = appendLeaf(digest, frontier, leaf);
          for (const { level, index, hash } of grown.completed) {
            if (level % TILE_HEIGHT === 0) insertTileHash.run(level / TILE_HEIGHT, index, hash);
          }
          frontier = grown.frontier;
          timeMs = now.getTime();
        },
        count: () => frontier.size - before,
        seal() {
          const head = { size: frontier.size, rootHash: rootOf(digest, frontier) };
          const text = checkpointText({ origin: key.name, ...head });
          const signature = signer.sign(new TextEncoder().encode(text));
          if (!signature.ok) return signature;
          insertHead.run(
            head.size,
            head.rootHash,
            signCheckpoint(digest, key, head, () => signature.value),
          );
          return ok(undefined);
        },
        settle() {
          tail = { frontier, timeMs };
        },
      };
    },
  };
}
