/** A PC/SC service of the test's own: pcscd with two virtual readers, and simulated cards to put into them. */

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { listReaders } from '../../electron/adapters/writer/pcsc/readers.ts';
import { listens } from '../printer/processes.ts';
import { startStarcard } from '../support/command-line.ts';
import { until } from '../support/until.ts';

/** vpcd listens for a card on each (docs of vsmartcard; Debian's default). */
export const readerPorts = [35_963, 35_964] as const;
export const readerNames = ['Virtual PCD 00 00', 'Virtual PCD 00 01'] as const;

export interface PcscService {
  /** Ends the service and keeps the turn, so that no other file's takes its place. */
  halt(): Promise<void>;
  /** Starts it again; resolves when both readers are there. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** True where the machine has what the service needs; the set-up installs it with the test packages. */
export function hasPcscService(): boolean {
  return existsSync('/usr/sbin/pcscd') && existsSync('/etc/reader.conf.d/vpcd');
}

/**
 * There is room for one service on a machine: whoever listens here has it, and its end is heard on every connection. No
 * system gives such a number to a connection of its own accord.
 */
const TURN_PORT = 31_970;

/**
 * Waits for its turn, starts the service and waits until both readers are there. Ends only what it started; a service that
 * is no test's is used as it is.
 */
export async function startPcscService(): Promise<PcscService> {
  const turn = await ourTurn();
  let daemon: ChildProcess | null = null;
  async function halt(): Promise<void> {
    if (daemon !== null) await end(daemon);
    daemon = null;
  }
  async function resume(): Promise<void> {
    daemon = (await listReaders()).ok ? null : spawnDaemon();
    await until('the readers of pcscd', async () => {
      const readers = await listReaders();
      return readers.ok && readerNames.every((name) => readers.value.some((reader) => reader.name === name));
    });
  }
  async function stop(): Promise<void> {
    await halt();
    turn.end();
  }
  try {
    await resume();
  } catch (late) {
    await stop();
    throw late;
  }
  return { halt, resume, stop };
}

async function ourTurn(): Promise<{ end(): void }> {
  for (;;) {
    const server = createServer();
    if (await listens(server, TURN_PORT)) {
      const waiting = new Set<Socket>();
      server.on('connection', (socket) => waiting.add(socket.on('error', () => undefined)));
      return {
        end() {
          server.close();
          for (const socket of waiting) socket.destroy();
        },
      };
    }
    // Closed by its holder or with it, or refused where that has just ended: each is an end.
    const holder = connect(TURN_PORT, '127.0.0.1').on('error', () => undefined);
    await new Promise((ended) => holder.once('close', ended));
  }
}

function spawnDaemon(): ChildProcess {
  mkdirSync('/run/pcscd', { recursive: true });
  return spawn('/usr/sbin/pcscd', ['--foreground'], { stdio: 'ignore' });
}

export interface InsertedCard {
  /** Takes the card out, as Ctrl-C does; answers the exit code. */
  remove(): Promise<number | null>;
  /** As a card that is torn away: no farewell. */
  tear(): void;
  /** It answers nothing, until it is let go. */
  hold(): void;
  letGo(): void;
}

/**
 * A card in a process of its own, as `starcard simulated-card` makes it: PC/SC's calls block, and a card that shares our
 * thread could not answer meanwhile. Resolves when the reader has it.
 */
export async function insertCard(port: number, state: string, ...options: readonly string[]): Promise<InsertedCard> {
  return insert('simulated-card', port, state, options);
}

/** The same with an officer's card. */
export async function insertOfficerCard(port: number, state: string, pin: string): Promise<InsertedCard> {
  return insert('simulated-officer-card', port, state, ['--pin', pin]);
}

async function insert(command: string, port: number, state: string, options: readonly string[]): Promise<InsertedCard> {
  const words = [command, '--vpcd', `127.0.0.1:${port}`, '--state', state, ...options];
  const child = startStarcard(words);
  if (child.stderr === null) throw new Error('no standard error');
  for await (const line of createInterface({ input: child.stderr })) if (line.endsWith('inserted')) break;
  return {
    remove: async () => {
      await end(child);
      return child.exitCode;
    },
    tear: () => void child.kill('SIGKILL'),
    hold: () => void child.kill('SIGSTOP'),
    letGo: () => void child.kill('SIGCONT'),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** What a program that we did not write says of a reader or a card. */
export function openscTool(...words: readonly string[]): string {
  const { stdout, stderr } = spawnSync('opensc-tool', words, { encoding: 'utf8' });
  return stdout + stderr;
}
