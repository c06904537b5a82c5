// The application as Electron and Node run it, made by electron-vite in build/, and only when a source is newer.

import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inModules, inRoot, root } from './places.mjs';
import { ask, Unready } from './say.mjs';

const SOURCES = [
  'shared',
  'electron',
  'renderer',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const stamp = inRoot('build', '.made');

/** @returns why there is something to do, or null. */
export function buildLack() {
  const madeAt = changedAt(stamp);
  if (madeAt === 0) return 'the application is not built yet';
  const newer = SOURCES.find((name) => newestIn(inRoot(name)) > madeAt);
  return newer ? `${newer} changed since the last build` : null;
}

/** Builds anew. The stamp bears the time of the start: a source saved during the build counts as newer. */
export function readyBuild() {
  const startedAt = new Date();
  rmSync(stamp, { force: true });
  const result = ask(process.execPath, [inModules('electron-vite', 'bin', 'electron-vite.js'), 'build'], {
    cwd: root,
  });
  if (!result.ok)
    throw new Unready(
      `The application does not build:\n${stripVTControlCharacters(result.text)}`,
      'mend the source that is named above.',
    );
  mkdirSync(inRoot('build'), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, startedAt, startedAt);
}

/** The latest change below a path in ms; folders count too, for they change when a file goes. */
function newestIn(path) {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(info.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
