/** The opened exports as one list: found, newest first, older ones on demand. */

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';

const entriesPerPage = 200;

type Page = CallOutput<'audit.timeline'>;

export interface Timeline {
  /** Null until the first answer. */
  readonly page: Page | null;
  readonly error: AppError | null;
  loadOlder(): void;
}

/** Asked again when the words or `version` change. */
export function useTimeline(text: string, version: number): Timeline {
  const [{ page, error }, setState] = useState<Omit<Timeline, 'loadOlder'>>({ page: null, error: null });
  const newest = useRef(0);
  const asksOlder = useRef(false);

  async function ask(offset: number): Promise<void> {
    newest.current += 1;
    const mine = newest.current;
    asksOlder.current = offset > 0;
    const words = text.trim() === '' ? {} : { text: text.trim() };
    const answer = await call('audit.timeline', { ...words, offset, limit: entriesPerPage });
    if (mine !== newest.current) return;
    asksOlder.current = false;
    setState((previous) => {
      if (!answer.ok) return { page: previous.page, error: answer.error };
      const before = offset === 0 ? [] : (previous.page?.entries ?? []);
      return { page: { ...answer.value, entries: [...before, ...answer.value.entries] }, error: null };
    });
  }
  const question = `${version} ${text}`;
  const askFirst = useEffectEvent((_question: string) => void ask(0));
  useEffect(() => askFirst(question), [question]);

  function loadOlder(): void {
    const loaded = page?.entries.length ?? 0;
    if (!asksOlder.current && loaded < (page?.total ?? 0)) void ask(loaded);
  }
  return { page, error, loadOlder };
}
