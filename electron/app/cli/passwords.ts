/** Passwords come by file descriptor, by prompt, or from the training office's own list. Never by argument. */

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { fail, ok, type Result } from '../../../shared/result.ts';

export interface PasswordSource {
  /** The password of an account; `order` 0 for the one who acts, 1 for the second person. */
  password(account: string, order: 0 | 1): Promise<Result<string>>;
}

export function passwordSource(
  descriptor: string | undefined,
  training: ReadonlyMap<string, string> | null,
): PasswordSource {
  let lines: readonly string[] | null = null;
  return {
    async password(account, order) {
      if (descriptor !== undefined) {
        const number = Number(descriptor);
        if (!Number.isInteger(number) || number < 0) return fail('usage', { problem: `--password-fd ${descriptor}` });
        try {
          lines ??= readFileSync(number, 'utf8').split(/\r?\n/);
        } catch {
          return fail('file.unreadable', { path: `fd ${descriptor}`, reason: 'not open' });
        }
        const line = lines[order];
        return line === undefined || line === '' ? fail('access.passwordNeeded', { account }) : ok(line);
      }
      const known = training?.get(account);
      if (known !== undefined) return ok(known);
      if (!process.stdin.isTTY) return fail('access.passwordNeeded', { account });
      return ok(await prompt(`${account}: `));
    },
  };
}

/** Asks on the terminal without showing what is typed. */
async function prompt(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(question);
  return new Promise((resolve) => {
    reader.question('', (answer) => {
      reader.close();
      process.stderr.write('\n');
      resolve(answer);
    });
    // Ended without an answer (Ctrl+C, Ctrl+D): no password is a wrong one.
    reader.once('close', () => {
      resolve('');
    });
  });
}
