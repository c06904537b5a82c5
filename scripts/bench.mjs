// npm run bench -- NAME [--quick]: how fast one part is, as ratios within one run. Each file test/bench/NAME.bench.ts is
// a bench; without a name they are listed. Exit code 1 when a limit is missed, 2 when there is no bench of that name.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
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
/** Measured in the virtual machine that has a USB stack (scripts/usb-vm). */
const needsMachine = new Set(['usb']);
const MACHINE_LIMIT_MS = 900_000;

const [name, ...rest] = process.argv.slice(2);
if (name === undefined) {
  console.log(`Benches: ${benches.join(', ')}\nRun one: npm run bench -- NAME [--quick]`);
} else if (!benches.includes(name)) {
  say(`There is no bench called ${name}. There are: ${benches.join(', ')}.`);
  process.exitCode = 2;
} else {
  await readyOrExit(needsWindow.has(name) ? 'window' : 'app');
  process.exitCode = needsMachine.has(name) ? await runInVirtualMachine(rest) : await runHere(name, rest);
}

async function runHere(bench, words) {
  const program = await built(bench);
  // With gc, memory is read after everything unused is given back; nothing else changes by it.
  const args = ['--expose-gc', '--enable-source-maps', program, ...words];
  const screen = needsWindow.has(bench) && !hasDisplay() ? await startDisplay() : null;
  const env = { ...process.env, ...(screen ? { DISPLAY: screen.display } : {}) };
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  screen?.stop();
  return status ?? 1;
}

/** The bench and its device on a USB stack that this kernel may not have. */
async function runInVirtualMachine(words) {
  const { readyMachine, runInside } = await import('./usb-vm/inside.mjs');
  try {
    readyMachine();
  } catch (failure) {
    if (!(failure instanceof Unready)) throw failure;
    say(`This bench cannot run here. ${failure.message}`);
    return 1;
  }
  const folder = inRoot('out', 'bench', 'usb-machine');
  return (await runInside({ program: 'bench', words, folder, limitMs: MACHINE_LIMIT_MS })) ?? 1;
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
