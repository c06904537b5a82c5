/** How fast the audit log is written, verified and searched, against the least that any program would have to do. */

import canonicalize from 'canonicalize';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditQuery } from '../../shared/audit/query.ts';
import { ok } from '../../shared/result.ts';
import { openStore, type OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import type { Clock, Signer } from '../../electron/core/ports.ts';
import { officeHistory, type Step } from '../support/audit-history.ts';
import { bench, median, type Figure } from './harness.ts';

const RUNS = 5;

/** Commits of one measured run, and in how many turns. */
const COMMITS = 2000;
const TURNS = 50;
const root = mkdtempSync(join(tmpdir(), 'starcard-bench-audit-'));

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
const signer: Signer = {
  keyName: 'audit',
  algorithm: 'Ed25519',
  publicKey: () => spki,
  sign: (data) => ok(new Uint8Array(sign(null, data, privateKey))),
};
let now = Date.UTC(2026, 0, 5, 0);
const clock: Clock = { now: () => new Date((now += 7_000)) };

function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function open(name: string): OpenStore {
  const options = { digest: systemDigest, signer, clock, origin: 'starcard/BENCH/WS-1', workstation: 'WS-1' };
  const opened = openStore({ ...options, folder: join(root, name), mode: 'write' });
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
}

/** A log of that many entries, written fast: many to a transaction. */
function logOf(name: string, size: number): OpenStore {
  const store = open(name);
  const steps = officeHistory(dice(size))[Symbol.iterator]();
  while ((store.treeHead()?.size ?? 0) < size) {
    commit(store, {
      actor: { account: 'officer1', role: 'officer' },
      events: taken(steps, 800).flatMap(({ events }) => events),
    });
  }
  return store;
}

function taken(steps: Iterator<Step>, count: number): readonly Step[] {
  return Array.from({ length: count }, () => steps.next().value).filter((step): step is Step => step !== undefined);
}

function commit(store: OpenStore, { actor, events }: Step): void {
  const done = store.commit(actor, (tx) => {
    for (const event of events) tx.audit(event);
    return ok(undefined);
  });
  if (!done.ok) throw new Error(done.error.kind);
}

function timed(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

/** Of this process, whatever else the machine is at. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Ours, and a program that is handed every row ready to be inserted: same tables, indexes, triggers, same commits. They take
 * turns of forty commits, so that whatever else the disk does meets both.
 */
function appending(): readonly Figure[] {
  const ours: number[] = [];
  const bare: number[] = [];
  const busy = { ours: 0, bare: 0 };
  for (let run = 0; run <= RUNS; run += 1) {
    const steps = officeHistory(dice(run + 1))[Symbol.iterator]();
    const store = open(`ours-${run}`);
    open(`bare-${run}`).close();
    const source = new SqliteDatabase(join(root, `ours-${run}`, 'starcard.db'), { readonly: true });
    const db = bareDatabase(join(root, `bare-${run}`, 'starcard.db'));
    let [took, least] = [0, 0];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const first = store.treeHead()?.size ?? 0;
      const some = taken(steps, COMMITS / TURNS);
      const before = cpuMs();
      took += timed(() => some.forEach((step) => commit(store, step)));
      busy.ours += cpuMs() - before;
      const rows = readRows(source, first);
      const between = cpuMs();
      least += timed(() => insertRows(db, rows));
      busy.bare += cpuMs() - between;
    }
    store.close();
    source.close();
    db.close();
    // The first run compiles both programs.
    if (run > 0) {
      ours.push(took);
      bare.push(least);
    }
  }
  return [
    { name: 'appending, against inserting the same rows', value: median(bare) / median(ours), unit: 'x', atLeast: 0.7 },
    { name: 'appending: processor time of one commit', value: busy.ours / (COMMITS * (RUNS + 1)), unit: 'ms' },
    { name: 'the same rows: processor time of one commit', value: busy.bare / (COMMITS * (RUNS + 1)), unit: 'ms' },
    { name: 'commits, one after the other, each on disk', value: (COMMITS / median(ours)) * 1000, unit: 'per second' },
  ];
}

/** Set up as electron/adapters/sqlite/connection.ts does; that it is in WAL mode the file itself says. */
const PRAGMAS = [
  'trusted_schema = OFF',
  'synchronous = FULL',
  'foreign_keys = ON',
  'recursive_triggers = ON',
  'secure_delete = ON',
];

function bareDatabase(path: string): Database {
  const db = new SqliteDatabase(path);
  for (const pragma of PRAGMAS) db.pragma(pragma);
  return db;
}

interface Row {
  readonly entries: readonly { readonly sequence: number; readonly entry: string; readonly leafHash: Buffer }[];
  readonly head: { readonly size: number; readonly rootHash: Buffer; readonly checkpoint: string };
  readonly tileHashes: readonly { readonly level: number; readonly number: number; readonly hash: Buffer }[];
}

function readRows(db: Database, first: number): readonly Row[] {
  const heads = db
    .prepare('SELECT size, rootHash, checkpoint FROM auditTreeHead WHERE size > ? ORDER BY size')
    .all(first);
  const entries = db.prepare(
    'SELECT sequence, entry, leafHash FROM auditEntry WHERE sequence >= ? AND sequence < ? ORDER BY sequence',
  );
  const tileHashes = db.prepare(
    'SELECT level, number, hash FROM auditTileHash WHERE (number + 1) << (8 * level) > ? AND (number + 1) << (8 * level) <= ?',
  );
  let from = first;
  return (heads as Row['head'][]).map((head) => {
    const row = {
      head,
      entries: entries.all(from, head.size) as Row['entries'][number][],
      tileHashes: tileHashes.all(from, head.size) as Row['tileHashes'][number][],
    };
    from = head.size;
    return row;
  });
}

function insertRows(db: Database, rows: readonly Row[]): void {
  const entry = db.prepare('INSERT INTO auditEntry (sequence, entry, leafHash) VALUES (?, ?, ?)');
  const head = db.prepare('INSERT INTO auditTreeHead (size, rootHash, checkpoint) VALUES (?, ?, ?)');
  const tileHash = db.prepare('INSERT INTO auditTileHash (level, number, hash) VALUES (?, ?, ?)');
  const [begin, end] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
  for (const row of rows) {
    begin.run();
    for (const one of row.entries) entry.run(one.sequence, one.entry, one.leafHash);
    for (const one of row.tileHashes) tileHash.run(one.level, one.number, one.hash);
    head.run(row.head.size, row.head.rootHash, row.head.checkpoint);
    end.run();
  }
}

/** The same commits at the end of a short log and of a long one. */
function growth(small: OpenStore, big: OpenStore, large: number): readonly Figure[] {
  const times = { small: [] as number[], big: [] as number[] };
  for (let run = 0; run <= RUNS; run += 1) {
    const steps = taken(officeHistory(dice(100 + run))[Symbol.iterator](), COMMITS);
    let [short, long] = [0, 0];
    for (let from = 0; from < COMMITS; from += COMMITS / TURNS) {
      const part = steps.slice(from, from + COMMITS / TURNS);
      short += timed(() => part.forEach((step) => commit(small, step)));
      long += timed(() => part.forEach((step) => commit(big, step)));
    }
    if (run > 0) {
      times.small.push(short);
      times.big.push(long);
    }
  }
  const value = median(times.small) / median(times.big);
  return [{ name: `rate of appending at ${large} entries, against 10000`, value, unit: 'x', atLeast: 0.8 }];
}

/** Ours, and a loop that reads, parses, canonicalises and hashes the same rows and the same nodes of the tree. */
function verifying(size: number): readonly Figure[] {
  const store = open('verify');
  const steps = officeHistory(dice(3))[Symbol.iterator]();
  // As in an office: a transaction for each step.
  const db = join(root, 'verify', 'starcard.db');
  while ((store.treeHead()?.size ?? 0) < size) for (const step of taken(steps, 100)) commit(store, step);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const took = timed(() => {
      const { problem } = store.verifyAudit();
      if (problem !== null) throw new Error(problem.kind);
    });
    const least = timed(() => leastVerification(db));
    if (run > 0) {
      ours.push(took);
      bare.push(least);
    }
  }
  store.close();
  return [
    {
      name: 'verifying, against reading and hashing the same',
      value: median(bare) / median(ours),
      unit: 'x',
      atLeast: 0.7,
    },
    { name: `entries verified`, value: (size / median(ours)) * 1000, unit: 'per second' },
  ];
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

function leastVerification(path: string): void {
  const db = new SqliteDatabase(path, { readonly: true });
  const rows = db.prepare('SELECT sequence, CAST(entry AS BLOB) AS entry, leafHash FROM auditEntry ORDER BY sequence');
  const heads = db
    .prepare('SELECT size, rootHash, checkpoint FROM auditTreeHead ORDER BY size')
    .iterate() as IterableIterator<Row['head']>;
  let head = heads.next();
  const stack: Buffer[] = [];
  let size = 0;
  for (const row of rows.iterate() as IterableIterator<{ entry: Buffer; leafHash: Buffer }>) {
    const text = row.entry.toString('utf8');
    const canonical = Buffer.from(canonicalize(JSON.parse(text)) ?? '');
    let hash = sha256(LEAF, canonical);
    for (let before = size; before % 2 === 1; before = (before - 1) / 2) hash = sha256(NODE, stack.pop() ?? hash, hash);
    stack.push(hash);
    size += 1;
    if (head.done === true || head.value.size !== size) continue;
    let top = stack.at(-1) ?? hash;
    for (let at = stack.length - 2; at >= 0; at -= 1) top = sha256(NODE, stack[at] ?? top, top);
    if (!top.equals(head.value.rootHash)) throw new Error('another root');
    head = heads.next();
  }
  db.close();
}

const day = (number: number): string => new Date(Date.UTC(2026, 0, 5 + number)).toISOString();

const filters: Readonly<Record<string, Omit<AuditQuery, 'limit'>>> = {
  'no filter': {},
  'a person': { actor: 'supervisor1' },
  'a kind': { action: 'job.setAside' },
  'a rare kind': { action: 'database.created' },
  'an outcome': { outcome: 'refused' },
  'a weight': { severity: 'notice' },
  'a week, long ago': { from: day(1), to: day(8) },
  'a blank': { id: 'SC-00000017' },
  'a kind that the person never does': { actor: 'system', action: 'card.print' },
  'a person, a kind and a day': { actor: 'officer2', action: 'card.print', outcome: 'ok', from: day(20), to: day(21) },
};
const searches: readonly string[] = [
  'officer2',
  '作废',
  'printfault',
  'SC-00000017',
  'set aside visualdefect',
  'nowhere',
];

/** The first page of every filter, and searches, as the screen asks for them. */
function searching(store: OpenStore, large: number): readonly Figure[] {
  const indexing = timed(() => store.indexAudit());
  const first = Object.entries(filters).map(([name, filter]) => ({ name, ms: slowestOfFive(store, filter) }));
  const found = searches.map((text) => ({ name: text, ms: slowestOfFive(store, { text }) }));
  const slowest = (rows: readonly { readonly name: string; readonly ms: number }[]) =>
    rows.toSorted((one, other) => other.ms - one.ms)[0] ?? { name: '', ms: 0 };
  const [filter, search] = [slowest(first), slowest(found)];
  return [
    { name: `${large}: first page of "${filter.name}", the slowest filter`, value: filter.ms, unit: 'ms', atMost: 30 },
    { name: `${large}: search for "${search.name}", the slowest`, value: search.ms, unit: 'ms', atMost: 100 },
    { name: `${large}: first page without a filter`, value: first[0]?.ms ?? 0, unit: 'ms' },
    { name: `${large}: making the whole index anew, per 1000 entries`, value: indexing / (large / 1000), unit: 'ms' },
  ];
}

function slowestOfFive(store: OpenStore, filter: Omit<AuditQuery, 'limit'>): number {
  return median(Array.from({ length: 5 }, () => timed(() => void store.searchAudit({ ...filter, limit: 100 }))));
}

await bench('audit', async (isQuick) => {
  try {
    const large = isQuick ? 50_000 : 1_000_000;
    const small = logOf('small', 10_000);
    const big = logOf('big', large);
    const figures = [
      ...appending(),
      ...growth(small, big, large),
      ...verifying(isQuick ? 20_000 : 100_000),
      ...searching(big, large),
    ];
    small.close();
    big.close();
    return figures;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
