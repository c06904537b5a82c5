// npm run bench: how fast the parts are, mostly as ratios within one run. Each file test/bench/NAME.bench.ts is a bench; all
// of them run, one after the other, or those that are named: npm run bench -- NAME... [--quick]
// Exit code 1 when a limit is missed or a bench does not get to its end, 2 when there is no bench of that name.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { electronPath } from './electron-path.mjs';
import { readyOrExit } from './ready.mjs';
import { hasDisplay, startDisplay } from './setup/display.mjs';
import { inRoot, root } from './setup/places.mjs';
import { say, Unready } from './setup/say.mjs';

const ENDING = '.bench.ts';
const benches = readdirSync(inRoot('test', 'bench'))
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length));

/** Measured in the real window, on the desktop's screen or on one of our own. */
const needsWindow = new Set(['preview']);
/** Measured by the runtime that the installed program has: what it costs to sign or hash is its cryptography's affair. */
const inElectron = new Set(['audit']);
/** Measured in the virtual machine that has a USB stack (scripts/usb-vm). */
const needsMachine = new Set(['usb']);
const MACHINE_LIMIT_MS = 900_000;

const words = process.argv.slice(2);
const named = words.filter((word) => !word.startsWith('-'));
const options = words.filter((word) => word.startsWith('-'));
const unknown = named.filter((name) => !benches.includes(name));
if (unknown.length > 0) {
  say(`There is no bench called ${unknown.join(', ')}. There are: ${benches.join(', ')}.`);
  process.exit(2);
}

const chosen = named.length > 0 ? named : benches;
await readyOrExit(chosen.some((name) => needsWindow.has(name) || inElectron.has(name)) ? 'window' : 'app');
const results = [];
for (const name of chosen) {
  results.push({ name, held: needsMachine.has(name) ? await runInVirtualMachine() : await runHere(name) });
}
if (results.length > 1) {
  console.log('');
  for (const { name, held } of results) console.log(`${name.padEnd(12)} ${held ? 'every limit held' : 'MISSED'}`);
}
process.exitCode = results.every(({ held }) => held) ? 0 : 1;

/** Each in a process of its own: what one leaves behind slows no other. True where it held every limit. */
async function runHere(name) {
  console.log(`\n== ${name}`);
  const program = await built(name);
  // With gc, memory is read after everything unused is given back; nothing else changes by it.
  const args = ['--expose-gc', '--enable-source-maps', program, ...options];
  const screen = needsWindow.has(name) && !hasDisplay() ? await startDisplay() : null;
  const env = { ...process.env, ...(screen ? { DISPLAY: screen.display } : {}) };
  const electron = inElectron.has(name) ? electronPath()?.executable : undefined;
  if (electron !== undefined) env.ELECTRON_RUN_AS_NODE = '1';
  const { status } = spawnSync(electron ?? process.execPath, args, { cwd: root, stdio: 'inherit', env });
  screen?.stop();
  return status === 0;
}

/** The bench and its device on a USB stack that this kernel may not have. */
async function runInVirtualMachine() {
  console.log('\n== usb');
  const { readyMachine, runInside } = await import('./usb-vm/inside.mjs');
  try {
    readyMachine();
  } catch (failure) {
    if (!(failure instanceof Unready)) throw failure;
    say(`This bench cannot run here. ${failure.message}`);
    return false;
  }
  const folder = inRoot('out', 'bench', 'usb-machine');
  // As many processors as the smallest workstation: the writer, its driver and the bare loop beside one another.
  const run = { program: 'bench', words: options, folder, limitMs: MACHINE_LIMIT_MS, processors: 2 };
  return (await runInside(run)) === 0;
}

/** Built as the application is: what is measured is what runs. */
async function built(bench) {
  const { build } = await import('vite');
  const outDir = inRoot('out', 'bench', bench);
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: inRoot('test', 'bench', `${bench}${ENDING}`),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      sourcemap: true,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'main.mjs' } },
    },
  });
  return inRoot('out', 'bench', bench, 'main.mjs');
}
