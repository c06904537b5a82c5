/** Verifying the whole log, with checkpoints that were kept elsewhere where there are any. */

import { useState } from 'react';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { say } from '../../live.ts';
import { isForeign, type Verdict } from './verdict.ts';

export interface Verifying {
  readonly verdict: Verdict | null;
  readonly error: AppError | null;
  readonly isWorking: boolean;
  verify(known?: readonly string[]): Promise<void>;
  forget(): void;
}

export function useVerify(onDone: () => void): Verifying {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [isWorking, setWorking] = useState(false);

  async function verify(known: readonly string[] = []): Promise<void> {
    if (isWorking) return;
    setWorking(true);
    setError(null);
    const answer = await call('audit.verify', known.length === 0 ? {} : { known: [...known] });
    setWorking(false);
    if (answer.ok) {
      setVerdict(answer.value);
      if (answer.value.intact) say('audit.verified', {}, 'good');
      else if (isForeign(answer.value)) say('audit.notCompared', {}, 'bad');
      else say('audit.notIntact', {}, 'bad');
    } else setError(answer.error);
    onDone();
  }
  return { verdict, error, isWorking, verify, forget: () => setVerdict(null) };
}
