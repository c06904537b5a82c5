/** The life of a job: every situation with every event, against the table that an officer could check. */

import { describe, expect, test } from 'vitest';
import {
  jobSituations,
  nextJob,
  situationOf,
  stateOf,
  type JobEvent,
  type JobSituation,
} from '../../../electron/core/issue/job-state.ts';
import { blankSerialSchema } from '../../../shared/model/ids.ts';

/** Every event, and the only situations from which it leads anywhere. A new event does not compile without its row. */
const table: Readonly<Record<JobEvent, Partial<Record<JobSituation, JobSituation>>>> = {
  encodeBegun: { composed: 'encoding', composedWithBlank: 'encoding' },
  encodeRefused: { encoding: 'composedWithBlank' },
  encoded: { encoding: 'encoded' },
  printBegun: { encoded: 'printing' },
  printRefused: { printing: 'encoded' },
  printed: { printing: 'printed' },
  verified: { printed: 'verified' },
  outcomeUnknown: { encoding: 'suspendedInEncoding', printing: 'suspendedInPrinting' },
  encodeResumed: { suspendedInEncoding: 'encoding' },
  foundPrinted: { suspendedInPrinting: 'printed' },
  foundUnprinted: { suspendedInPrinting: 'encoded' },
  setAside: {
    composedWithBlank: 'setAside',
    encoding: 'setAside',
    encoded: 'setAside',
    printing: 'setAside',
    printed: 'setAside',
    verified: 'setAside',
    suspendedInEncoding: 'setAside',
    suspendedInPrinting: 'setAside',
  },
  restarted: { setAside: 'composed' },
  cancelled: { composed: 'cancelled', composedWithBlank: 'cancelled', setAside: 'cancelled' },
};

const events = Object.keys(table) as JobEvent[];

describe('a job', () => {
  test.each(jobSituations)('%s goes where the table says, and nowhere else', (situation) => {
    const found = events.map((event) => {
      const next = nextJob(situation, event);
      return [event, next.ok ? next.value : next.error];
    });

    expect(found).toEqual(
      events.map((event) => [
        event,
        table[event][situation] ?? { kind: 'job.wrongState', data: { state: stateOf(situation).state, action: event } },
      ]),
    );
  });

  test('every situation is one row state, and is read back from it', () => {
    const blank = blankSerialSchema.parse('SC-00000001');
    const withoutBlank = new Set<JobSituation>(['composed', 'cancelled']);
    const readBack = jobSituations.map((situation) =>
      situationOf({ ...stateOf(situation), blankSerial: withoutBlank.has(situation) ? null : blank }),
    );

    expect(readBack).toEqual(jobSituations);
  });
});
