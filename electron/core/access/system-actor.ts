/** Who acts where nobody is signed in: the first entry of a log, recovery at start, the command line on its own. */

import type { Actor } from '../ports.ts';

export const system: Actor = { account: 'system', role: 'system' };
