/** Which case comes next: the first of the queue's views that has one, after the case that was just left. */

import type { ApplicationId } from '../shared/model/ids.ts';
import type { QueueRow, QueueView } from '../shared/model/queue.ts';
import { ok, type Result } from '../shared/result.ts';
import { call } from './client.ts';

const rowsToLookAt = 200;

/** Null when every view is empty but for the case itself. */
export async function nextCase(
  views: readonly QueueView[],
  after: ApplicationId | null,
): Promise<Result<ApplicationId | null>> {
  for (const view of views) {
    const answer = await call('queue.list', { view, offset: 0, limit: rowsToLookAt });
    if (!answer.ok) return answer;
    const next = rowAfter(answer.value.rows, after);
    if (next !== null) return ok(next);
  }
  return ok(null);
}

/** The row below the case that was left, from the top again at the end; never that case itself. */
export function rowAfter(rows: readonly Pick<QueueRow, 'id'>[], after: ApplicationId | null): ApplicationId | null {
  const place = rows.findIndex((row) => row.id === after);
  const others = [...rows.slice(place + 1), ...rows.slice(0, Math.max(0, place))];
  return others[0]?.id ?? null;
}
