/** What somebody can do who has the database file, its triggers off, and the keys of the persons too: rewrite a sealed value. */

import type Database from 'better-sqlite3';
import { masterBeside } from '../../electron/adapters/persons/master-slots.ts';
import { openPersonVault } from '../../electron/adapters/persons/person-vault.ts';
import type { Cell } from '../../electron/adapters/persons/seal.ts';
import { withoutTriggers } from '../support/hand.ts';
import { must } from './office.ts';

export type Hand = (vault: ReturnType<typeof openVault>, db: Database.Database) => void;

export function openVault(folder: string) {
  return must(openPersonVault(folder, 'read', must(masterBeside(folder, 'read')), true));
}

/** Works on the file beside the program that has it open. */
export function byHand(folder: string, hand: Hand): void {
  const vault = openVault(folder);
  withoutTriggers(folder, (db) => hand(vault, db));
  vault.close();
}

/** Opens the value in every row of the table, has it changed, and seals it again where it lay. */
export function resealed(
  table: 'application' | 'photo' | 'jobFile' | 'card' | 'record',
  cell: (row: Record<string, unknown>) => { readonly person: string; readonly cell: Cell },
  change: (plain: Buffer) => Uint8Array,
  where = 'true',
): Hand {
  return (vault, db) => {
    const person =
      table === 'jobFile' ? ', (SELECT applicationId FROM job WHERE id = jobFile.jobId) AS applicationId' : '';
    for (const row of db.prepare(`SELECT rowid AS at, *${person} FROM ${table} WHERE ${where}`).all()) {
      const values = row as Record<string, unknown>;
      const { person: holder, cell: place } = cell(values);
      const plain = vault.open(holder, place, values['sealed'] as Uint8Array);
      if (plain === null) throw new Error('that key was destroyed');
      const sealed = vault.seal(holder, place, change(Buffer.from(plain)));
      db.prepare(`UPDATE ${table} SET sealed = ? WHERE rowid = ?`).run(sealed, values['at']);
    }
  };
}

/** The same for a value that is JSON. */
export function edited(change: (value: never) => unknown): (plain: Buffer) => Uint8Array {
  return (plain) => Buffer.from(JSON.stringify(change(JSON.parse(plain.toString('utf8')) as never)));
}
