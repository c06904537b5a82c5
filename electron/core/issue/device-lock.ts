/** One card at a time at the devices of this workstation. */

import type { JobId } from '../../../shared/model/ids.ts';
import { fail, type Result } from '../../../shared/result.ts';

export interface DeviceLock {
  /** Runs `work` for a job, alone; `job.busy` while another run is under way. Free again whatever `work` does. */
  run<T>(jobId: JobId, work: () => Promise<Result<T>>): Promise<Result<T>>;
  /** True while a device works for this job. */
  isBusyWith(jobId: JobId): boolean;
  /** True while a device works for any job. */
  isBusy(): boolean;
}

export function createDeviceLock(): DeviceLock {
  let current: JobId | null = null;
  return {
    async run(jobId, work) {
      if (current !== null) return fail('job.busy', {});
      current = jobId;
      try {
        return await work();
      } finally {
        current = null;
      }
    },
    isBusyWith: (jobId) => current === jobId,
    isBusy: () => current !== null,
  };
}
