/**
 * Keeps the search index of the log up to date while the window is open, a page of a few thousand entries at a time, so that
 * whoever opens the audit screen waits for nothing, however long the log has grown meanwhile.
 */

import type { OpenStore } from '../adapters/sqlite/open-store.ts';
import type { DeviceLock } from '../core/issue/device-lock.ts';
import type { Log } from './log.ts';

/** Between two pages: what the person does comes first. */
const PAUSE_MS = 500;
/** Once it is up to date: a page fills in hours of work. */
const REST_MS = 60_000;

interface IndexedStation {
  readonly store: Pick<OpenStore, 'indexAudit'>;
  readonly devices: Pick<DeviceLock, 'isBusy'>;
  readonly log: Pick<Log, 'bug'>;
}

/** Returns the function that stops it. An index that cannot be written is left: searching does without. */
export function keepIndexed({ store, devices, log }: IndexedStation): () => void {
  let timer = setTimeout(work, PAUSE_MS);

  function work(): void {
    try {
      // A card at a device is not kept waiting.
      const isDone = !devices.isBusy() && store.indexAudit(1);
      timer = setTimeout(work, isDone ? REST_MS : PAUSE_MS);
      timer.unref();
    } catch (bug) {
      log.bug('indexing the audit log', bug);
    }
  }
  return () => clearTimeout(timer);
}
