/** What the app found out about the log. */

import type { CallOutput } from '../../../shared/contract.ts';

export type Verdict = CallOutput<'audit.verify'>;

/** What was pasted is no checkpoint of this log: that says nothing about the log. */
export function isForeign({ problem }: Verdict): boolean {
  return problem?.kind === 'audit.foreignCheckpoint';
}
