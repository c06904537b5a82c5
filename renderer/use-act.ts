/** One act at a time: whether it is under way, and the failure it ended with. */

import { useCallback, useRef, useState } from 'react';
import type { AppError, Result } from '../shared/result.ts';

export interface Act {
  readonly isPending: boolean;
  /** Of the last one, until the next begins. */
  readonly error: AppError | null;
  /**
   * Does nothing while another is under way, however quickly it is asked for twice. A good answer goes to `onDone`, and
   * comes back to whoever waits for it; `undefined` does where there is none.
   */
  run<T>(work: () => Promise<Result<T>>, onDone?: (value: T) => void): Promise<T | undefined>;
  clear(): void;
}

export function useAct(): Act {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  // Not the state: two presses before the next drawing would both find it unset.
  const isRunning = useRef(false);
  const run = useCallback(
    async <T>(work: () => Promise<Result<T>>, onDone?: (value: T) => void): Promise<T | undefined> => {
      if (isRunning.current) return undefined;
      isRunning.current = true;
      setPending(true);
      setError(null);
      const answer = await work().finally(() => {
        isRunning.current = false;
        setPending(false);
      });
      if (!answer.ok) {
        setError(answer.error);
        return undefined;
      }
      onDone?.(answer.value);
      return answer.value;
    },
    [],
  );
  const clear = useCallback(() => setError(null), []);
  return { isPending, error, run, clear };
}
