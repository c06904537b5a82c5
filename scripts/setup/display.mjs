// A screen for windows: the one of the desktop, or for tests on a machine without one an Xvfb of our own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Unready } from './say.mjs';

/** False only on a Linux without a desktop. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Starts a screen of memory on a free number; nobody can reach it over the network.
 * @returns {Promise<{display: string, stop: () => void}>} what DISPLAY must say, and how to end it
 */
export async function startDisplay() {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await Promise.race([
    once(server.stdio[3], 'data').then(([text]) => String(text).trim()),
    once(server, 'exit').then(() => null),
    once(server, 'error').then(() => null),
  ]).catch(() => null);
  if (!number) throw new Unready('Xvfb did not start.', 'install xvfb, or run the tests on a desktop.');
  const stop = () => server.kill();
  process.once('exit', stop);
  return { display: `:${number}`, stop };
}
