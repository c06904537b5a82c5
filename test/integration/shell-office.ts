/** An office's folder that a hand with the sqlite3 shell can get at, and what verification says of it afterwards. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppError } from '../../shared/result.ts';
import { openStore, type StoreOptions } from '../../electron/adapters/sqlite/open-store.ts';
import { freshFolder, must, optionsFor, signer } from './office.ts';
import { history } from './tampering.ts';

export let model: string;
export let options: StoreOptions;
export let checkpoints: { readonly early: string; readonly last: string };
/** Triggers and their text, to take them off and put them back: the structure then shows nothing. */
export let triggers: readonly { readonly name: string; readonly sql: string }[];

/** Entries 0 to 1012: 1,010 transactions, one of them of three entries, and the checkpoint that the log writes by itself. */
export async function makeModel(): Promise<void> {
  model = mkdtempSync(join(tmpdir(), 'starcard-shell-'));
  options = optionsFor(model, { signer: signer() });
  const store = must(openStore(options));
  history(store, 8);
  must(await store.backup(join(model, 'early.backup')));
  const early = store.treeHead()?.checkpoint ?? '';
  history(store, 1000);
  checkpoints = { early, last: store.treeHead()?.checkpoint ?? '' };
  store.close();
  const listed: unknown = JSON.parse(
    execFileSync(
      'sqlite3',
      ['-json', join(model, 'starcard.db'), "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"],
      {
        encoding: 'utf8',
      },
    ),
  );
  triggers = listed as typeof triggers;
}

export function removeModel(): void {
  rmSync(model, { recursive: true, force: true });
}

/** A copy of the office's folder, without the checkpoint beside the database unless it is asked for. */
export function office(keepsCheckpoint = false): string {
  const folder = freshFolder();
  cpSync(model, folder, { recursive: true });
  if (!keepsCheckpoint) rmSync(join(folder, 'audit.checkpoint'), { force: true });
  return folder;
}

export function shell(folder: string, sql: string): string {
  return execFileSync('sqlite3', ['-bail', join(folder, 'starcard.db')], {
    input: sql,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

/** As `shell`, with every trigger off meanwhile and back afterwards. */
export function unguarded(folder: string, sql: string): void {
  const off = triggers.map(({ name }) => `DROP TRIGGER ${name};`);
  shell(
    folder,
    [
      'PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;',
      ...off,
      sql,
      ...triggers.map(({ sql: made }) => `${made};`),
    ].join('\n'),
  );
}

/** What verification says of the folder, opened as an auditor would: reading, and without its index. */
export function verdict(folder: string, known: readonly string[] = []): AppError | null {
  const opened = openStore({ ...options, folder, mode: 'read' });
  if (!opened.ok) return opened.error;
  try {
    return opened.value.verifyAudit(known).problem;
  } finally {
    opened.value.close();
  }
}
