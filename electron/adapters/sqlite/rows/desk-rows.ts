/** What belongs to the office and not to a case: accounts. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { accountSchema, type Account } from '../../../../shared/model/account.ts';
import { named, oneRow, sole } from './row.ts';

const columns = 'name, displayName, role, passwordHash, failedSignIns, lockedUntil';

export function deskRows(db: Database) {
  const byName = db.prepare(`SELECT ${columns} FROM account WHERE name = ?`);
  const all = db.prepare(`SELECT ${columns} FROM account ORDER BY name`);
  const insert = db.prepare(`INSERT INTO account (${columns}) VALUES (${named(columns)})`);
  const update = db.prepare(`UPDATE account SET (${columns}) = (${named(columns)}) WHERE name = @name`);

  return {
    account: (name: string): Account | undefined => oneRow(accountSchema, byName.get(name)),
    accounts: (): readonly Account[] => z.array(accountSchema).parse(all.all()),
    insertAccount: (account: Account): void => void insert.run(account),
    updateAccount: (account: Account): void => sole(update.run(account).changes, `account ${account.name}`),
  };
}
