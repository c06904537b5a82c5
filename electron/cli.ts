/** `starcard`: the same handlers as the window, without one. */

import { fileURLToPath } from 'node:url';
import { errorLine } from '../shared/messages/describe.ts';
import { runCommandLine } from './app/cli/run.ts';
import { applyPolicy } from './app/policy.ts';

// Built into build/main/, two folders below the program's root.
const root = fileURLToPath(new URL('../..', import.meta.url));
const policy = applyPolicy();
if (policy.ok) process.exitCode = await runCommandLine(process.argv.slice(2), root);
else {
  process.stderr.write(`${errorLine(policy.error, 'zh')}\n${errorLine(policy.error, 'en')}\n`);
  process.exitCode = 1;
}
