/** What still lies about when the day ends. */

import type { DayView } from '../../../shared/model/day.ts';
import { jobStateSchema } from '../../../shared/model/job.ts';
import type { Reader } from '../ports.ts';

const over = new Set(['verified', 'setAside', 'cancelled']);
const underWay = jobStateSchema.options.filter((state) => !over.has(state));

export function leftOver(reader: Reader): DayView['leftOver'] {
  const places = reader.countBlanks();
  const unfinished = reader.jobsIn(underWay);
  return {
    envelopes: places.setAside,
    returnedCards: places.returned,
    custody: places.finished,
    unfinishedJobs: unfinished.length,
    suspended: places.suspended,
    resultsWaiting: reader.pendingResults().length,
  };
}
