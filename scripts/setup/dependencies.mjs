// The npm packages, exactly as package-lock.json names them. npm runs no install script of theirs unless approved;
// what has to be built or fetched besides is done by the other steps.

import { readFileSync } from 'node:fs';
import { inModules, inRoot, npmScript, root } from './places.mjs';
import { ranWell, Unready } from './say.mjs';

/** @returns why there is something to do, or null: npm's own record of what it installed is held against the lock file. */
export function dependencyLack() {
  const installed = packagesIn(inModules('.package-lock.json'));
  if (!installed) return 'the npm packages are not installed';
  const wanted = packagesIn(inRoot('package-lock.json'));
  if (!wanted)
    throw new Unready('package-lock.json is missing or broken.', 'restore it: git checkout -- package-lock.json');
  const differs = Object.entries(wanted).some(([path, entry]) => path !== '' && !isAsWanted(installed[path], entry));
  return differs ? 'package-lock.json names other npm packages than are installed' : null;
}

/**
 * Installs what the lock file names. Not by `npm ci`: that wants an entry for every optional binary of every platform,
 * and a registry that mirrors only some of them gives no such lock file. Those entries come by their exact version
 * instead, and --no-save leaves the lock file as it is (docs/adr/0004).
 */
export function readyDependencies() {
  // Whatever this user's own settings leave out (NODE_ENV=production, omit=optional), the build needs it.
  const whole = ['--include=dev', '--include=optional'];
  const args = ['install', ...whole, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (ranWell(process.execPath, [npmScript(), ...args], { cwd: root })) return;
  throw new Unready(
    'npm could not install the packages (see above).',
    'check that this machine reaches its npm registry (npm ping), then run the same command again.',
  );
}

/** Packages for another system are optional and left out by npm. */
function isAsWanted(installed, wanted) {
  if (!installed) return wanted.optional === true;
  return installed.version === wanted.version && installed.integrity === wanted.integrity;
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
