/** One act at a time: whether it is under way, and the failure it ended with. */

import { useCallback, useRef, useState } from 'react';
import type { AppError, Result } from '../shared/result.ts';

export interface Act {
  readonly isPending: boolean;
  readonly error: AppError | null;
  /** The value of a good answer; `undefined` where it failed, or while another is under way. */
  run<T>(work: () => Promise<Result<T>>): Promise<T | undefined>;
  clear(): void;
}

export function useAct(): Act {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const isRunning = useRef(false);
  const run = useCallback(async <T>(work: () => Promise<Result<T>>): Promise<T | undefined> => {
    if (isRunning.current) return undefined;
    isRunning.current = true;
    setPending(true);
    const answer = await work();
    isRunning.current = false;
    setPending(false);
    setError(answer.ok ? null : answer.error);
    return answer.ok ? answer.value : undefined;
  }, []);
  const clear = useCallback(() => setError(null), []);
  return { isPending, error, run, clear };
}
