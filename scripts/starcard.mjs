// npm run -s starcard -- <command>: the command line. Paths are meant from where the caller stands.

import { pathToFileURL } from 'node:url';
import { readyOrExit } from './ready.mjs';
import { inRoot } from './setup/places.mjs';

await readyOrExit('app');
process.chdir(process.env.INIT_CWD ?? process.cwd());
// In this same process, so that a password's file descriptor stays open.
const program = inRoot('build', 'main', 'cli.js');
process.argv[1] = program;
await import(pathToFileURL(program).href);
