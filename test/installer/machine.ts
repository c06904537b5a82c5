// What the tests of the package need of this machine: root, a person without rights, a screen.

import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { dirname, join } from 'node:path';

/** Somebody who may do nothing here but work; made for the tests and removed after them. */
export const PERSON = 'starcard-test';

export const HOME = `/home/${PERSON}`;
export const INSTALLED = '/opt/Starcard';
export const PROGRAM = `${INSTALLED}/starcard`;

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

/**
 * Why the kernel gives this person no sandbox of either kind that Chromium knows, or null where it gives one. Asked of the
 * kernel itself, with a helper of our own making beside the installed one: a package that is put up badly is no reason.
 * @param helper the installed `chrome-sandbox`
 */
export function sandboxRefusal(helper: string): string | null {
  const spaces = asPerson('unshare --user --pid --net --fork true');
  if (spaces.code === 0) return null;
  const folder = mkdtempSync(join(dirname(dirname(helper)), 'starcard-probe-'));
  try {
    const copy = join(folder, 'chrome-sandbox');
    copyFileSync(helper, copy);
    chmodSync(copy, 0o4755);
    chmodSync(folder, 0o755);
    // As Chromium starts it: with the number of its interface and the descriptor that it closes.
    const started = asPerson(`SBX_CHROME_API_RQ=1 ${copy} /bin/true 7</dev/null`);
    if (started.code === 0) return null;
    return `no user name spaces (${onOneLine(spaces.err)}), no right for the set-uid helper (${onOneLine(started.err)})`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function onOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
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
