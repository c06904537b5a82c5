/** What somebody with the database file and every tool for it can do, short of having the key. */

import type { Database } from 'better-sqlite3';
import { openStore, type OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { canonicalText } from '../../electron/core/audit/canonical.ts';
import { signCheckpoint } from '../../electron/core/audit/checkpoint.ts';
import { appendLeaf, emptyFrontier, leafHash, rootOf } from '../../electron/core/audit/merkle.ts';
import { ed25519KeyOf } from '../../electron/core/audit/note.ts';
import { ok } from '../../shared/result.ts';
import { withoutTriggers } from '../support/hand.ts';
import { event, officer, ORIGIN } from './cases.ts';
import { freshFolder, must, opened, optionsFor, signer } from './office.ts';

const COMMITS = 10;

/** Ten transactions of one entry each, the sixth of three: entries 0 (made with the log) to 12, heads of 1 ... 6, 9 ... 13. */
export function history(store: OpenStore, commits = COMMITS): void {
  for (let number = 1; number <= commits; number += 1) {
    must(
      store.commit(officer, (tx) => {
        for (let count = number === 6 ? 3 : 1; count > 0; count -= 1) tx.audit(event(`case-${number}-${count}`));
        return ok(undefined);
      }),
    );
  }
}

/** A closed log, the hand of somebody who can write the file, and what verification then says. */
export function tampered(hand: (db: Database) => void, commits = COMMITS) {
  const options = optionsFor(freshFolder(), { signer: signer() });
  const store = must(openStore(options));
  history(store, commits);
  const checkpoint = store.treeHead()?.checkpoint ?? '';
  store.close();
  withoutTriggers(options.folder, hand);
  const reader = opened({ ...options, mode: 'read' });
  return { options, checkpoint, reader, problem: reader.verifyAudit().problem };
}

export function entryText(db: Database, sequence: number): string {
  return String(db.prepare('SELECT entry FROM auditEntry WHERE sequence = ?').pluck().get(sequence));
}

/** Writes an entry with the hash that fits it, as somebody who knows the format would. */
export function put(db: Database, sequence: number, text: string): void {
  const leaf = leafHash(systemDigest, new TextEncoder().encode(text));
  db.prepare('INSERT OR REPLACE INTO auditEntry (sequence, entry, leafHash) VALUES (?, ?, ?)').run(
    sequence,
    text,
    leaf,
  );
}

export function edited(text: string): string {
  return text.replace('officer1', 'officer2');
}

/** New heads over whatever the rows now say, with a key that is not the workstation's. */
export function resign(db: Database, sizes: readonly number[]): void {
  const stranger = signer();
  const key = { name: ORIGIN, publicKey: ed25519KeyOf(stranger.publicKey()) ?? new Uint8Array() };
  const leaves = db.prepare('SELECT leafHash FROM auditEntry ORDER BY sequence').pluck().all() as Uint8Array[];
  let frontier = emptyFrontier;
  for (const leaf of leaves) {
    frontier = appendLeaf(systemDigest, frontier, new Uint8Array(leaf)).frontier;
    if (!sizes.includes(frontier.size)) continue;
    const head = { size: frontier.size, rootHash: rootOf(systemDigest, frontier) };
    const note = signCheckpoint(systemDigest, key, head, (text) => must(stranger.sign(text)));
    db.prepare('INSERT OR REPLACE INTO auditTreeHead (size, rootHash, checkpoint) VALUES (?, ?, ?)').run(
      head.size,
      head.rootHash,
      note,
    );
  }
}

export const headOf = (db: Database, size: number) =>
  db.prepare('SELECT checkpoint FROM auditTreeHead WHERE size = ?').pluck().get(size);

export function renumbered(text: string, sequence: number): string {
  return canonicalText({ ...(JSON.parse(text) as object), sequence });
}
