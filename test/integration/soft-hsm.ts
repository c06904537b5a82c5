/** A real PKCS#11 token without hardware: SoftHSM in a folder of its own, with OpenSC's tools as a second pair of hands. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export const LIBRARY = '/usr/lib/softhsm/libsofthsm2.so';
export const PIN = '648219';

/** OpenSC's library that passes every call on to another one and writes it down. */
const SPY = readdirSync('/usr/lib')
  .map((name) => join('/usr/lib', name, 'pkcs11', 'pkcs11-spy.so'))
  .find((path) => existsSync(path));

export interface SoftToken {
  readonly label: string;
  /** Runs pkcs11-tool on the token as its user, in a process of its own. */
  tool(...args: readonly string[]): string;
  /** Another token in the same module, with a PIN of its own. */
  beside(label: string, pin: string): { tool(...args: readonly string[]): string };
  /** The library to open instead of SoftHSM's, and how often a function was called through it since. */
  spy(): { readonly library: string; count(call: string): number };
  readonly folder: string;
}

/** A fresh token; this process and its children see no other until the test is over. */
export function softToken(label = 'starcard test'): SoftToken {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-hsm-'));
  const tokens = join(folder, 'tokens');
  const configuration = join(folder, 'softhsm2.conf');
  mkdirSync(tokens);
  writeFileSync(configuration, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  process.env['SOFTHSM2_CONF'] = configuration;
  onTestFinished(() => {
    delete process.env['SOFTHSM2_CONF'];
    rmSync(folder, { recursive: true });
  });
  const run = (command: string, ...args: readonly string[]): string =>
    execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe' });
  const make = (name: string, pin: string): ((...args: readonly string[]) => string) => {
    run('softhsm2-util', '--init-token', '--free', '--label', name, '--so-pin', '31415926', '--pin', pin);
    return (...args) =>
      run('pkcs11-tool', '--module', LIBRARY, '--token-label', name, '--login', '--pin', pin, ...args);
  };
  return {
    label,
    folder,
    tool: make(label, PIN),
    beside: (name, pin) => ({ tool: make(name, pin) }),
    spy() {
      if (SPY === undefined) throw new Error('opensc is not installed');
      const log = join(folder, 'calls.log');
      process.env['PKCS11SPY'] = LIBRARY;
      process.env['PKCS11SPY_OUTPUT'] = log;
      return { library: SPY, count: (call) => readFileSync(log, 'utf8').split(`: ${call}\n`).length - 1 };
    },
  };
}
