/** One card at a time at each device of this workstation: while one is printed, the next may be written. */

import type { JobId } from '../../../shared/model/ids.ts';
import { fail, type Result } from '../../../shared/result.ts';

export type DeviceName = 'writer' | 'printer';

export interface DeviceLock {
  /**
   * Runs `work` for a job, alone at the devices named, or at both; `job.busy` while another run holds one of them. Free
   * again whatever `work` does.
   */
  run<T>(jobId: JobId, work: () => Promise<Result<T>>, ...devices: readonly DeviceName[]): Promise<Result<T>>;
  /** True while a device works for this job. */
  isBusyWith(jobId: JobId): boolean;
  /** Busy from its first card to its last, also between two of them; the devices themselves stay free for each. */
  keepBusy<T>(work: () => Promise<T>): Promise<T>;
  /** True while a device works for any job, or is about to. */
  isBusy(): boolean;
}

export function createDeviceLock(): DeviceLock {
  const holders = new Map<DeviceName, JobId>();
  let series = 0;
  return {
    async run(jobId, work, ...named) {
      const devices: readonly DeviceName[] = named.length === 0 ? ['writer', 'printer'] : named;
      if (devices.some((device) => holders.has(device))) return fail('job.busy', {});
      for (const device of devices) holders.set(device, jobId);
      try {
        return await work();
      } finally {
        for (const device of devices) holders.delete(device);
      }
    },
    isBusyWith: (jobId) => [...holders.values()].includes(jobId),
    async keepBusy(work) {
      series += 1;
      try {
        return await work();
      } finally {
        series -= 1;
      }
    },
    isBusy: () => holders.size > 0 || series > 0,
  };
}
