// better-sqlite3 that loads here. Its own binaries need N-API 10 and crash the process below that (Node 20, Electron 33),
// so there it is compiled from its own unchanged source against N-API 9 (docs/adr/0003). Elsewhere nothing is built.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronPath } from '../electron-path.mjs';
import { compileModule, installLibrary } from './compile.mjs';
import { inCache, inModules } from './places.mjs';
import { ask, say, Unready } from './say.mjs';

const FIRST_NAPI_OF_ITS_BINARIES = 10;
/** glibc 2.34, of 2021: older systems (Debian 11, Kylin V10) cannot load them. */
const FIRST_C_LIBRARY_OF_ITS_BINARIES = 34;
const home = inModules('better-sqlite3');
const library = 'better_sqlite3.node';
const stampFile = join(home, '.loads-here');

/** True where Node, the Electron in use or the C library is too old for the binaries in the package. */
export function sqliteMustBeBuilt() {
  const isOldNode = Number(process.versions.napi) < FIRST_NAPI_OF_ITS_BINARIES;
  return isOldNode || hasOldCLibrary() || (electronPath()?.standIn ?? false);
}

function hasOldCLibrary() {
  process.report.excludeNetwork = true;
  // Other systems have none, and musl has binaries of its own.
  const version = process.report.getReport().header.glibcVersionRuntime;
  return version !== undefined && Number(version.split('.')[1]) < FIRST_C_LIBRARY_OF_ITS_BINARIES;
}

/** True when a build for this very machine lies in the cache. */
export function sqliteBuildIsCached() {
  return existsSync(inModules('better-sqlite3', 'package.json')) && existsSync(cachedFile());
}

/** @returns why there is something to do, or null. */
export function sqliteLack() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === key()) return null;
  return 'the database library has not been loaded on this machine yet';
}

/** Puts a better-sqlite3 in place that this Node and the Electron in use can load. */
export function readySqlite() {
  rmSync(join(home, 'build'), { recursive: true, force: true });
  if (sqliteMustBeBuilt()) {
    if (!existsSync(cachedFile())) build();
    installLibrary(cachedFile(), 'better-sqlite3', library);
  }
  // A child process tries it first: a binary that does not fit takes the process down with it.
  const trial = `new (require(${JSON.stringify(home)}))(':memory:').prepare('select 1').get()`;
  const result = ask(process.execPath, ['-e', trial]);
  if (!result.ok) {
    rmSync(cachedFile(), { force: true });
    throw new Unready(
      `better-sqlite3 does not load (${result.ending}).\n${result.text}`,
      'run the same command again: it is built anew.',
    );
  }
  writeFileSync(stampFile, key());
}

function key() {
  const version = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version;
  const kind = sqliteMustBeBuilt() ? `napi9-modules${process.versions.modules}` : 'as-shipped';
  return `${version}-${kind}-${process.platform}-${process.arch}`;
}

function cachedFile() {
  return inCache('better-sqlite3', `${key()}.node`);
}

function build() {
  say('Compiling better-sqlite3 (a minute or two, once a machine): its own binaries need a newer N-API than is here');
  compileModule(
    { name: 'better-sqlite3', parts: ['src', 'deps', 'lib'], library, adapt: askForNapi9 },
    cachedFile(),
    'use Node 22 or newer, which needs nothing compiled; or install a C++20 compiler, make and Python 3 and try again.',
  );
}

/** The two calls it needs beyond N-API 9 are there as experimental ones; the opt-out keeps finalizers as they were. */
function askForNapi9(gypFile) {
  const asShipped = readFileSync(gypFile, 'utf8');
  const changed = asShipped.replace(
    "'NAPI_VERSION=10'",
    "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'",
  );
  if (changed === asShipped)
    throw new Unready(
      'This better-sqlite3 is built another way.',
      'use Node 22 or newer, and bring docs/adr/0003 up to date.',
    );
  writeFileSync(gypFile, changed);
}
