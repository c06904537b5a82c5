/** The store on one data folder: every read, and `commit`, which writes data and audit entries together or not at all. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { system } from '../../core/access/system-actor.ts';
import type { Agreement } from '../../core/audit/change-key.ts';
import { verifierKey, type NoteKey } from '../../core/audit/note.ts';
import { verifyLog, type LogReport } from '../../core/audit/verify.ts';
import type { Actor, Clock, Digest, Reader, Signer, Store, Transaction } from '../../core/ports.ts';
import type { PersonKeys } from '../../core/person/ports.ts';
import { copyKeys } from '../persons/copy-keys.ts';
import type { PersonVault } from '../persons/person-vault.ts';
import { auditLog, type Appending, type AuditLog, type LogKey } from './audit-log.ts';
import { backupTo } from './backup.ts';
import { keepCheckpoint, readKeptCheckpoint } from './checkpoint-file.ts';
import { connect, type Mode } from './connection.ts';
import { diagnoseDatabase, type Finding } from './diagnose.ts';
import { auditEvidence, type Evidence } from './audit-evidence.ts';
import { guarded, storageFailure } from './failures.ts';
import { logVerifier } from './log-verifier.ts';
import { noteKeyOf, type LogOwner } from './log-owner.ts';
import { CURRENT_VERSION } from './migrate.ts';
import { applicationRows } from './rows/application-rows.ts';
import { peopleRows } from './rows/people-rows.ts';
import { auditRows } from './rows/audit-rows.ts';
import { blankRows } from './rows/blank-rows.ts';
import { cardRows } from './rows/card-rows.ts';
import { custodyRows } from './rows/custody-rows.ts';
import { deskRows } from './rows/desk-rows.ts';
import { erasureRows } from './rows/erasure-rows.ts';
import { handOverRows } from './rows/hand-over-rows.ts';
import { keySessionRows } from './rows/key-session-rows.ts';
import { jobRows } from './rows/job-rows.ts';
import { dayRows } from './rows/day-rows.ts';
import { ledgerRows } from './rows/ledger-rows.ts';
import { noteRows } from './rows/note-rows.ts';
import { profileRows } from './rows/profile-rows.ts';
import { queueRows, type QueueRows } from './rows/queue-rows.ts';
import { recordRows } from './rows/record-rows.ts';
import { resultRows } from './rows/result-rows.ts';
import { serviceRows } from './rows/service-rows.ts';
import { stockRows } from './rows/stock-rows.ts';
import { carryOver, stockMover, type Ledger } from './stock-mover.ts';

export interface StoreOptions extends LogOwner {
  readonly folder: string;
  /** `write` for the one program that holds the folder's lock; `read` works beside it and changes nothing. */
  readonly mode: Mode;
  readonly clock: Clock;
  readonly workstation: string;
  /** Opens the keys of the persons on file; left out, the slot beside them does (training, tests). */
  readonly personMaster?: Uint8Array;
}

export interface OpenStore extends Store, Evidence {
  close(): void;
  readonly personKeys: PersonKeys & {
    /** Writes a copy of all keys, wrapped as they are, and notes that there is one. Answers its id. */
    copyTo(file: string): Result<string>;
    /** Somebody says that a copy was destroyed; false where there is none of that id. */
    copyGone(id: string): boolean;
  };
  /** Builds what cases are found by, in memory: at sign-in, so that the first search need not wait. */
  openIndex(): void;
  /** Drops it with every opened key: nobody is signed in. */
  closeIndex(): void;
  /** A consistent copy while work goes on. Fails with `storage.exists`, `storage.unwritable`, `storage.full`. */
  backup(toFile: string): Promise<Result<void>>;
  /** Recomputes the whole log; `known` are checkpoints that were kept elsewhere. */
  verifyAudit(known?: readonly string[]): LogReport;
  /** `<name>+<hash>+<key>`: what whoever verifies must have got from the office, not from an export. */
  readonly verifierKey: string;
  /** From the next entry on this key signs; the entry itself is signed by the old one and the new one. */
  rotateKey(actor: Actor, signer: Signer, agreed: Agreement): Result<void>;
  /** Looks at everything that can be looked at, and says what was found. */
  diagnose(): readonly Finding[];
}

/**
 * Opens the folder's database; a writer creates or upgrades it. Fails with `storage.*` for what must not be touched and
 * with `audit.otherKey` or `audit.tailAltered` where the log is not the one this workstation signed.
 */
export function openStore(options: StoreOptions): Result<OpenStore> {
  const key = noteKeyOf(options);
  const connected = connect(options.folder, options.mode, options.personMaster);
  if (!connected.ok) return connected;
  const { db, vault } = connected.value;
  const opened = guarded(options.folder, () => assemble(db, vault, options, key));
  if (opened.ok) return opened;
  vault.close();
  db.close();
  return opened;
}

function assemble(db: Database, vault: PersonVault, options: StoreOptions, key: NoteKey): Result<OpenStore> {
  const { folder, digest, mode } = options;
  const audit = auditRows(db);
  const verifier = logVerifier(options.signer.publicKey());
  const log = auditLog(db, { ...options, verifier, key });
  const queue = queueRows(db, vault);
  const tables = allTables(db, digest, vault, queue);
  const persons: Pending = {
    flush: vault.flush,
    settle: queue.index.settle,
    discard() {
      vault.discard();
      queue.index.discard();
    },
  };
  const ledger = ledgerRows(db, digest);
  const { commit, rotate } = committer(db, log, tables, { ledger, persons }, options);
  const beside = readKeptCheckpoint(folder);
  const resumed = mode === 'write' ? log.resume(beside) : ok(undefined);
  if (!resumed.ok) return resumed;

  // Inside one transaction, so that a writer beside us cannot move on between two of the reads.
  const verifyAudit = db.transaction((known: readonly string[] = []): LogReport => {
    const stored = { rows: audit.everyRow(), heads: audit.everyHead(), tileHashes: audit.everyTileHash() };
    const kept = readKeptCheckpoint(folder);
    const cosigned = tables.cosignedCheckpoints();
    const everyKnown = [...known, ...cosigned, ...(kept === null ? [] : [kept])];
    return verifyLog({ digest, verifier, key: log.key() }, { ...stored, known: everyKnown });
  });
  const evidence = auditEvidence(db, audit, log, { ...options, verifier }, () => log.signer());
  const store: OpenStore = {
    ...tables,
    commit,
    close() {
      evidence.closeSearch();
      queue.index.forget();
      vault.close();
      db.close();
    },
    personKeys: {
      destroy: (cases, erasureId) =>
        guarded(folder, () => {
          const pages = queue.pagesOf(cases);
          vault.destroy(cases, erasureId, pages);
          queue.index.keep(pages);
          return ok(undefined);
        }),
      standing: () => ({ generation: vault.generation(), copies: vault.copies() }),
      lost: () => tables.lostKeys(),
      copyTo: (file) => copyKeys(vault, file, options.clock.now()),
      copyGone: (id) => vault.copyGone(id, options.clock.now().toISOString()),
    },
    openIndex: () => queue.index.ready(),
    closeIndex() {
      queue.index.forget();
      vault.forget();
    },
    backup: (toFile) => backupTo(db, toFile),
    verifyAudit: (known) => verifyAudit(known),
    ...evidence,
    get verifierKey() {
      return verifierKey(digest, log.key());
    },
    rotateKey: (actor, signer, agreed) => rotate(actor, { signer, key: noteKeyOf({ ...options, signer }) }, agreed),
    diagnose: () => diagnoseDatabase(db, folder, () => verifyAudit(), tables, ledger, digest, vault),
  };
  if (mode === 'read') return ok(store);
  const named = audit.size() > 0 ? recordUpgrade(store, options.workstation) : nameKey(store, key);
  const carried = named.ok ? carryOver(store, options.clock) : named;
  return carried.ok ? ok(store) : carried;
}

/** The first entry names the key, so that the log itself says whose it is. */
function nameKey(store: OpenStore, key: NoteKey): Result<void> {
  return store.commit(system, (tx) => {
    const detail = { schemaVersion: CURRENT_VERSION, verifierKey: store.verifierKey };
    tx.audit({ action: 'database.created', subject: { kind: 'log', id: key.name }, outcome: 'ok', detail });
    return ok(undefined);
  });
}

/** That an upgrade went before, whenever it was: the log names the version that it was last written by. */
function recordUpgrade(store: OpenStore, workstation: string): Result<void> {
  const newest = (action: 'database.upgraded' | 'database.created') => store.auditEntries({ action, limit: 1 })[0];
  const written = newest('database.upgraded') ?? newest('database.created');
  const upgradedFrom = z.int().catch(CURRENT_VERSION).parse(written?.detail['schemaVersion']);
  if (upgradedFrom === CURRENT_VERSION) return ok(undefined);
  return store.commit(system, (tx) => {
    const detail = { schemaVersion: CURRENT_VERSION, upgradedFrom };
    const subject = { kind: 'workstation', id: workstation } as const;
    tx.audit({ action: 'database.upgraded', subject, outcome: 'ok', detail });
    return ok(undefined);
  });
}

type Tables = ReturnType<typeof allTables>;

function allTables(db: Database, digest: Digest, vault: PersonVault, queue: QueueRows) {
  const audit = auditRows(db);
  return {
    ...applicationRows(db, queue, digest, vault),
    queue: queue.queue,
    ...recordRows(db, vault),
    ...jobRows(db, queue, vault),
    ...blankRows(db),
    ...cardRows(db, queue, vault),
    ...handOverRows(db, vault),
    ...custodyRows(db, queue, vault),
    ...deskRows(db),
    ...stockRows(db, vault),
    ...dayRows(db, vault),
    ...ledgerReads(ledgerRows(db, digest)),
    ...peopleRows(db),
    ...profileRows(db),
    ...keySessionRows(db),
    ...resultRows(db, vault),
    ...erasureRows(db, queue, vault),
    ...serviceRows(db),
    ...noteRows(db, vault),
    auditEntries: audit.entries,
    latestAfter: audit.latestAfter,
    treeHead: audit.treeHead,
    headFrom: audit.headFrom,
  } satisfies Reader & Omit<Transaction, 'audit' | 'moveBlanks'>;
}

/** What a transaction holds back until its end is known: keys of new persons, changes of the index. */
interface Pending {
  /** Keys first: one without its row is nothing, a row without its key is lost. */
  flush(): void;
  settle(): void;
  discard(): void;
}

function ledgerReads({ append: _append, everyMovement: _every, ...reads }: Ledger) {
  return reads;
}

function committer(
  db: Database,
  log: AuditLog,
  tables: Tables,
  { ledger, persons }: { readonly ledger: Ledger; readonly persons: Pending },
  { folder, mode, workstation }: StoreOptions,
) {
  const [begin, end] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
  const mover = stockMover(tables, ledger, workstation);
  let current: { readonly actor: Actor; readonly appending: Appending } | null = null;
  function running(): { readonly actor: Actor; readonly appending: Appending } {
    if (current === null) throw new Error('an entry outside its transaction');
    return current;
  }
  // One object for all transactions: there are a hundred members to it, and every commit would copy them.
  const transaction: Transaction = {
    ...tables,
    audit(event) {
      running().appending.append(event);
    },
    moveBlanks(move, blanks) {
      const { actor, appending } = running();
      return mover(actor, appending, move, blanks);
    },
  };

  /** The entries of one transaction, from its begin to its end on disk. */
  function inTransaction<T>(actor: Actor, work: (appending: Appending) => Result<T>): Result<T> {
    if (mode === 'read') return fail('storage.unwritable', { path: folder });
    if (db.inTransaction) throw new Error('a transaction inside another');
    try {
      begin.run();
      const appending = log.begin(actor);
      current = { actor, appending };
      const result = work(appending);
      if (!isResult(result)) throw new Error('the work of a transaction is synchronous and answers a Result');
      if (!result.ok) return result;
      // Every change is audited, so a transaction without an entry is a bug in the use case.
      if (appending.count() === 0) throw new Error('a transaction without an audit entry');
      const sealed = appending.seal();
      if (!sealed.ok) return sealed;
      persons.flush();
      end.run();
      persons.settle();
      const checkpoint = appending.settle();
      if (checkpoint !== null) keepCheckpoint(folder, checkpoint);
      return result;
    } catch (thrown) {
      const failure = storageFailure(thrown, folder);
      if (failure === undefined) throw thrown;
      return failure;
    } finally {
      current = null;
      if (db.inTransaction) {
        db.exec('ROLLBACK');
        persons.discard();
      }
    }
  }

  return {
    commit: <T>(actor: Actor, work: (tx: Transaction) => Result<T>): Result<T> =>
      inTransaction(actor, () => work(transaction)),
    rotate: (actor: Actor, next: LogKey, agreed: Agreement): Result<void> =>
      inTransaction(actor, (appending) => {
        const by = agreed(transaction);
        return by.ok ? appending.rotate(next, by.value) : by;
      }),
  };
}

function isResult(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value;
}
