/** Passwords come by file descriptor, by prompt, or from the training office's own list. Never by argument. */

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { fail, ok, type Result } from '../../../shared/result.ts';

export interface PasswordSource {
  /** The password of an account; `order` 0 for the one who acts, 1 for the second person. */
  password(account: string, order: 0 | 1): Promise<Result<string>>;
  /** What the account's authenticator shows, asked for once it is needed: the line after both passwords, or a prompt. */
  code(account: string, order: 0 | 1): Promise<string>;
  /** Another secret, `order` its line from 0; one that is `chosen` is typed twice on a terminal. Fails with `usage`. */
  secret(label: string, order: number, chosen: boolean): Promise<Result<string>>;
  /** The PIN of the account's officer's card, in the same way and place; `order` 2 for whom a card is set up. */
  pin(account: string, order: 0 | 1 | 2): Promise<string>;
}

/**
 * The PINs of security modules: the lines of `--pin-fd` in the order in which tokens are asked for (that of the cards' keys,
 * then that of the log's), else asked for one by one. Fails with `hsm.pinNeeded`.
 */
export function pinSource(descriptor: string | undefined): (token: string) => Promise<Result<string>> {
  // Read once: a descriptor gives its lines only once.
  let lines: Result<readonly string[]> | null = null;
  let asked = 0;
  return async (token) => {
    const pin = descriptor === undefined ? ok(await typedPin(token)) : nextLine(descriptor);
    // An empty one too would be counted by the module, and whoever broke off wanted to try none.
    return pin.ok && pin.value === '' ? fail('hsm.pinNeeded', { token }) : pin;
  };

  function nextLine(from: string): Result<string> {
    lines ??= linesOf('--pin-fd', from);
    asked += 1;
    return lines.ok ? ok(lines.value[asked - 1] ?? '') : lines;
  }
}

async function typedPin(token: string): Promise<string> {
  return process.stdin.isTTY ? prompt(`${token} PIN: `) : '';
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

/**
 * A passphrase: the first line of `--passphrase-fd`, else asked for; empty where nobody is there. One that is `chosen` is
 * typed twice on a terminal. Fails with `usage`.
 */
export async function askForPassphrase(descriptor: string | undefined, chosen: boolean): Promise<Result<string>> {
  if (descriptor !== undefined) {
    const lines = linesOf('--passphrase-fd', descriptor);
    return lines.ok ? ok(lines.value[0] ?? '') : lines;
  }
  return process.stdin.isTTY ? typed('passphrase', chosen) : ok('');
}

/** Nobody sees what they type: what is to be kept is typed again. */
async function typed(label: string, chosen: boolean): Promise<Result<string>> {
  const first = await prompt(`${label}: `);
  if (chosen && first !== (await prompt(`${label}: `))) return fail('usage', { problem: `${label} ≠ ${label}` });
  return ok(first);
}

export function passwordSource(
  descriptor: string | undefined,
  training: ReadonlyMap<string, string> | null,
): PasswordSource {
  // Read once: a descriptor gives its lines only once.
  let lines: Result<readonly string[]> | null = null;
  function lineOf(from: string, order: number): Result<string> {
    lines ??= linesOf('--password-fd', from);
    return lines.ok ? ok(lines.value[order] ?? '') : lines;
  }
  return {
    async password(account, order) {
      if (descriptor !== undefined) {
        const line = lineOf(descriptor, order);
        return line.ok && line.value === '' ? fail('access.passwordNeeded', { account }) : line;
      }
      const known = training?.get(account);
      if (known !== undefined) return ok(known);
      if (!process.stdin.isTTY) return fail('access.passwordNeeded', { account });
      return ok(await prompt(`${account}: `));
    },
    async code(account, order) {
      if (lines?.ok === true) return lines.value[2 + order] ?? '';
      return process.stdin.isTTY ? prompt(`${account} TOTP: `) : '';
    },
    async secret(label, order, chosen) {
      const missing = fail('usage', { problem: `--password-fd: ${label}` });
      if (descriptor !== undefined) {
        const line = lineOf(descriptor, order);
        return line.ok && line.value === '' ? missing : line;
      }
      if (!process.stdin.isTTY) return missing;
      return typed(label, chosen);
    },
    async pin(account, order) {
      if (lines?.ok === true) return lines.value[2 + order] ?? '';
      return process.stdin.isTTY ? prompt(`${account} PIN: `) : '';
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
