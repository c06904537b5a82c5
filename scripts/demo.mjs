// npm run demo: the whole main job without a window; what a person would want to see is left in out/demo/.

import { pathToFileURL } from 'node:url';
import { readyOrExit } from './ready.mjs';
import { inRoot, root } from './setup/places.mjs';

await readyOrExit('app');
process.chdir(root);
const program = inRoot('build', 'main', 'cli.js');
process.argv = [process.argv[0], program, 'demo', '--out', 'out/demo', ...process.argv.slice(2)];
await import(pathToFileURL(program).href);
