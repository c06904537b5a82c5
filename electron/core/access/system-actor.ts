/** The program itself, as it stands in rows and entries. No person bears one of these names. */

import type { Actor } from '../ports.ts';

/** Acts where nobody is signed in: the first entry of a log, recovery at start, the command line on its own. */
export const system: Actor = { account: 'system', role: 'system' };

/** Alone may put blanks into a tray without a delivery note and a second person; the database knows it by this name. */
export const setUp: Actor = { account: 'set-up', role: 'system' };

/** Whoever typed a name that is no account's. */
export const unknown: Actor = { account: 'unknown', role: 'system' };

const own: ReadonlySet<string> = new Set([system, setUp, unknown].map(({ account }) => account));

export function isProgram(account: string): boolean {
  return own.has(account);
}
