// The libraries of devices that an office may have: PC/SC readers (smartcard) and security modules (pkcs11js). Both come
// as source in N-API, so one build serves Node and Electron; it is kept in the cache. Starcard runs without them, and so
// a failure is said and the set-up goes on, but for a build machine (CI), where it counts.

import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { compileModule, installLibrary } from './compile.mjs';
import { packageLack, readyPackages } from './debian.mjs';
import { inCache, inModules } from './places.mjs';
import { ask, say, Unready } from './say.mjs';

const A_DAY_MS = 24 * 60 * 60 * 1000;
const REMEDY = 'install a C++ compiler, make, Python 3 and (for PC/SC on Linux) libpcsclite-dev, and start again.';

const MODULES = [
  { name: 'smartcard', purpose: 'PC/SC card readers', parts: ['src'], library: 'smartcard_napi.node' },
  { name: 'pkcs11js', purpose: 'security modules (PKCS#11)', parts: ['src', 'includes'], library: 'pkcs11.node' },
];

/** @returns why there is something to do, or null. What failed today is tried again tomorrow, and before every test. */
export function deviceLibraryLack(aim) {
  const missing = MODULES.filter((module) => !loadsHere(module) && (aim === 'test' || !failedLately(module)));
  return missing.length === 0 ? null : `nothing speaks to ${missing.map(({ purpose }) => purpose).join(' and ')} yet`;
}

/** Compiles what the cache lacks, puts it in place and loads it once. Only in CI does a failure end the set-up. */
export async function readyDeviceLibraries() {
  for (const module of MODULES.filter((candidate) => !loadsHere(candidate))) {
    try {
      makeReady(module);
      rmSync(failedMark(module), { force: true });
    } catch (failure) {
      if (!(failure instanceof Unready) || process.env.CI) throw failure;
      say(`${inShort(failure.message)}\n  Going on: only ${module.purpose} will be missing.`);
      mkdirSync(inCache(module.name), { recursive: true });
      writeFileSync(failedMark(module), '');
    }
  }
}

/** What failed and what to do, and of what a compiler says between them the first complaints only. */
function inShort(message) {
  const [first, ...rest] = message.split('\n');
  const complaints = rest.filter((line) => /error/i.test(line)).slice(0, 3);
  return [first, ...complaints, rest.at(-1)].join('\n');
}

function makeReady(module) {
  const { name, library } = module;
  if (!existsSync(inModules(name, 'package.json')))
    throw new Unready(`The package ${name} is not installed.`, 'run the same command again; npm installs it.');
  if (!existsSync(cachedFile(module))) {
    if (packageLack('devices') !== null) readyPackages('devices');
    say(`Compiling ${name} for ${module.purpose} (half a minute, once a machine)`);
    compileModule(module, cachedFile(module), REMEDY);
  }
  installLibrary(cachedFile(module), name, library);
  // A child process tries it first: a binary that does not fit takes the process down with it.
  const result = ask(process.execPath, ['-e', `require(${JSON.stringify(inModules(name))})`]);
  if (!result.ok) {
    rmSync(cachedFile(module), { force: true });
    throw new Unready(`${name} does not load (${result.ending}).\n${result.text.slice(-2000)}`, REMEDY);
  }
  writeFileSync(stampFile(module), key(module));
}

function loadsHere(module) {
  const stamp = stampFile(module);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === key(module);
}

function failedLately(module) {
  const info = statSync(failedMark(module), { throwIfNoEntry: false });
  return info !== undefined && Date.now() - info.mtimeMs < A_DAY_MS;
}

function key({ name }) {
  const { version } = JSON.parse(readFileSync(inModules(name, 'package.json'), 'utf8'));
  return `${version}-napi-${process.platform}-${process.arch}`;
}

function cachedFile(module) {
  return inCache(module.name, `${key(module)}.node`);
}

function stampFile({ name }) {
  return inModules(name, '.loads-here');
}

function failedMark({ name }) {
  return inCache(name, 'failed');
}
