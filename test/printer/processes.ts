/** Starting other people's programs for a test, and ending exactly those. */

import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

export interface StartedProgram {
  readonly pid: number;
  /** As when the power goes: the program and all that it started. */
  kill(): Promise<void>;
  /** As a service is stopped. */
  stop(): Promise<void>;
}

/** In a process group of its own, so that its children end with it. */
export function startProgram(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): StartedProgram {
  const child = spawn(program, words, { detached: true, stdio: 'ignore', env: { ...process.env, ...env } });
  const { pid } = child;
  if (pid === undefined)
    throw new Error(`${program} cannot be started: node scripts/ready.mjs test installs it on Debian`);
  return { pid, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, signal);
  await ended;
}

/** A port that nobody uses at this moment, and that no system gives to a connection of its own accord. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    if (!(await listens(server, port))) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

/** False where the port is somebody else's. */
export function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((answer) => {
    server.once('error', () => answer(false)).listen(port, '127.0.0.1', () => answer(true));
  });
}
