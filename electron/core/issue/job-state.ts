/** The life of a job, and nothing else: which happening leads from which situation to which (docs/design.md section 4). */

import type { Job } from '../../../shared/model/job.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';

/**
 * A job's state as far as it decides what may happen next. `composedWithBlank`: writing was refused before the first
 * byte, so the same untouched blank waits for the next attempt.
 */
export type JobSituation =
  | 'composed'
  | 'composedWithBlank'
  | 'encoding'
  | 'encoded'
  | 'printing'
  | 'printed'
  | 'verified'
  | 'suspendedInEncoding'
  | 'suspendedInPrinting'
  | 'setAside'
  | 'cancelled';

export type JobEvent =
  | 'encodeBegun'
  /** Not one byte reached the chip. */
  | 'encodeRefused'
  | 'encoded'
  | 'printBegun'
  /** Zero sides proven printed: the same card goes on. */
  | 'printRefused'
  | 'printed'
  | 'verified'
  /** Nobody can say what the begun effect did. */
  | 'outcomeUnknown'
  /** The chip of a suspended card is read again, and written on from the last file that is right. */
  | 'encodeResumed'
  | 'foundPrinted'
  | 'foundUnprinted'
  | 'setAside'
  | 'restarted'
  /** No card comes of this job: given up, or its record was replaced before or after the blank was spoilt. */
  | 'cancelled';

export const jobSituations: readonly JobSituation[] = [
  'composed',
  'composedWithBlank',
  'encoding',
  'encoded',
  'printing',
  'printed',
  'verified',
  'suspendedInEncoding',
  'suspendedInPrinting',
  'setAside',
  'cancelled',
];

/** Every situation in which a blank is in work; such a card can always be set aside. */
const withBlank: readonly JobSituation[] = [
  'composedWithBlank',
  'encoding',
  'encoded',
  'printing',
  'printed',
  'verified',
  'suspendedInEncoding',
  'suspendedInPrinting',
];

/** The next situation, or `job.wrongState` where the event has no place. */
export function nextJob(situation: JobSituation, event: JobEvent): Result<JobSituation> {
  switch (event) {
    case 'encodeBegun':
      return move(situation, event, ['composed', 'composedWithBlank'], 'encoding');
    case 'encodeRefused':
      return move(situation, event, ['encoding'], 'composedWithBlank');
    case 'encoded':
      return move(situation, event, ['encoding'], 'encoded');
    case 'printBegun':
      return move(situation, event, ['encoded'], 'printing');
    case 'printRefused':
      return move(situation, event, ['printing'], 'encoded');
    case 'printed':
      return move(situation, event, ['printing'], 'printed');
    case 'verified':
      return move(situation, event, ['printed'], 'verified');
    case 'outcomeUnknown':
      return situation === 'encoding'
        ? ok('suspendedInEncoding')
        : move(situation, event, ['printing'], 'suspendedInPrinting');
    case 'encodeResumed':
      return move(situation, event, ['suspendedInEncoding'], 'encoding');
    case 'foundPrinted':
      return move(situation, event, ['suspendedInPrinting'], 'printed');
    case 'foundUnprinted':
      return move(situation, event, ['suspendedInPrinting'], 'encoded');
    case 'setAside':
      return move(situation, event, withBlank, 'setAside');
    case 'restarted':
      return move(situation, event, ['setAside'], 'composed');
    case 'cancelled':
      return move(situation, event, ['composed', 'composedWithBlank', 'setAside'], 'cancelled');
    default:
      return assertNever(event);
  }
}

function move(
  situation: JobSituation,
  event: JobEvent,
  from: readonly JobSituation[],
  to: JobSituation,
): Result<JobSituation> {
  return from.includes(situation) ? ok(to) : fail('job.wrongState', { state: stateOf(situation).state, action: event });
}

/** The situation of a job as it stands in its row. */
export function situationOf(job: Pick<Job, 'state' | 'suspendedIn' | 'blankSerial'>): JobSituation {
  if (job.state === 'composed') return job.blankSerial === null ? 'composed' : 'composedWithBlank';
  if (job.state !== 'suspended') return job.state;
  return job.suspendedIn === 'encoding' ? 'suspendedInEncoding' : 'suspendedInPrinting';
}

/** The row's columns for a situation; the inverse of `situationOf`. */
export function stateOf(situation: JobSituation): Pick<Job, 'state' | 'suspendedIn'> {
  if (situation === 'composedWithBlank') return { state: 'composed', suspendedIn: null };
  if (situation === 'suspendedInEncoding') return { state: 'suspended', suspendedIn: 'encoding' };
  if (situation === 'suspendedInPrinting') return { state: 'suspended', suspendedIn: 'printing' };
  return { state: situation, suspendedIn: null };
}
