// Programs of test/usb in the virtual machine: built outside, each one file with all it needs but the native library,
// because reading a thousand small files through an emulated disk takes longer than the tests.

import { rmSync } from 'node:fs';
import { machineMissing, makeMachine, findMachine } from './machine.mjs';
import { runInMachine } from './boot.mjs';
import { packageLack, readyPackages } from '../setup/debian.mjs';
import { inRoot, root } from '../setup/places.mjs';
import { Unready } from '../setup/say.mjs';

/** By the name that each has in the machine. */
const PROGRAMS = {
  suite: inRoot('test', 'usb', 'suite.ts'),
  reporter: inRoot('test', 'usb', 'reporter.ts'),
  bench: inRoot('test', 'bench', 'usb.bench.ts'),
  'writer-process': inRoot('electron', 'app', 'writer-process.ts'),
  firmware: inRoot('test', 'usb', 'firmware', 'main.ts'),
  'card-thread': inRoot('test', 'usb', 'firmware', 'card-thread.ts'),
};
const BUILT = inRoot('out', 'usb');

/**
 * Makes the virtual machine where it is not made yet.
 * @throws {Unready} with the remedy, where this system cannot have it
 */
export function readyMachine() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Unready('The virtual machine is made for Linux on x86-64 only.', 'run this suite on such a machine.');
  }
  if (packageLack('usb') !== null) readyPackages('usb');
  const missing = machineMissing();
  if (missing !== null) throw new Unready(`${missing} is not installed.`, 'install what is named above.');
  if (findMachine() === null) makeMachine();
}

/**
 * Builds the programs and runs one in the machine, which must be ready; what it says goes to standard output.
 * @param {Run} run
 * @returns {Promise<number | null>} the exit code; null when the machine never came to the end
 */
export async function runInside(run) {
  const [code] = await runSideBySide([run]);
  return code ?? null;
}

/**
 * The same for several, each in a machine of its own; what they say comes one after the other.
 * @typedef {{nodeOptions?: readonly string[], program: keyof typeof PROGRAMS, words?: readonly string[], folder: string,
 *   limitMs: number, processors?: number}} Run `folder` is `/run/out` in the machine
 * @param {readonly Run[]} runs
 * @returns {Promise<readonly (number | null)[]>}
 */
export async function runSideBySide(runs) {
  const machine = findMachine();
  if (machine === null) throw new Error('the virtual machine is not made yet');
  await buildPrograms();
  const codes = [];
  for (const { nodeOptions = [], program, words = [], ...run } of runs) {
    const command = [process.execPath, ...nodeOptions, `${BUILT}/${program}.mjs`, ...words].map(quoted).join(' ');
    const turn = Promise.all(codes);
    codes.push(runInMachine(machine, `cd ${quoted(root)} && exec ${command}\n`, { ...run, turn }));
  }
  return Promise.all(codes);
}

/** Each by itself: a program that shares nothing loads nothing that it does not need. All in one folder, to find each other. */
async function buildPrograms() {
  const { build } = await import('vite');
  rmSync(BUILT, { recursive: true, force: true });
  for (const [name, input] of Object.entries(PROGRAMS)) {
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      publicDir: false,
      // What the tests of the chip take from their runner is taken from this one.
      resolve: { alias: { vitest: inRoot('test', 'usb', 'in-place-of-vitest.ts') } },
      ssr: { noExternal: true, external: ['node-hid', 'smartcard'] },
      build: {
        ssr: true,
        outDir: BUILT,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        rolldownOptions: { input: { [name]: input }, output: { format: 'es', entryFileNames: '[name].mjs' } },
      },
    });
  }
}

function quoted(word) {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
