/** The entries of the log that a question finds, newest first, older ones on demand. */

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AuditForm } from '../../../shared/audit/shown.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import type { Question } from './audit-filter.ts';

const entriesPerPage = 200;
const typingPauseMs = 150;

interface State {
  /** Null until the first answer. */
  readonly entries: readonly AuditForm[] | null;
  /** Of the whole log, whatever the question. */
  readonly size: number;
  readonly marked: ReadonlySet<number>;
  readonly noted: ReadonlySet<number>;
  readonly hasMore: boolean;
  readonly error: AppError | null;
}

export interface Entries extends State {
  loadOlder(): void;
}

const nothing: State = {
  entries: null,
  size: 0,
  marked: new Set(),
  noted: new Set(),
  hasMore: false,
  error: null,
};

/** Asked again when the question or `version` changes; `version` alone is not waited for. */
export function useEntries(question: Question, version: number): Entries {
  const [state, setState] = useState<State>(nothing);
  const newest = useRef(0);
  const asksOlder = useRef(false);

  async function ask(before: number | null): Promise<void> {
    newest.current += 1;
    const mine = newest.current;
    asksOlder.current = before !== null;
    const answer = await call('audit.search', {
      ...question,
      limit: entriesPerPage,
      ...(before === null ? {} : { before }),
    });
    if (mine !== newest.current) return;
    asksOlder.current = false;
    setState((previous) => {
      if (!answer.ok) return { ...previous, error: answer.error };
      const { entries, size, marked, noted } = answer.value;
      const shown = before === null ? nothing : previous;
      return {
        entries: [...(shown.entries ?? []), ...entries],
        size,
        marked: new Set([...shown.marked, ...marked]),
        noted: new Set([...shown.noted, ...noted]),
        hasMore: entries.length === entriesPerPage,
        error: null,
      };
    });
  }

  const askFirst = useEffectEvent(() => void ask(null));
  const asked = JSON.stringify(question);
  const before = useRef<{ readonly asked: string; readonly version: number } | null>(null);
  useEffect(() => {
    // Whoever types is waited for; whoever presses is not.
    const waits = before.current !== null && before.current.version === version;
    const pause = setTimeout(
      () => {
        before.current = { asked, version };
        askFirst();
      },
      waits ? typingPauseMs : 0,
    );
    return () => clearTimeout(pause);
  }, [asked, version]);

  function loadOlder(): void {
    const oldest = state.entries?.at(-1);
    if (state.hasMore && !asksOlder.current && oldest !== undefined) void ask(oldest.sequence);
  }
  return { ...state, loadOlder };
}
