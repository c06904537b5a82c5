/** Loads what a screen shows by one call, again when its input or `version` changes, and never shows a late answer. */

import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../shared/contract.ts';
import type { AppError } from '../shared/result.ts';
import { call } from './client.ts';

export interface Loaded<T> {
  /** The last good answer; stays while a newer one is under way, so that nothing flickers. */
  readonly value: T | null;
  readonly error: AppError | null;
  readonly loading: boolean;
  reload(): void;
  /** Takes over an answer that another call has already given. */
  replace(value: T): void;
}

interface Answered<T> {
  /** What was asked, as text; null before the first answer. */
  readonly question: string | null;
  readonly value: T | null;
  readonly error: AppError | null;
}

/** `input` null: nothing to load yet. The input is compared by its JSON text. */
export function useCall<N extends CallName>(name: N, input: CallInput<N> | null, version = 0): Loaded<CallOutput<N>> {
  const [answered, setAnswered] = useState<Answered<CallOutput<N>>>({ question: null, value: null, error: null });
  const [turn, setTurn] = useState(0);
  const newest = useRef(0);
  const question = `${JSON.stringify(input)} ${version} ${turn}`;

  const ask = useEffectEvent(async (asked: string): Promise<void> => {
    newest.current += 1;
    const mine = newest.current;
    if (input === null) return;
    const answer = await call(name, input);
    if (mine !== newest.current) return;
    setAnswered((previous) =>
      answer.ok
        ? { question: asked, value: answer.value, error: null }
        : { question: asked, value: previous.value, error: answer.error },
    );
  });
  useEffect(() => void ask(question), [question]);

  const reload = useCallback(() => setTurn((previous) => previous + 1), []);
  const replace = useCallback(
    (value: CallOutput<N>) => {
      newest.current += 1;
      setAnswered({ question, value, error: null });
    },
    [question],
  );
  const { value, error } = input === null ? { value: null, error: null } : answered;
  return { value, error, loading: input !== null && answered.question !== question, reload, replace };
}
