// Compiles a package's own native source with the node-gyp that npm ships, in a copy in the cache: node_modules receives
// only finished files.

import { copyFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inCache, inModules, nodeGypScript } from './places.mjs';
import { ask, Unready } from './say.mjs';

/**
 * Compiles a package into the cache; a build that is half done is never left there.
 * @param {{name: string, parts: string[], library: string, adapt?: (gypFile: string) => void}} module `parts` of the
 *   package are copied, `adapt` may change the build file, `library` is the file that comes out
 * @param {string} target where in the cache the library goes
 * @param {string} remedy what a person can do where it fails
 * @throws {Unready} with the compiler's last words
 */
export function compileModule({ name, parts, library, adapt }, target, remedy) {
  const workshop = inCache(name, `workshop-${process.pid}`);
  const source = join(workshop, 'node_modules', name);
  const home = inModules(name);
  try {
    for (const part of [...parts, 'binding.gyp', 'package.json'])
      cpSync(join(home, part), join(source, part), { recursive: true });
    const headers = [join(home, 'node_modules', 'node-addon-api'), inModules('node-addon-api')].find(existsSync);
    if (headers) cpSync(headers, join(workshop, 'node_modules', 'node-addon-api'), { recursive: true });
    adapt?.(join(source, 'binding.gyp'));
    const compiled = ask(process.execPath, [nodeGypScript(), ...gypArguments()], { cwd: source });
    if (!compiled.ok) throw new Unready(`${name} could not be compiled:\n${compiled.text.slice(-4000)}`, remedy);
    renameSync(join(source, 'build', 'Release', library), target);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Puts a compiled library where the package's own loader looks for it. */
export function installLibrary(cached, name, library) {
  const place = inModules(name, 'build', 'Release', library);
  mkdirSync(dirname(place), { recursive: true });
  copyFileSync(cached, place);
}

function gypArguments() {
  const prefix = dirname(dirname(process.execPath));
  // Without headers beside Node, node-gyp fetches them.
  const headers = existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : [];
  return ['rebuild', '--release', '--force_build=1', '--jobs=max', '--loglevel=warn', ...headers];
}
