/** The rows of the queue, loaded page by page as the list is scrolled, and again whenever the app says they changed. */

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { QueueFilter, QueuePage, QueueRow, QueueView } from '../../../shared/model/queue.ts';
import { ok, type AppError, type Result } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useLive } from '../../live.ts';

const rowsPerPage = 200;
/** The most rows that one answer may hold, by the contract. */
const mostRows = 500;
/** How long typing rests before the search is asked. */
const typingPauseMs = 150;

export interface QueueRows {
  /** Null until the first answer to the view. */
  readonly rows: readonly QueueRow[] | null;
  readonly total: number;
  readonly counts: Partial<QueuePage['counts']>;
  readonly error: AppError | null;
  loadMore(): void;
}

interface Answered extends Omit<QueueRows, 'loadMore'> {
  /** What the rows are an answer to. */
  readonly view: QueueView;
  readonly text: string;
}

export function useQueue(view: QueueView, text: string): QueueRows {
  const version = useLive((live) => live.queueVersion);
  const [answered, setAnswered] = useState<Answered>({ rows: null, total: 0, counts: {}, error: null, view, text });
  const newest = useRef(0);
  const isAnswered = answered.view === view && answered.text === text;
  const loaded = isAnswered ? (answered.rows?.length ?? 0) : 0;

  async function ask(offset: number, count: number): Promise<void> {
    newest.current += 1;
    const mine = newest.current;
    const answer = await rowsFrom(text === '' ? { view } : { view, text }, offset, count);
    if (mine !== newest.current) return;
    setAnswered((previous) => {
      if (!answer.ok) return { ...previous, error: answer.error };
      const before = offset === 0 ? [] : (previous.rows ?? []).slice(0, offset);
      return { ...answer.value, rows: [...before, ...answer.value.rows], error: null, view, text };
    });
  }

  // A reload keeps as many rows as are on the screen, so that nothing moves under the eye.
  const askAgain = useEffectEvent(() => void ask(0, Math.max(rowsPerPage, loaded)));
  const question = `${view} ${version} ${text}`;
  const asked = useRef('');
  const restMs = useEffectEvent(() => (asked.current.endsWith(` ${text}`) ? 0 : typingPauseMs));
  useEffect(() => {
    const pause = setTimeout(() => {
      asked.current = question;
      askAgain();
    }, restMs());
    return () => clearTimeout(pause);
  }, [question]);

  function loadMore(): void {
    if (loaded > 0 && loaded < answered.total) void ask(loaded, rowsPerPage);
  }

  const rows = answered.view === view ? answered.rows : null;
  return { rows, total: answered.total, counts: answered.counts, error: answered.error, loadMore };
}

/** `count` rows from `offset` on, in as many answers as the contract's limit asks for. */
async function rowsFrom(
  filter: Pick<QueueFilter, 'view' | 'text'>,
  offset: number,
  count: number,
): Promise<Result<QueuePage>> {
  const rows: QueueRow[] = [];
  for (;;) {
    const limit = Math.min(mostRows, count - rows.length);
    const page = await call('queue.list', { ...filter, offset: offset + rows.length, limit });
    if (!page.ok) return page;
    rows.push(...page.value.rows);
    if (page.value.rows.length < limit || rows.length >= count) return ok({ ...page.value, rows });
  }
}
