/** Passwords come by file descriptor, by prompt, or from the training office's own list. Never by argument. */

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { fail, ok, type Result } from '../../../shared/result.ts';

export interface PasswordSource {
  /** The password of an account; `order` 0 for the one who acts, 1 for the second person. */
  password(account: string, order: 0 | 1): Promise<Result<string>>;
}

/** The PIN of a security module: the first line of `--pin-fd`, else asked for. Fails with `hsm.pinNeeded`. */
export async function askForPin(descriptor: string | undefined, token: string): Promise<Result<string>> {
  const pin = descriptor === undefined ? ok(await typedPin(token)) : firstLine(linesOf('--pin-fd', descriptor));
  // An empty one too would be counted by the module, and whoever broke off wanted to try none.
  return pin.ok && pin.value === '' ? fail('hsm.pinNeeded', { token }) : pin;
}

async function typedPin(token: string): Promise<string> {
  return process.stdin.isTTY ? prompt(`${token} PIN: `) : '';
}

function firstLine(lines: Result<readonly string[]>): Result<string> {
  return lines.ok ? ok(lines.value[0] ?? '') : lines;
}

function linesOf(option: string, descriptor: string): Result<readonly string[]> {
  const number = Number(descriptor);
  if (!Number.isInteger(number) || number < 0) return fail('usage', { problem: `${option} ${descriptor}` });
  try {
    return ok(readFileSync(number, 'utf8').split(/\r?\n/));
  } catch {
    return fail('file.unreadable', { path: `fd ${descriptor}`, reason: 'not open' });
  }
}

/** A passphrase: the first line of `--passphrase-fd`, else asked for; empty where nobody is there. */
export async function askForPassphrase(descriptor: string | undefined): Promise<Result<string>> {
  if (descriptor !== undefined) return firstLine(linesOf('--passphrase-fd', descriptor));
  return ok(process.stdin.isTTY ? await prompt('passphrase: ') : '');
}

export function passwordSource(
  descriptor: string | undefined,
  training: ReadonlyMap<string, string> | null,
): PasswordSource {
  // Read once: a descriptor gives its lines only once.
  let lines: Result<readonly string[]> | null = null;
  return {
    async password(account, order) {
      if (descriptor !== undefined) {
        lines ??= linesOf('--password-fd', descriptor);
        if (!lines.ok) return lines;
        const line = lines.value[order];
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
      // First of all: closing says at once that it ended, which would be no answer.
      resolve(answer);
      reader.close();
      process.stderr.write('\n');
    });
    // Ended without an answer (Ctrl+C, Ctrl+D): no password is a wrong one.
    reader.once('close', () => {
      resolve('');
    });
  });
}
