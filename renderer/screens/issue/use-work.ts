/** One case at work: the newest word on its job, what runs right now, and what went wrong. */

import { useState } from 'react';
import type { ApplicationView, Difference } from '../../../shared/model/issue.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { AppError, Result } from '../../../shared/result.ts';
import type { TextKey } from '../../language.tsx';
import { forgetProgress, say, useLive } from '../../live.ts';
import type { StepName } from './issue-stage.ts';

export type Action = StepName | 'setAside' | 'restart' | 'cancel' | 'resolve';

export interface Outcome {
  readonly job: Job;
  readonly differences?: readonly Difference[];
}

export interface Work {
  readonly view: ApplicationView;
  readonly running: Action | null;
  readonly error: AppError | null;
  readonly differences: readonly Difference[];
  /** Runs one step; true when it was done. A second one waits for the first: presses meanwhile do nothing. */
  run(action: Action, ask: () => Promise<Result<Outcome>>): Promise<boolean>;
}

const noDifferences: readonly Difference[] = [];

/** `reload` fetches the case again after a failure: what became of the card is in the answer, not guessed here. */
export function useWork(opened: ApplicationView, reload: () => void): Work {
  const [answered, setAnswered] = useState<Job | null>(null);
  const [running, setRunning] = useState<Action | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [differences, setDifferences] = useState(noDifferences);
  const known = newest(opened.job, answered);
  const told = useLive((live) => (known === null ? undefined : live.jobs.get(known.id))) ?? null;

  async function run(action: Action, ask: () => Promise<Result<Outcome>>): Promise<boolean> {
    if (running !== null) return false;
    if (known !== null) forgetProgress(known.id);
    setRunning(action);
    setError(null);
    setDifferences(noDifferences);
    const outcome = await ask();
    setRunning(null);
    if (!outcome.ok) {
      setError(outcome.error);
      say('issue.failed', {}, 'bad');
      reload();
      return false;
    }
    setAnswered(outcome.value.job);
    const found = outcome.value.differences ?? noDifferences;
    setDifferences(found);
    // A card that was set aside by the step itself is not "done".
    if (found.length > 0) say('issue.failed', {}, 'bad');
    else say(doneText(action), {}, 'good');
    return found.length === 0;
  }
  return { view: { ...opened, job: newest(known, told) }, running, error, differences, run };
}

function doneText(action: Exclude<Action, 'store'> | 'store'): TextKey {
  return action === 'store' ? 'issue.done.verify' : `issue.done.${action}`;
}

/** A newer job of the case wins over an older one; of the same job, the higher revision. */
export function newest(one: Job | null, other: Job | null): Job | null {
  if (one === null || other === null) return one ?? other;
  if (one.id === other.id) return other.revision >= one.revision ? other : one;
  return other.createdAt >= one.createdAt ? other : one;
}
