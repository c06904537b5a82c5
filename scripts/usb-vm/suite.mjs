// The suite `usb` of npm test: the driver of the USB writer on a real USB stack, in two virtual machines side by side.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../setup/places.mjs';
import { say, Unready } from '../setup/say.mjs';
import { readyMachine, runSideBySide } from './inside.mjs';

const FOLDER = inRoot('out', 'test-results', 'usb');
/** Of two to four minutes' work: an emulated machine on one that others use is slow beyond all measure. */
const LIMIT_MS = 2_400_000;
/** As test/usb/suite.ts parts it. */
const SHARES = ['ccid', 'stx'];

/** @returns {Promise<{passed: number, failed: number, skipped: number}>} where it cannot run, one is skipped; in CI, failed */
export async function runUsbSuite() {
  try {
    readyMachine();
  } catch (failure) {
    if (!(failure instanceof Unready)) throw failure;
    say(`THE USB WRITER IS NOT TESTED HERE. ${failure.message}`);
    return { passed: 0, failed: process.env.CI ? 1 : 0, skipped: 1 };
  }
  const nodeOptions = [
    '--test-reporter=./out/usb/reporter.mjs',
    '--test-reporter-destination=stdout',
    '--test-force-exit',
    '--test-timeout=600000',
  ];
  rmSync(FOLDER, { recursive: true, force: true });
  const folders = SHARES.map((share) => join(FOLDER, share));
  const codes = await runSideBySide(
    SHARES.map((share, place) => ({
      nodeOptions,
      program: 'suite',
      words: [share],
      folder: folders[place],
      limitMs: LIMIT_MS,
    })),
  );
  const transcripts = folders.map((folder) => join(folder, 'transcript')).filter((file) => existsSync(file));
  writeFileSync(join(FOLDER, 'transcript'), transcripts.map((file) => readFileSync(file, 'utf8')).join('\n'));
  console.log(`The transcript of the machines is in ${join(FOLDER, 'transcript')}`);
  if (codes.includes(null)) console.log('A virtual machine never came to the end; its console is beside it.');
  const counts = folders.map((folder) => countsIn(join(folder, 'results.json')));
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  const failed = codes.every((code) => code === 0) ? sum('failed') : Math.max(1, sum('failed'));
  const failures = counts.flatMap((count) => count.failures);
  return { passed: sum('passed'), failed, skipped: sum('skipped'), failures };
}

function countsIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0, failures: [] };
  }
}
