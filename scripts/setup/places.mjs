// Where things are: the repository, the cache outside it that survives a new clone, and the npm that came with this Node.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Unready } from './say.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const inRoot = (...parts) => join(root, ...parts);
export const inModules = (...parts) => join(root, 'node_modules', ...parts);

const cacheHome =
  process.env.XDG_CACHE_HOME ||
  { win32: process.env.LOCALAPPDATA, darwin: join(homedir(), 'Library', 'Caches') }[process.platform] ||
  join(homedir(), '.cache');

/** A path in the set-up's own cache; what is in it may be deleted at any time and is made again. */
export const inCache = (...parts) => join(cacheHome, 'starcard', ...parts);

/** A short name for this working copy, for what the cache keeps per copy. */
export const copyName = createHash('sha256').update(root).digest('hex').slice(0, 16);

/** The script of the npm that runs us, else of the npm beside this Node: so that no shell has to find it. */
export function npmScript() {
  const prefix = dirname(dirname(process.execPath));
  const candidates = [
    basename(process.env.npm_execpath ?? '') === 'npm-cli.js' ? process.env.npm_execpath : undefined,
    join(prefix, 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(prefix, 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found)
    throw new Unready('npm was not found beside this Node.', 'start by `npm start` or `npm test`, or install npm.');
  return found;
}

/** node-gyp as npm ships it. */
export function nodeGypScript() {
  const npmFolder = dirname(dirname(npmScript()));
  const candidates = [join(npmFolder, 'node_modules'), dirname(npmFolder)];
  const found = candidates.map((folder) => join(folder, 'node-gyp', 'bin', 'node-gyp.js')).find(existsSync);
  if (!found) throw new Unready('This npm has no node-gyp.', 'use Node 22 or newer, which needs nothing compiled.');
  return found;
}
