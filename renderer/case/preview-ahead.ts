/**
 * The faces of the case that will probably be opened next, composed and drawn before anybody asks: of the row that is
 * pointed at, and of the one after the case on the screen. They are shown only where that case is opened, which is what
 * the log records; at most one is kept, and not for long.
 */

import { useCallback, useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract.ts';
import type { ApplicationId } from '../../shared/model/ids.ts';
import type { AppError, Result } from '../../shared/result.ts';
import { call } from '../client.ts';
import { prepareFaces } from '../ui/faces-ahead.ts';
import type { Loaded } from '../use-call.ts';

type Faces = CallOutput<'application.preview'>;

/** Longer than this a pointer or the focus rests on what one means to open. */
const RESTING_MS = 80;
const KEPT_MS = 60_000;

let ahead: { readonly id: ApplicationId; readonly at: number; readonly answer: Promise<Result<Faces>> } | null = null;
let resting = 0;

/** Somebody points at a case that waits for its review. */
export function pointAt(id: ApplicationId | null): void {
  window.clearTimeout(resting);
  if (id !== null) resting = window.setTimeout(() => composeAhead(id), RESTING_MS);
}

export function composeAhead(id: ApplicationId): void {
  if (ahead?.id === id && isFresh(ahead.at)) return;
  ahead = { id, at: performance.now(), answer: ask(id) };
}

/** A failure is for whoever opens the case; what was made ahead of a change is asked for again there. */
async function ask(id: ApplicationId): Promise<Result<Faces>> {
  const answer = await call('application.preview', { applicationId: id });
  if (answer.ok) prepareFaces(answer.value.pdf);
  return answer;
}

/** Nothing that one person had composed waits for the next. */
export function forgetAhead(): void {
  window.clearTimeout(resting);
  ahead = null;
}

function take(id: ApplicationId): Promise<Result<Faces>> {
  window.clearTimeout(resting);
  const made = ahead;
  ahead = null;
  return made?.id === id && isFresh(made.at) ? made.answer : ask(id);
}

function isFresh(at: number): boolean {
  return performance.now() - at < KEPT_MS;
}

interface Answered {
  readonly turn: number;
  readonly value: Faces | null;
  readonly error: AppError | null;
}

/** The faces of one case, the ones made ahead where there are such; stays on one case for as long as it lives. */
export function useFaces(id: ApplicationId): Loaded<Faces> {
  const [turn, setTurn] = useState(0);
  const [answered, setAnswered] = useState<Answered>({ turn: -1, value: null, error: null });
  useEffect(() => {
    let wanted = true;
    void (turn === 0 ? take(id) : ask(id)).then((answer) => {
      if (!wanted) return;
      setAnswered((before) =>
        answer.ok ? { turn, value: answer.value, error: null } : { turn, value: before.value, error: answer.error },
      );
    });
    return () => {
      wanted = false;
    };
  }, [id, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const replace = useCallback((value: Faces) => setAnswered((before) => ({ ...before, value, error: null })), []);
  const { value, error } = answered;
  return { value, error, loading: answered.turn !== turn, reload, replace };
}
