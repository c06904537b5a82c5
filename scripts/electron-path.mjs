// Which Electron this machine runs: the one the `electron` package stands for, else the stand-in of docs/adr/0002.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inCache, inModules } from './setup/places.mjs';

/** The folder the stand-in is made in (its source's version, and how we adapt it); its mark is written last, so a half-made one does not count. */
export const standInFolder = inCache('electron-stand-in', '14.5.4-2');
export const standInMark = 'stand-in.json';

/**
 * @returns {{executable: string, standIn: boolean, version: string} | null} null when none is there yet.
 * `ELECTRON_OVERRIDE_DIST_PATH` names a folder to use instead, as it does for the `electron` package itself.
 */
export function electronPath() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return inFolder(override, executableName());
  return realElectron() ?? inFolder(standInFolder, 'electron', standInMark);
}

function realElectron() {
  if (!existsSync(inModules('electron', 'path.txt'))) return null;
  const found = inFolder(inModules('electron', 'dist'), readFileSync(inModules('electron', 'path.txt'), 'utf8'));
  const wanted = JSON.parse(readFileSync(inModules('electron', 'package.json'), 'utf8')).version;
  return found?.version === wanted ? found : null;
}

function inFolder(folder, name, mark = 'version') {
  const executable = join(folder, name);
  if (!existsSync(executable) || !existsSync(join(folder, mark))) return null;
  const version = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  return { executable, standIn: existsSync(join(folder, standInMark)), version };
}

function executableName() {
  return { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
}
