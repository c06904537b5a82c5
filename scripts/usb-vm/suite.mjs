// The suite `usb` of npm test: the driver of the USB writer on a real USB stack, in the virtual machine.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../setup/places.mjs';
import { say, Unready } from '../setup/say.mjs';
import { readyMachine, runInside } from './inside.mjs';

const FOLDER = inRoot('out', 'test-results', 'usb');
const LIMIT_MS = 400_000;

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
    '--test-timeout=60000',
  ];
  const code = await runInside({ nodeOptions, program: 'suite', folder: FOLDER, limitMs: LIMIT_MS });
  console.log(`The transcript of the machine is in ${join(FOLDER, 'transcript')}`);
  if (code === null) console.log(`The virtual machine never came to the end; its console is beside it.`);
  const counts = countsIn(join(FOLDER, 'results.json'));
  return code === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

function countsIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
