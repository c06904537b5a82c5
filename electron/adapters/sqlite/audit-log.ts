/**
 * The audit log's tables. The only module that inserts into them: an entry, the tree hashes that it completes, and with
 * every transaction a tree head signed by the workstation's key (docs/design.md section 9).
 */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { checkEvent } from '../../../shared/audit/catalogue.ts';
import type { AuditAction, AuditEntry, AuditEvent } from '../../../shared/model/audit.ts';
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts';
import { system } from '../../core/access/system-actor.ts';
import type { AgreedBy } from '../../core/audit/change-key.ts';
import { CLOCK_BACK_KEY, encodeEntry } from '../../core/audit/canonical.ts';
import { signCheckpoint, verifiedCheckpoint } from '../../core/audit/checkpoint.ts';
import { emptyChain, withHead, type HeadChain } from '../../core/audit/head-chain.ts';
import {
  appendLeaf,
  emptyFrontier,
  frontierOf,
  rootOf,
  sameBytes,
  toHex,
  type Frontier,
} from '../../core/audit/merkle.ts';
import { verifierKey, type NoteKey } from '../../core/audit/note.ts';
import { endorse, type KeyHolder } from '../../core/audit/rotation.ts';
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

/** Every so many entries the log writes a checkpoint into itself, whatever else happens. */
const CHECKPOINT_EVERY = 1000;

/** Events after which it does too. */
const occasions: Readonly<Partial<Record<AuditAction, string>>> = {
  'app.started': 'start',
  'app.stopped': 'stop',
  'audit.exported': 'export',
  'audit.reported': 'report',
  'audit.keyRotated': 'rotation',
  'database.restored': 'restore',
  'shift.ended': 'shift',
  'day.closed': 'close',
};

/** Entries of one transaction; `seal` signs the tree head over them, `settle` is called once they are durable. */
export interface Appending {
  append(event: AuditEvent): void;
  /** The sequence that the next entry gets. */
  next(): number;
  /** How many entries this transaction has so far. */
  count(): number;
  /** Hands the log over to another key: the entry holds both signatures, and the new key signs the head over it. */
  rotate(next: LogKey, by: AgreedBy): Result<void>;
  seal(): Result<void>;
  /** The signed head where it is one to be kept outside the database too, else null. */
  settle(): string | null;
}

export interface LogKey {
  readonly signer: Signer;
  readonly key: NoteKey;
}

interface Tail {
  readonly frontier: Frontier;
  /** Time of the newest entry in milliseconds; 0 before the first. */
  readonly timeMs: number;
  /** Heads since the newest `audit.checkpoint`. */
  readonly chain: HeadChain;
  /** Entries there were when the newest `audit.checkpoint` was written. */
  readonly checkpointAt: number;
}

export type AuditLog = ReturnType<typeof auditLog>;

export function auditLog(db: Database, parts: LogParts) {
  const { digest, verifier, clock, workstation } = parts;
  const rows = auditRows(db);
  const insertEntry = db.prepare('INSERT INTO auditEntry (sequence, entry, leafHash) VALUES (?, ?, ?)');
  const insertTileHash = db.prepare('INSERT INTO auditTileHash (level, number, hash) VALUES (?, ?, ?)');
  const insertHead = db.prepare('INSERT INTO auditTreeHead (size, rootHash, checkpoint) VALUES (?, ?, ?)');
  let owner: LogKey = parts;
  let tail: Tail = { frontier: emptyFrontier, timeMs: 0, chain: emptyChain(), checkpointAt: 0 };

  /** The right edge of the tree from the stored hashes: at most 255 of each level are read, however long the log is. */
  function readTail(): Tail {
    const size = rows.size();
    const read = treeOverTiles(digest, (level, first, count) => rows.tileHashes(level, first, count));
    const newest = rows.entries({ limit: 1 })[0];
    const [checkpoint] = rows.entries({ action: 'audit.checkpoint', limit: 1 });
    let chain = emptyChain(z.int().catch(0).parse(checkpoint?.detail['size']));
    for (const head of rows.headsAfter(chain.size)) chain = withHead(digest, chain, head.size, head.checkpoint);
    return {
      frontier: frontierOf(size, read),
      timeMs: newest === undefined ? 0 : Date.parse(newest.time),
      chain,
      checkpointAt: checkpoint?.sequence ?? 0,
    };
  }

  function entryOf(actor: Actor, event: AuditEvent, sequence: number, now: Date, lastMs: number): AuditEntry {
    const backMs = lastMs - now.getTime();
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
    /** Whose signature stands under the log now. */
    key: (): NoteKey => owner.key,
    signer: (): Signer => owner.signer,

    /**
     * Reads the end of the log and checks that it is what this workstation signed last, and no older than the
     * checkpoint that was kept `beside` it. To extend any other would put our signature under it. Fails with
     * `audit.otherKey`, `audit.tailAltered`, `audit.rolledBack`, `audit.forked`.
     */
    resume(beside: string | null): Result<void> {
      tail = readTail();
      const { size } = tail.frontier;
      const head = rows.treeHead();
      if (size > 0 || head !== undefined) {
        const checkpoint =
          head === undefined ? undefined : verifiedCheckpoint(digest, verifier, owner.key, head.checkpoint);
        if (head !== undefined && checkpoint === undefined)
          return fail('audit.otherKey', { size: head.size, name: owner.key.name });
        const isOurs = checkpoint?.size === size && sameBytes(checkpoint.rootHash, rootOf(digest, tail.frontier));
        if (!isOurs) return fail('audit.tailAltered', { size });
      }
      const kept = beside === null ? undefined : verifiedCheckpoint(digest, verifier, owner.key, beside);
      if (kept === undefined) return ok(undefined);
      if (kept.size > size) return fail('audit.rolledBack', { sequence: size, size: kept.size });
      const read = treeOverTiles(digest, (level, first, count) => rows.tileHashes(level, first, count));
      const isSame = sameBytes(rootOf(digest, frontierOf(kept.size, read)), kept.rootHash);
      return isSame ? ok(undefined) : fail('audit.forked', { sequence: 0, size: kept.size });
    },

    /** Starts the entries of one transaction, which the caller has begun. */
    begin(actor: Actor): Appending {
      // That nobody else wrote meanwhile, the trigger auditEntryInOrder sees with the first entry.
      const before = tail.frontier.size;
      let { frontier, timeMs, chain, checkpointAt } = tail;
      let signing = owner;
      let occasion: string | undefined;
      let sealed: string | null = null;

      function append(by: Actor, event: AuditEvent): void {
        checkEvent(event);
        const now = clock.now();
        const { text, leaf } = encodeEntry(digest, entryOf(by, event, frontier.size, now, timeMs));
        insertEntry.run(frontier.size, text, leaf);
        const grown = appendLeaf(digest, frontier, leaf);
        for (const { level, index, hash } of grown.completed) {
          if (level % TILE_HEIGHT === 0) insertTileHash.run(level / TILE_HEIGHT, index, hash);
        }
        frontier = grown.frontier;
        timeMs = now.getTime();
        occasion ??= occasions[event.action];
      }

      /** What the heads so far come to, so that the next signature vouches for all of theirs. */
      function appendCheckpoint(why: string): void {
        checkpointAt = frontier.size;
        append(system, {
          action: 'audit.checkpoint',
          subject: { kind: 'log', id: signing.key.name },
          outcome: 'ok',
          detail: { occasion: why, size: chain.size, heads: chain.heads, headsDigest: toHex(chain.digest) },
        });
        chain = emptyChain(chain.size);
      }

      return {
        append: (event) => append(actor, event),
        next: () => frontier.size,
        count: () => frontier.size - before,
        rotate(next, by) {
          const head = { size: frontier.size, rootHash: rootOf(digest, frontier) };
          const endorsement = endorsed(digest, head, signing, next);
          if (!endorsement.ok) return endorsement;
          append(actor, {
            action: 'audit.keyRotated',
            subject: { kind: 'log', id: signing.key.name },
            outcome: 'ok',
            detail: {
              formerKey: verifierKey(digest, signing.key),
              verifierKey: verifierKey(digest, next.key),
              endorsement: endorsement.value,
              ...by,
            },
          });
          signing = next;
          return ok(undefined);
        },
        seal() {
          if (frontier.size - checkpointAt >= CHECKPOINT_EVERY) occasion ??= 'entries';
          if (occasion !== undefined) appendCheckpoint(occasion);
          const head = { size: frontier.size, rootHash: rootOf(digest, frontier) };
          let failure: Failure | null = null;
          sealed = signCheckpoint(digest, signing.key, head, (text) => {
            const signature = signing.signer.sign(text);
            if (!signature.ok) failure = signature;
            return signature.ok ? signature.value : new Uint8Array();
          });
          if (failure !== null) return failure;
          insertHead.run(head.size, head.rootHash, sealed);
          chain = withHead(digest, chain, head.size, sealed);
          return ok(undefined);
        },
        settle() {
          tail = { frontier, timeMs, chain, checkpointAt };
          owner = signing;
          return occasion === undefined ? null : sealed;
        },
      };
    },
  };
}

/** Both keys over the same words; a key store that does not answer leaves everything as it was. */
function endorsed(
  digest: Digest,
  head: { readonly size: number; readonly rootHash: Uint8Array },
  former: LogKey,
  next: LogKey,
): Result<string> {
  const failures: Failure[] = [];
  const holder = ({ key, signer }: LogKey): KeyHolder => ({
    key,
    sign(text) {
      const signature = signer.sign(text);
      if (!signature.ok) failures.push(signature);
      return signature.ok ? signature.value : new Uint8Array(64);
    },
  });
  const note = endorse(digest, head, holder(former), holder(next));
  return failures[0] ?? ok(note);
}
