/** What belongs to the office and not to a case: accounts. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { accountSchema, type Account, type NewAccount } from '../../../../shared/model/account.ts';
import { named, oneRow, sole } from './row.ts';

const columns = `name, displayName, role, passwordHash, failedSignIns, lockedUntil, disabled, mustChangePassword,
  totpSalt, totpStep, cardKey, revision`;

const flag = z.union([z.literal(0), z.literal(1)]).transform((number) => number === 1);
const rowSchema = z.preprocess(
  (row) => z.looseObject({ disabled: flag, mustChangePassword: flag }).parse(row),
  accountSchema,
);

export function deskRows(db: Database) {
  const byName = db.prepare(`SELECT ${columns} FROM account WHERE name = ?`);
  const all = db.prepare(`SELECT ${columns} FROM account ORDER BY name`);
  const insert = db.prepare(`INSERT INTO account (${columns}) VALUES (${named(columns)})`);
  const update = db.prepare(`UPDATE account SET (${columns}) = (${named(columns)}) WHERE name = @name`);
  const rowOf = (account: Account) => ({
    ...account,
    disabled: Number(account.disabled),
    mustChangePassword: Number(account.mustChangePassword),
  });

  return {
    account: (name: string): Account | undefined => oneRow(rowSchema, byName.get(name)),
    accounts: (): readonly Account[] => z.array(rowSchema).parse(all.all()),
    insertAccount: (account: NewAccount): void => void insert.run(rowOf(accountSchema.parse(account))),
    updateAccount: (account: Account): void => sole(update.run(rowOf(account)).changes, `account ${account.name}`),
  };
}
