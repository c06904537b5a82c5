/** `starcard`: the same handlers as the window, without one. */

import { runCommandLine } from './app/cli/run.ts';

process.exitCode = await runCommandLine(process.argv.slice(2));
