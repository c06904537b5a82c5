/** One act of a step: asked once, its failure kept until the next try, its view taken over. */

import { useState } from 'react';
import type { AppError, Result } from '../../../shared/result.ts';

export interface Act {
  readonly working: boolean;
  readonly error: AppError | null;
  /** Runs unless one is under way; `onDone` with the answer. */
  run<T>(ask: () => Promise<Result<T>>, onDone: (value: T) => void): Promise<void>;
}

export function useAct(): Act {
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  return {
    working,
    error,
    async run(ask, onDone) {
      if (working) return;
      setWorking(true);
      setError(null);
      const answer = await ask();
      setWorking(false);
      if (answer.ok) onDone(answer.value);
      else setError(answer.error);
    },
  };
}
