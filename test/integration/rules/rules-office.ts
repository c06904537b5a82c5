/**
 * A workstation as the window has it: real database, keys, handlers and dispatch, simulated devices, a clock set by hand.
 * A rule is broken here in two ways: by a call, as from a window that shows what it should not, and by a hand that writes
 * into the database file with every tool for it.
 */

import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { expect, vi } from 'vitest';
import * as z from 'zod';
import type { Dispatch } from '../../../electron/app/dispatch.ts';
import { openDesk } from '../../../electron/app/desk-session.ts';
import { diagnoseFolder } from '../../../electron/app/cli/whole-folder.ts';
import { openWorkstation, type Workstation } from '../../../electron/app/workstation.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/contract.ts';
import type { Result } from '../../../shared/result.ts';
import { withoutTriggers, written } from '../../support/hand.ts';
import { employ, hasher, password, type People } from '../../support/people.ts';
import { kindOf, must } from '../office.ts';

const people = [
  ['admin', 'administrator'],
  ['super1', 'supervisor'],
  ['super2', 'supervisor'],
  ['officer1', 'officer'],
  ['officer2', 'officer'],
  ['auditor1', 'auditor'],
] as const satisfies People;

export type Person = (typeof people)[number][0];

/** What came of a call that breaks a rule. */
export interface Attempt {
  readonly kind: string;
  /** What the log has of it. */
  readonly entries: readonly string[];
  /** Tables that are no longer what they were; guesses at passwords are counted in any case. */
  readonly changed: readonly string[];
}

/** What the database said to a hand, and which checks of `starcard diagnose` are not well afterwards. */
export interface ByHand {
  readonly said: string;
  readonly found: readonly string[];
}

/** Refused, on record as listed, and nothing else was written. */
export function refused(kind: string, ...entries: readonly string[]): Attempt {
  return { kind, entries, changed: [] };
}

/** A constraint of the database says why. */
export function stopped(message: string): unknown {
  return { said: expect.stringContaining(message), found: [] };
}

/** It was written, and diagnose finds it by these checks. */
export function foundBy(...checks: readonly string[]): ByHand {
  return { said: 'taken', found: checks };
}

export interface RulesOffice {
  readonly folder: string;
  readonly station: Workstation;
  /** As from the window of that person. */
  call<N extends CallName>(who: Person, name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>;
  /** The same, about which the compiler knows nothing. */
  receive(who: Person, name: string, input: unknown): Promise<Result<unknown>>;
  /** A call that is to be refused. */
  attempt<N extends CallName>(who: Person, name: N, input: CallInput<N>): Promise<Attempt>;
  /** Another window on the same folder, with nobody signed in; as at another workstation where one is named. */
  desk(workstation?: string): Dispatch;
  /** The file that the next dialogs of the system answer. */
  choose(file: string): void;
  /** On a copy of the folder, so that the next test finds the office whole. */
  byHand(sql: string, triggers?: 'kept' | 'dropped'): Promise<ByHand>;
  close(): Promise<void>;
  /** The same where another office goes on: its clock stays set. */
  closeBeside(): Promise<void>;
}

/** The date that everything is on, until a test sets another one. */
export const start = '2026-03-02T08:00:00.000Z';

/** Six people with the same password, two hundred blanks in the tray, an open day. */
export async function rulesOffice(): Promise<RulesOffice> {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(start) });
  const folder = join(mkdtempSync(join(tmpdir(), 'starcard-rules-')), 'office');
  mkdirSync(folder, { recursive: true });
  // Nobody of the training set-up, whose passwords cost what a real one does.
  writeFileSync(join(folder, 'training-accounts.json'), '[]');
  const station = must(await opened(folder));
  await employ(station.store, people);
  return officeOf(station, folder);
}

/** As the window opens it; fails where another program holds the folder. */
export function opened(folder: string, mode: 'read' | 'write' = 'write'): Promise<Result<Workstation>> {
  const root = resolve(import.meta.dirname, '../../..');
  return openWorkstation({
    folder,
    root,
    mode,
    holder: 'rules',
    program: 'rules',
    deviceSpeed: 'instant',
    publish: () => undefined,
  });
}

function officeOf(station: Workstation, folder: string): RulesOffice {
  const { store } = station;
  const scratch = resolve(folder, '..');
  let [chosen, copies] = ['', 0];
  const answer = (): Promise<string> => Promise.resolve(chosen);
  const chooser = { openFile: answer, saveFile: answer, folder: answer };
  const desks = new Map<Person, Dispatch>();

  // The rules are asked, not the work factor of passwords.
  const quick: Workstation = {
    ...station,
    hasher,
    serviceContext: (actor) => ({ ...station.serviceContext(actor), hasher }),
    stockContext: (actor) => ({ ...station.stockContext(actor), hasher }),
  };

  function desk(workstation = station.profile.workstation): Dispatch {
    const profile = { ...station.profile, workstation };
    const there: Workstation = {
      ...quick,
      profile,
      context: (actor) => ({ ...quick.context(actor), profile }),
      stockContext: (actor) => ({ ...quick.stockContext(actor), profile }),
    };
    return openDesk(there, { chooser, version: '', electron: '', forProduction: true }).dispatch;
  }

  async function deskOf(who: Person): Promise<Dispatch> {
    const there = desks.get(who) ?? desk();
    if (!desks.has(who)) must(await there.call('session.signIn', { account: who, password }));
    desks.set(who, there);
    return there;
  }

  async function left(): Promise<void> {
    await station.close();
    rmSync(scratch, { recursive: true, force: true });
  }

  return {
    folder,
    station,
    desk,
    choose: (file) => void (chosen = file),
    call: async (who, name, input) => (await deskOf(who)).call(name, input),
    receive: async (who, name, input) => (await deskOf(who)).receive(name, input),
    async attempt(who, name, input) {
      const there = await deskOf(who);
      const [before, size] = [tablesOf(folder), store.treeHead()?.size ?? 0];
      const result = await there.call(name, input);
      const after = tablesOf(folder);
      const added = (store.treeHead()?.size ?? 0) - size;
      const entries = added === 0 ? [] : store.auditEntries({ limit: added }).toReversed();
      return {
        kind: kindOf(result),
        entries: entries.map(({ action, outcome }) => `${action} ${outcome}`),
        changed: [...after.keys()].filter((table) => after.get(table) !== before.get(table)),
      };
    },
    async byHand(sql, triggers = 'kept') {
      copies += 1;
      const copy = join(scratch, `copy-${copies}`);
      copyOf(folder, copy);
      const said =
        triggers === 'kept' ? written({ folder: copy }, `BEGIN; ${sql}; COMMIT`) : writtenPastTriggers(copy, sql);
      const findings = must(await diagnoseFolder(copy));
      rmSync(copy, { recursive: true });
      return { said, found: findings.filter((finding) => !finding.ok).map(({ check }) => check) };
    },
    closeBeside: left,
    async close() {
      await left();
      vi.useRealTimers();
    },
  };
}

// ---- the file ----------------------------------------------------------------------------------------------------

const namesSchema = z.array(z.string());

/** One hash for each table beside the log. */
function tablesOf(folder: string): ReadonlyMap<string, string> {
  const db = new SqliteDatabase(join(folder, 'starcard.db'), { readonly: true });
  try {
    const tables = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'audit*'`;
    const names = namesSchema.parse(db.prepare(tables).pluck().all());
    return new Map(names.map((name) => [name, hashOf(db, name)]));
  } finally {
    db.close();
  }
}

const counters: ReadonlySet<string> = new Set(['failedSignIns', 'lockedUntil']);

function hashOf(db: Database, table: string): string {
  const hash = createHash('sha256');
  const columns = namesSchema.parse(db.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all());
  const kept = columns.filter((name) => table !== 'account' || !counters.has(name));
  for (const row of db.prepare(`SELECT ${kept.join()} FROM ${table}`).raw().iterate()) {
    for (const value of z.array(z.unknown()).parse(row)) {
      hash.update(value instanceof Uint8Array ? value : String(value)).update('|');
    }
  }
  return hash.digest('hex');
}

function copyOf(folder: string, copy: string): void {
  // Neither lock nor write-ahead log: the database is copied as it reads now.
  cpSync(folder, copy, { recursive: true, filter: (path) => !/^(starcard\.db|lock|training$)/.test(basename(path)) });
  const db = new SqliteDatabase(join(folder, 'starcard.db'), { readonly: true });
  writeFileSync(join(copy, 'starcard.db'), db.serialize());
  db.close();
}

function writtenPastTriggers(folder: string, sql: string): string {
  withoutTriggers(folder, (db) => db.exec(sql));
  return 'taken';
}

// ---- forgeries ---------------------------------------------------------------------------------------------------

export const forgedId = 'f'.repeat(32);

/** The row of an approval that nobody gave. */
export function forgedApproval(action: string, subjectId: string, startedBy: Person, approver: Person): string {
  return `INSERT INTO spentApproval VALUES ('${forgedId}', '${action}', '${subjectId}', '${'5'.repeat(64)}', '${startedBy}',
    '${approver}', '2026-03-02T08:02:00.000Z', '${start}');`;
}
