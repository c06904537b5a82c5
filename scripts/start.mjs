// npm start: makes the machine ready and opens the workstation. What follows `--` goes to it: npm start -- --data DIR

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { electronPath } from './electron-path.mjs';
import { readyOrExit } from './ready.mjs';
import { hasDisplay } from './setup/display.mjs';
import { root } from './setup/places.mjs';
import { ask, say } from './setup/say.mjs';

if (!hasDisplay()) {
  say('This machine has no display to open a window on. To see the main job without one: npm run demo');
  process.exit(1);
}

await readyOrExit('window');
if (!sandboxWorks()) {
  say('This system keeps ordinary programs from making a sandbox, and Starcard does not run without one.');
  say('What to do: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0 (until the next start of the system)');
  process.exit(1);
}

const { executable, standIn, version } = electronPath();
say(`Opening Starcard in Electron ${version}${standIn ? ', a stand-in for building and testing only' : ''}`);
// Chromium refuses to make its sandbox as root.
const asRoot = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
// Some editors' terminals set it, and Electron would then be a plain Node.
const { ELECTRON_RUN_AS_NODE: _unwanted, ...env } = process.env;
const child = spawn(executable, [...asRoot, root, ...process.argv.slice(2)], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env,
  stdio: 'inherit',
});
// An interrupt reaches the whole terminal group: the window closes in its own order and we wait for it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.once('exit', (code) => (process.exitCode = code ?? 1));
child.once('error', (failure) => {
  say(`Electron does not start: ${failure.message}`);
  say('What to do: delete node_modules/electron/dist and run the same command again.');
  process.exitCode = 1;
});

/** Some newer Ubuntu systems allow user name spaces to few programs only; Chromium then ends without a window. */
function sandboxWorks() {
  if (process.platform !== 'linux' || process.getuid() === 0) return true;
  try {
    const restricted = readFileSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', 'utf8').trim() === '1';
    return !restricted || ask('unshare', ['--user', '--map-root-user', 'true']).ok;
  } catch {
    return true;
  }
}
