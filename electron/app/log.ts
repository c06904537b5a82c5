/** The technical log: what happened to the program, never to whom. No names, numbers or photos; bugs get a reference. */

import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileMode, folderMode } from '../adapters/system/modes.ts';

const maxBytes = 2 * 1024 * 1024;

export interface Log {
  note(event: string, data?: Readonly<Record<string, string | number | boolean>>): void;
  /** Writes the stack of a programming error and answers the reference that the person is shown. */
  bug(where: string, thrown: unknown): string;
}

export function openLog(folder: string): Log {
  const path = join(folder, 'logs', 'starcard.log');

  function write(line: object): void {
    try {
      mkdirSync(join(folder, 'logs'), { recursive: true, mode: folderMode() });
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(path, `${path}.1`);
      appendFileSync(path, JSON.stringify(line) + '\n', { mode: fileMode() });
    } catch {
      // A full or read-only disk must not stop the work that is being logged; the store reports it properly.
    }
  }

  return {
    note(event, data = {}) {
      write({ time: new Date().toISOString(), event, ...data });
    },
    bug(where, thrown) {
      const reference = randomBytes(4).toString('hex').toUpperCase();
      write({ time: new Date().toISOString(), event: 'bug', reference, where, stack: frames(thrown) });
      return reference;
    },
  };
}

/** The kind of the error and its call sites. The message is left out: it may quote a person's data. */
function frames(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Error)) return [typeof thrown];
  const sites = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [thrown.name, ...sites.map((line) => line.trim())];
}
