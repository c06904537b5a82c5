/** `starcard`: the same handlers as the window, without one. */

import { fileURLToPath } from 'node:url';
import { runCommandLine } from './app/cli/run.ts';

// Built into build/main/, two folders below the program's root.
const root = fileURLToPath(new URL('../..', import.meta.url));
process.exitCode = await runCommandLine(process.argv.slice(2), root);
