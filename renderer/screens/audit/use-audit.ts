/** The entries of the log under a filter, newest first, older ones on demand. */

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { CallInput } from '../../../shared/contract.ts';
import type { AuditAction, AuditEntry, AuditOutcome } from '../../../shared/model/audit.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';

export interface Filter {
  readonly action: AuditAction | null;
  readonly outcome: AuditOutcome | null;
  readonly actor: string;
  readonly subjectId: string;
}

export const noFilter: Filter = { action: null, outcome: null, actor: '', subjectId: '' };

const entriesPerPage = 200;
const typingPauseMs = 150;

export interface AuditEntries {
  /** Null until the first answer. */
  readonly entries: readonly AuditEntry[] | null;
  /** Of the whole log, whatever the filter. */
  readonly size: number;
  readonly hasMore: boolean;
  readonly error: AppError | null;
  loadOlder(): void;
  reload(): void;
}

type State = Omit<AuditEntries, 'loadOlder' | 'reload'>;

export function useAudit(filter: Filter): AuditEntries {
  const [state, setState] = useState<State>({ entries: null, size: 0, hasMore: false, error: null });
  const newest = useRef(0);

  async function ask(before: number | null): Promise<void> {
    newest.current += 1;
    const mine = newest.current;
    const answer = await call('audit.list', inputOf(filter, before));
    if (mine !== newest.current) return;
    setState((previous) => {
      if (!answer.ok) return { ...previous, error: answer.error };
      const { entries, size } = answer.value;
      const shown = before === null ? [] : (previous.entries ?? []);
      return { entries: [...shown, ...entries], size, hasMore: entries.length === entriesPerPage, error: null };
    });
  }

  const askFirst = useEffectEvent(() => void ask(null));
  const question = JSON.stringify(filter);
  const asked = useRef<string | null>(null);
  useEffect(() => {
    const pause = setTimeout(
      () => {
        asked.current = question;
        askFirst();
      },
      asked.current === null ? 0 : typingPauseMs,
    );
    return () => clearTimeout(pause);
  }, [question]);

  function loadOlder(): void {
    const oldest = state.entries?.at(-1);
    if (state.hasMore && oldest !== undefined) void ask(oldest.sequence);
  }
  return { ...state, loadOlder, reload: () => void ask(null) };
}

function inputOf({ action, outcome, actor, subjectId }: Filter, before: number | null): CallInput<'audit.list'> {
  return {
    limit: entriesPerPage,
    ...(before === null ? {} : { before }),
    ...(action === null ? {} : { action }),
    ...(outcome === null ? {} : { outcome }),
    ...(actor.trim() === '' ? {} : { actor: actor.trim() }),
    ...(subjectId.trim() === '' ? {} : { subjectId: subjectId.trim() }),
  };
}
