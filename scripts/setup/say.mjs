// How the set-up talks and how it runs other programs. Everything goes to standard error: standard output belongs to
// the command that was asked for.

import { spawnSync } from 'node:child_process';

/** A machine that can't be made ready: what is wrong, and what the person can do about it. */
export class Unready extends Error {
  constructor(what, remedy) {
    super(`${what}\n  What to do: ${remedy}`);
    this.name = 'Unready';
  }
}

/** One line to the person, e.g. `say('Building the application, because renderer/ has changed')`. */
export function say(line) {
  process.stderr.write(`[ready] ${line}\n`);
}

/**
 * Runs a program to its end and shows what it prints.
 * @returns true when it ended with exit code 0.
 */
export function ranWell(command, args, options = {}) {
  return spawnSync(command, args, { ...options, stdio: ['ignore', 2, 2] }).status === 0;
}

/**
 * Runs a program to its end in silence.
 * @returns {{ok: boolean, text: string, ending: string}} text: all it printed; ending: how it ended, in words.
 */
export function ask(command, args, options = {}) {
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, { ...options, encoding: 'utf8' });
  const ending = error?.message ?? (signal ? `ended by ${signal}` : `exit code ${status}`);
  return { ok: status === 0, text: `${stdout ?? ''}${stderr ?? ''}`, ending };
}
