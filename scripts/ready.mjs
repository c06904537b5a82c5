// Makes this machine ready for what is asked, and says each thing it does and why. What is there already is left alone.
//
//   node scripts/ready.mjs lint     npm packages: enough for lint
//   node scripts/ready.mjs app      npm packages, native libraries that load, a fresh build: enough for the command line
//   node scripts/ready.mjs window   the same and Electron with what it needs of the system: enough for the workstation
//   node scripts/ready.mjs dist     the same and what packs and signs it: enough for an installer
//   node scripts/ready.mjs test     the same and what the tests use besides

import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { buildLack, readyBuild } from './setup/build.mjs';
import { packageLack, readyPackages } from './setup/debian.mjs';
import { dependencyLack, readyDependencies } from './setup/dependencies.mjs';
import { electronLack, readyElectron } from './setup/electron.mjs';
import { fontLack, readyFonts } from './setup/fonts.mjs';
import { deviceLibraryLack, readyDeviceLibraries } from './setup/native-modules.mjs';
import { copyName, inCache } from './setup/places.mjs';
import { say, Unready } from './setup/say.mjs';
import { readySqlite, sqliteLack } from './setup/sqlite.mjs';

// In this order: each step may need the ones before it. `lack` says why there is something to do, or null.
const STEPS = [
  {
    name: 'npm packages',
    aims: ['lint', 'app', 'window', 'dist', 'test'],
    lack: dependencyLack,
    make: readyDependencies,
  },
  { name: 'system packages', aims: ['window', 'dist', 'test'], lack: packageLack, make: readyPackages },
  { name: 'Electron', aims: ['window', 'dist', 'test'], lack: electronLack, make: readyElectron },
  {
    name: 'a compiler',
    aims: ['app', 'window', 'dist', 'test'],
    lack: () => packageLack('compile'),
    make: () => readyPackages('compile'),
  },
  { name: 'better-sqlite3', aims: ['app', 'window', 'dist', 'test'], lack: sqliteLack, make: readySqlite },
  {
    name: 'device libraries',
    aims: ['app', 'window', 'dist', 'test'],
    lack: deviceLibraryLack,
    make: readyDeviceLibraries,
  },
  { name: 'typefaces', aims: ['app', 'window', 'dist', 'test'], lack: fontLack, make: readyFonts },
  { name: 'the build', aims: ['app', 'window', 'dist', 'test'], lack: buildLack, make: readyBuild },
];

/**
 * Makes the machine ready.
 * @param {'lint' | 'app' | 'window' | 'dist' | 'test'} aim what it is to be ready for
 * @throws {Unready} with the remedy, when it can't be done
 */
export async function ready(aim) {
  checkNode();
  for (const step of STEPS.filter(({ aims }) => aims.includes(aim))) {
    if (step.lack(aim) !== null) await alone(() => makeUp(step, aim));
  }
}

/** As `ready`, for the scripts: a failure is said plainly and ends the program with exit code 1. */
export async function readyOrExit(aim) {
  try {
    await ready(aim);
  } catch (failure) {
    if (!(failure instanceof Unready)) throw failure;
    say(failure.message);
    process.exit(1);
  }
}

/** The reason is asked for once more: another set-up may have done it while we waited. */
async function makeUp(step, aim) {
  const reason = step.lack(aim);
  if (reason === null) return;
  say(`${step.name}: ${reason}`);
  await step.make(aim);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Unready(
    `This is Node ${process.versions.node}; Starcard needs 20.19 or newer.`,
    'install the current long-term version of Node.',
  );
}

/** Two set-ups of one working copy must not work at the same time: the second waits for the first. */
async function alone(work) {
  const lock = inCache(`working-on-${copyName}`);
  makeCache();
  for (let told = false; !tookLock(lock); told = true) {
    if (!told) say('Waiting for another set-up of this working copy to end');
    await pause(200);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function makeCache() {
  try {
    mkdirSync(inCache(), { recursive: true });
    accessSync(inCache(), constants.W_OK);
  } catch (error) {
    throw new Unready(
      `The cache folder ${inCache()} cannot be written (${error.code}).`,
      'set XDG_CACHE_HOME to a folder that this user may write.',
    );
  }
}

function tookLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isAlive(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const aim = process.argv[2] ?? 'app';
  if (!['lint', 'app', 'window', 'dist', 'test'].includes(aim)) {
    say(`Ready for what? Say lint, app, window or test, not "${aim}".`);
    process.exit(2);
  }
  await readyOrExit(aim);
}
