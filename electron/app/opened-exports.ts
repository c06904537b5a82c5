/** Exports of several workstations that a person opened beside the own log: kept while the window lives, asked as one. */

import type { AuditQuery } from '../../shared/audit/query.ts';
import { ok, type Result } from '../../shared/result.ts';
import { findable, matcher, type Findable } from '../core/audit/match.ts';
import { timelineOf, type TimelineEntry } from '../core/audit/timeline.ts';
import { readExportFolder } from './cli/verify-export-folder.ts';

interface OpenedLog {
  readonly origin: string;
  readonly size: number;
  /** By sequence. */
  readonly found: readonly Findable[];
}

interface TimelinePage {
  readonly logs: readonly Pick<OpenedLog, 'origin' | 'size'>[];
  readonly total: number;
  /** Newest first. */
  readonly entries: readonly TimelineEntry[];
}

export interface OpenedExports {
  /** Verifies and opens; the same log opened again replaces what was there. Fails as verifying an export does. */
  open(folder: string, key: string): Result<Pick<OpenedLog, 'origin' | 'size'>>;
  page(query: Omit<AuditQuery, 'before'> & { readonly offset: number }): TimelinePage;
  close(): void;
}

export function openedExports(): OpenedExports {
  let logs: readonly OpenedLog[] = [];
  /** The last question with its whole answer: further pages of it are only cut out. */
  let last: { readonly question: string; readonly timeline: readonly TimelineEntry[] } | null = null;

  function answer(query: Omit<AuditQuery, 'before' | 'limit'>): readonly TimelineEntry[] {
    const question = JSON.stringify(query);
    if (last?.question === question) return last.timeline;
    const isMeant = matcher({ ...query, limit: 1 });
    const meant = logs.map(({ origin, found }) => ({
      origin,
      entries: found.filter(isMeant).map(({ entry }) => entry),
    }));
    const timeline = timelineOf(meant).toReversed();
    last = { question, timeline };
    return timeline;
  }

  return {
    open(folder, key) {
      const read = readExportFolder(folder, key);
      if (!read.ok) return read;
      const { origin, entries } = read.value;
      const opened = { origin, size: entries.length, found: entries.map(findable) };
      logs = [...logs.filter((log) => log.origin !== origin), opened];
      last = null;
      return ok({ origin, size: opened.size });
    },
    page({ offset, limit, ...query }) {
      const timeline = answer(query);
      return {
        logs: logs.map(({ origin, size }) => ({ origin, size })),
        total: timeline.length,
        entries: timeline.slice(offset, offset + limit),
      };
    },
    close() {
      logs = [];
      last = null;
    },
  };
}
