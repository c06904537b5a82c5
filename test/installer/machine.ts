// What the tests of the package need of this machine: root, a person without rights, a screen.

import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Somebody who may do nothing here but work; made for the tests and removed after them. */
export const PERSON = 'starcard-test';

export const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

export interface Ending {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Ending {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  return { code: status, out: stdout, err: stderr };
}

/** As the person, in their home, with a shell's plain environment. */
export function asPerson(script: string): Ending {
  return run('runuser', ['-l', PERSON, '-c', script]);
}

export function addPerson(): void {
  removePerson();
  execFileSync('useradd', ['--create-home', '--shell', '/bin/bash', PERSON]);
}

export function removePerson(): void {
  run('userdel', ['--remove', '--force', PERSON]);
}

/** Starts what does not end by itself, in a process group of its own. */
export function startAsPerson(script: string): ChildProcess {
  return spawn('runuser', ['-l', PERSON, '-c', script], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
}

/** Ends it with all that it started, and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  await gone;
}
