/** Where one card stands, and what the person at the desk does next. Decided here once; the screen only draws it. */

import type { Application } from '../../../shared/model/application.ts';
import type { Job, SetAsideReason } from '../../../shared/model/job.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { assertNever } from '../../../shared/result.ts';

export type Stage =
  /** No card may be begun. */
  | 'notAccepted'
  | 'compose'
  | 'encode'
  | 'print'
  | 'verify'
  | 'store'
  | 'stored'
  /** A device is at work, though not by a press on this screen. */
  | 'running'
  | 'suspended'
  | 'setAside';

export const stepNames = ['compose', 'encode', 'print', 'verify', 'store'] as const;
export type StepName = (typeof stepNames)[number];
export type StepState = 'done' | 'current' | 'running' | 'waiting' | 'unknown' | 'failed';

export interface CaseNow {
  readonly application: Pick<Application, 'state' | 'recordHash'>;
  readonly job: Pick<
    Job,
    'state' | 'suspendedIn' | 'setAsideReason' | 'recordHash' | 'chipSerial' | 'blankSerial'
  > | null;
  readonly card: Pick<Card, 'state'> | null;
}

export function stageOf({ application, job, card }: CaseNow): Stage {
  if (card !== null && job?.state === 'verified') return 'stored';
  const mayBegin = application.state === 'accepted' ? 'compose' : 'notAccepted';
  if (job === null || job.state === 'cancelled') return mayBegin;
  // Nothing of it is in a machine any more: the new record gets a new job.
  if (isStale({ application, job }) && (job.state === 'setAside' || isUntouched(job))) return mayBegin;
  switch (job.state) {
    case 'composed':
      return 'encode';
    case 'encoded':
      return 'print';
    case 'printed':
      return 'verify';
    case 'verified':
      return 'store';
    case 'encoding':
    case 'printing':
      return 'running';
    case 'suspended':
      return 'suspended';
    case 'setAside':
      return 'setAside';
    default:
      return assertNever(job.state);
  }
}

/** The authority has replaced the record that the job's card was made from. */
export function isStale({ application, job }: Pick<CaseNow, 'application' | 'job'>): boolean {
  return job !== null && job.recordHash !== application.recordHash;
}

function isUntouched(job: NonNullable<CaseNow['job']>): boolean {
  return job.state === 'composed' && job.blankSerial === null;
}

/** A card is in work, so it can be set aside, and while a device is at work it cannot. */
export function maySetAside({ job, card }: CaseNow): boolean {
  if (job === null || card !== null) return false;
  if (job.state === 'composed') return job.blankSerial !== null;
  return ['encoded', 'printed', 'verified', 'suspended'].includes(job.state);
}

export function mayCancel({ job }: CaseNow): boolean {
  return job !== null && (job.state === 'composed' || job.state === 'setAside');
}

/** The state of each step. `running`: the step that a press on this screen has started. */
export function stepsOf(now: CaseNow, running: StepName | null): readonly { name: StepName; state: StepState }[] {
  const at = running ?? stepAt(now);
  const place = at === null ? stepNames.length : stepNames.indexOf(at);
  return stepNames.map((name, index) => ({ name, state: stateAt(index - place, now, running) }));
}

function stateAt(offset: number, now: CaseNow, running: StepName | null): StepState {
  if (offset < 0) return 'done';
  if (offset > 0) return 'waiting';
  if (running !== null) return 'running';
  const stage = stageOf(now);
  if (stage === 'running') return 'running';
  if (stage === 'suspended') return 'unknown';
  if (stage === 'setAside') return 'failed';
  return stage === 'notAccepted' ? 'waiting' : 'current';
}

/** The step that the card is at; null when all are done. */
function stepAt(now: CaseNow): StepName | null {
  const stage = stageOf(now);
  switch (stage) {
    case 'notAccepted':
    case 'compose':
      return 'compose';
    case 'encode':
    case 'print':
    case 'verify':
    case 'store':
      return stage;
    case 'stored':
      return null;
    case 'running':
      return now.job?.state === 'printing' ? 'print' : 'encode';
    case 'suspended':
      return now.job?.suspendedIn === 'printing' ? 'print' : 'encode';
    case 'setAside':
      return now.job === null ? 'encode' : spoiltAt(now.job);
    default:
      return assertNever(stage);
  }
}

/** Named causes name the step; null: they may come at any. */
const stepOfCause: Readonly<Record<SetAsideReason, StepName | null>> = {
  chipFault: 'encode',
  printFault: 'print',
  chipMismatch: 'verify',
  plasticMismatch: 'verify',
  visualDefect: 'verify',
  outcomeUnknown: null,
  recordChanged: null,
  other: null,
};

/** A card without a chip serial never got past the writer. */
function spoiltAt({ setAsideReason, chipSerial }: NonNullable<CaseNow['job']>): StepName {
  const named = setAsideReason === null ? null : stepOfCause[setAsideReason];
  return named ?? (chipSerial === null ? 'encode' : 'print');
}
