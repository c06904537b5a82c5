/** A store with an invented history in it, for tests of what leaves the log. */

import { ok } from '../../shared/result.ts';
import type { OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { officeHistory } from '../support/audit-history.ts';
import { dice } from '../unit/audit/platform.ts';
import { freshFolder, handClock, must, opened, optionsFor } from './office.ts';

/** An office at work from the day given, an hour for each step. */
export function officeAt(start: string, steps: number, workstation = 'WS-1', seed = 5): OpenStore {
  const clock = handClock(start);
  const origin = `starcard/TEST-01/${workstation}`;
  const store = opened(optionsFor(freshFolder(), { clock, workstation, origin }));
  let hour = 0;
  for (const { actor, events } of officeHistory(dice(seed))) {
    hour += 1;
    clock.set(new Date(Date.parse(start) + hour * 3_600_000).toISOString());
    must(
      store.commit(actor, (tx) => {
        for (const event of events) tx.audit(event);
        return ok(undefined);
      }),
    );
    if (hour === steps) return store;
  }
  return store;
}
