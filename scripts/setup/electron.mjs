// An Electron to run: the real one that the `electron` package fetches; where that can't be reached on Linux x64,
// the stand-in of docs/adr/0002, which is for building and testing only and is never shipped.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronPath } from '../electron-path.mjs';
import { inCache, inModules } from './places.mjs';
import { say, Unready } from './say.mjs';

const A_DAY_MS = 24 * 60 * 60 * 1000;
const STALLED_AFTER_MS = 20 * 1000;
const failedMark = inCache('electron-not-reached');

/** @returns why there is something to do, or null. */
export function electronLack() {
  const found = electronPath();
  if (!found) return 'no Electron is here yet';
  if (!found.standIn || process.env.ELECTRON_OVERRIDE_DIST_PATH || failedLately()) return null;
  return 'the stand-in Electron is in use and the real one was last tried more than a day ago';
}

/** Fetches the real Electron, else makes the stand-in. */
export async function readyElectron() {
  const failure = failedLately() ? 'It could not be fetched within the last day.' : await fetchReal();
  if (failure === null) {
    rmSync(failedMark, { force: true });
    say(`Electron ${electronPath()?.version} is here`);
    return;
  }
  mkdirSync(inCache(), { recursive: true });
  if (!failedLately()) writeFileSync(failedMark, failure);
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    rmSync(failedMark, { force: true });
    throw new Unready(
      `Electron could not be fetched. ${failure}`,
      'connect to the internet and try again; or set ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
    );
  }
  if (!electronPath()) {
    say(`The real Electron could not be fetched. ${failure}`);
    say('Making the stand-in for building and testing from the npm registry');
    const { makeStandIn } = await import('./stand-in.mjs');
    await makeStandIn();
  }
  say(`Using the stand-in, Electron ${electronPath()?.version}; the real one is tried again in a day`);
}

function failedLately() {
  const info = statSync(failedMark, { throwIfNoEntry: false });
  return info !== undefined && Date.now() - info.mtimeMs < A_DAY_MS;
}

/**
 * Runs the electron package's own fetching. It gets a temporary folder of its own, so that its progress can be seen from
 * outside: a slow line may take its time, one that brings no byte in 20 s is given up.
 * @returns null on success, else what went wrong in a sentence.
 */
async function fetchReal() {
  say('Fetching Electron (about 120 MB, once a machine)');
  mkdirSync(inCache(), { recursive: true });
  const temporary = mkdtempSync(inCache('fetch-'));
  const places = { TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const child = spawn(process.execPath, [inModules('electron', 'install.js')], {
    env: { ...process.env, ...places },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
  const stalled = watchForStall(child, () => bytesIn(temporary) + bytesIn(inModules('electron', 'dist')));
  try {
    const code = await new Promise((resolve) => child.once('close', resolve).once('error', () => resolve(-1)));
    if (code === 0 && electronPath()?.standIn === false) return null;
    return stalled()
      ? 'No byte came for 20 seconds.'
      : `It said: ${complaint.trim().split('\n')[0] || `exit code ${code}`}`;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function watchForStall(child, progress) {
  let bytes = 0;
  let movedAt = Date.now();
  let gaveUp = false;
  const timer = setInterval(() => {
    const now = progress();
    if (now !== bytes) movedAt = Date.now();
    bytes = now;
    if (Date.now() - movedAt < STALLED_AFTER_MS) return;
    gaveUp = true;
    child.kill('SIGKILL');
  }, 1000);
  child.once('close', () => clearInterval(timer));
  return () => gaveUp;
}

function bytesIn(path) {
  try {
    const info = statSync(path, { throwIfNoEntry: false });
    if (!info) return 0;
    if (!info.isDirectory()) return info.size;
    return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
  } catch {
    // Moved or deleted between two looks: the next look is in a second.
    return 0;
  }
}
