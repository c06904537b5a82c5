// npm test: every suite, or those that are named (node scripts/test.mjs unit e2e). The last line says
// `N passed, N failed`, with `, N skipped` where some were. A suite without a single test counts as a failure.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { lint } from './lint.mjs';
import { readyOrExit } from './ready.mjs';
import { hasDisplay, startDisplay } from './setup/display.mjs';
import { failuresInWords, failuresOfPlaywright, failuresOfVitest } from './setup/failures.mjs';
import { inModules, inRoot, root } from './setup/places.mjs';
import { say } from './setup/say.mjs';
import { runUsbSuite } from './usb-vm/suite.mjs';

const SUITES = {
  lint: { aim: 'app', run: runLint },
  unit: { aim: 'app', run: () => runVitest('unit') },
  integration: { aim: 'test', run: () => runVitest('integration') },
  e2e: { aim: 'test', run: () => runPlaywright('e2e') },
  faults: { aim: 'test', run: () => runPlaywright('faults') },
  installer: { aim: 'test', run: () => runVitest('installer') },
  usb: { aim: 'app', run: runUsbSuite },
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  say(`There is no suite called ${unknown.join(', ')}. There are: ${Object.keys(SUITES).join(', ')}.`);
  process.exit(2);
}

const chosen = named.length > 0 ? named : Object.keys(SUITES);
await readyOrExit(chosen.some((name) => SUITES[name].aim === 'test') ? 'test' : 'app');
mkdirSync(inRoot('out', 'test-results'), { recursive: true });

const results = [];
for (const name of chosen) {
  console.log(`\n== ${name}`);
  const startedAt = Date.now();
  results.push({ name, ...(await SUITES[name].run()), seconds: Math.round((Date.now() - startedAt) / 1000) });
}
printResults(results);

function printResults(all) {
  console.log(failuresInWords(all.flatMap(({ failures = [] }) => failures)));
  for (const { name, passed, failed, skipped, seconds } of all) {
    console.log(`${name.padEnd(12)} ${passed} passed, ${failed} failed, ${skipped} skipped, ${seconds} s`);
  }
  const sum = (key) => all.reduce((total, result) => total + result[key], 0);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
  const skipped = sum('skipped') === 0 ? '' : `, ${sum('skipped')} skipped`;
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
}

/** Lint is no test: it counts only when it finds something, and then as one that failed. */
function runLint() {
  const found = lint();
  const failures = found.map((name) => ({ name: `lint: ${name}`, why: 'What it found stands above.' }));
  return { passed: 0, failed: found.length === 0 ? 0 : 1, skipped: 0, failures };
}

function runVitest(project) {
  const file = inRoot('out', 'test-results', `${project}.json`);
  const outside = inRoot('out', 'test-results', `${project}-outside.json`);
  rmSync(outside, { force: true });
  const reporters = [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    `--reporter=${inRoot('scripts', 'setup', 'outside-of-tests.mjs')}`,
  ];
  const args = [inModules('vitest', 'vitest.mjs'), 'run', '--project', project, ...reporters];
  return runSuite(file, args, { STARCARD_OUTSIDE_OF_TESTS: outside }, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [...failuresOfVitest(report), ...JSON.parse(readFileSync(outside, 'utf8'))],
  }));
}

async function runPlaywright(project) {
  const file = inRoot('out', 'test-results', `${project}.json`);
  const output = ['--output', inRoot('out', 'test-results', `playwright-${project}`)];
  const args = [
    inModules('@playwright', 'test', 'cli.js'),
    'test',
    '--project',
    project,
    '--reporter=list,json',
    ...output,
  ];
  const screen = hasDisplay() ? null : await startDisplay();
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...(screen ? { DISPLAY: screen.display } : {}) };
  try {
    return runSuite(file, args, env, ({ stats, ...report }) => ({
      passed: stats.expected,
      // One that passed only at the second try has failed once.
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
      failures: failuresOfPlaywright(report),
    }));
  } finally {
    screen?.stop();
  }
}

/** Runs one suite as a child and counts from its JSON report; what ended badly without a failed test counts as one. */
function runSuite(file, args, env, count) {
  rmSync(file, { force: true });
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  const counted = readReport(file, count);
  const ran = counted.passed + counted.failed;
  if (ran === 0) console.log('No test ran; that counts as a failure.');
  return status === 0 && ran > 0 ? counted : { ...counted, failed: Math.max(counted.failed, 1) };
}

function readReport(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
