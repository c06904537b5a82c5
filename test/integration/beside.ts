/** Runs `child.ts` as a process of its own: built once, told apart by the lines that it prints. */

import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
// Inside the project, so that the child finds the native module as every other program does.
const outDir = resolve(root, `node_modules/.cache/starcard-child-${process.pid}`);

process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));

let built: Promise<unknown> | undefined;

export interface Beside {
  /** The next line that the child prints; `undefined` when it has ended. */
  line(): Promise<string | undefined>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts the child, under `ulimit -f` where a largest file size (in blocks of the shell's) is given. */
export async function beside(words: readonly string[], largestFile?: number): Promise<Beside> {
  const command = [process.execPath, await builtChild(), ...words];
  const limited = ['-c', `ulimit -f ${largestFile}; exec "$@"`, 'sh', ...command];
  const [program = '', ...args] = largestFile === undefined ? command : ['sh', ...limited];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise<void>((done) => child.once('close', () => done()));
  onTestFinished(() => kill(child, gone));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async line() {
      const next = await lines.next();
      return next.done === true ? undefined : next.value;
    },
    kill: () => kill(child, gone),
  };
}

/** Where the child lies as one JavaScript file, for tests that start it in their own way. */
export async function builtChild(): Promise<string> {
  built ??= build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'test/integration/child.ts', outDir, rolldownOptions: { output: { entryFileNames: 'child.mjs' } } },
  });
  await built;
  return resolve(outDir, 'child.mjs');
}

async function kill(child: ChildProcess, gone: Promise<void>): Promise<void> {
  child.kill('SIGKILL');
  await gone;
}
