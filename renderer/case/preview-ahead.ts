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
import { createAhead, type Making, type Taken } from './ahead.ts';

type Faces = CallOutput<'application.preview'>;

/** Longer than this a pointer or the focus rests on what one means to open; a key held down moves on sooner. */
const RESTING_MS = 80;
const KEPT_MS = 60_000;

const ahead = createAhead<ApplicationId, Result<Faces>>({ make, keptMs: KEPT_MS, now: () => performance.now() });
let resting = 0;

/** A failure is for whoever opens the case; what was made ahead of a change is asked for again there. */
function make(id: ApplicationId, signal: AbortSignal): Making<Result<Faces>> {
  const made = call('application.preview', { applicationId: id });
  const over = made.then((answer) =>
    answer.ok && !signal.aborted ? prepareFaces(answer.value.pdf, signal) : undefined,
  );
  return { made, over };
}

/** Somebody points at a case that waits for its review, or moves on from it. */
export function pointAt(id: ApplicationId | null): void {
  window.clearTimeout(resting);
  if (id !== null) resting = window.setTimeout(() => ahead.foretell(id), RESTING_MS);
}

export function composeAhead(id: ApplicationId): void {
  ahead.foretell(id);
}

/** The case is just being opened. */
export function composeNow(id: ApplicationId | null): void {
  window.clearTimeout(resting);
  if (id !== null) ahead.begin(id);
}

/** Nothing that one person had composed waits for the next. */
export function forgetAhead(): void {
  window.clearTimeout(resting);
  ahead.forget();
}

function take(id: ApplicationId): Taken<Result<Faces>> {
  window.clearTimeout(resting);
  return ahead.take(id);
}

/** What was made ahead of a change is of no use after it. */
function askAnew(id: ApplicationId): Taken<Result<Faces>> {
  const stop = new AbortController();
  return { made: make(id, stop.signal).made, letGo: () => stop.abort() };
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
    const { made, letGo } = turn === 0 ? take(id) : askAnew(id);
    void made.then((answer) => {
      if (!wanted) return;
      setAnswered((before) =>
        answer.ok ? { turn, value: answer.value, error: null } : { turn, value: before.value, error: answer.error },
      );
    });
    return () => {
      wanted = false;
      letGo();
    };
  }, [id, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const replace = useCallback((value: Faces) => setAnswered((before) => ({ ...before, value, error: null })), []);
  const { value, error } = answered;
  return { value, error, loading: answered.turn !== turn, reload, replace };
}
