// npm run lint: the types, the rules, the form and what nobody uses. All four run, so that one run shows everything.

import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { ready } from './ready.mjs';
import { inModules, root } from './setup/places.mjs';
import { say, Unready } from './setup/say.mjs';

const CHECKS = [
  { name: 'types', program: ['typescript', 'bin', 'tsc'], args: ['--noEmit', '-p', 'tsconfig.json'] },
  { name: 'rules', program: ['oxlint', 'bin', 'oxlint'], args: [] },
  { name: 'form', program: ['prettier', 'bin', 'prettier.cjs'], args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'unused', program: ['knip', 'bin', 'knip.js'], args: ['--no-progress'] },
];

/** @returns {string[]} the names of the checks that found something */
export function lint() {
  return CHECKS.filter(({ name, program, args }) => {
    console.log(`lint: ${name}`);
    return spawnSync(process.execPath, [inModules(...program), ...args], { cwd: root, stdio: 'inherit' }).status !== 0;
  }).map(({ name }) => name);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await ready('lint');
    const bad = lint();
    if (bad.length > 0) say(`lint found something: ${bad.join(', ')}`);
    process.exitCode = bad.length === 0 ? 0 : 1;
  } catch (failure) {
    if (!(failure instanceof Unready)) throw failure;
    say(failure.message);
    process.exitCode = 1;
  }
}
