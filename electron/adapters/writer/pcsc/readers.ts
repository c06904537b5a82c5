/** Which readers PC/SC knows, now and as they come and go. */

import { setTimeout as wait } from 'node:timers/promises';
import type { ContextInterface, ReaderInterface } from 'smartcard';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { firstLine } from '../first-line.ts';
import { loadPcsc, openContext, type PcscLibrary } from './library.ts';

export interface PcscReader {
  readonly name: string;
  readonly hasCard: boolean;
}

export interface ReaderWatch {
  /** Ends the watch; resolves when nothing of it is left. */
  stop(): Promise<void>;
}

/** PC/SC's name for "tell me when the list of readers changes". */
const PLUG_AND_PLAY = '\\\\?PnP?\\Notification';
/** No wait is longer, so that an end is never far; and how soon a service that was gone is looked for again. */
const LONGEST_WAIT_MS = 1000;

/** An empty list is a service without readers. Fails with `writer.noService`. */
export async function listReaders(): Promise<Result<readonly PcscReader[]>> {
  const library = await loadPcsc();
  if (!library.ok) return library;
  const context = openContext(library.value);
  if (!context.ok) return context;
  try {
    return ok(described(library.value, context.value.listReaders()));
  } catch (reason) {
    return fail('writer.noService', { reason: firstLine(reason) });
  } finally {
    context.value.close();
  }
}

/** Calls `onChange` with the list at once and at every change; a service that goes away is a failure, and comes back. */
export function watchReaders(onChange: (readers: Result<readonly PcscReader[]>) => void): ReaderWatch {
  const watch = { isStopped: false };
  let told: string | null = null;
  const tell = (readers: Result<readonly PcscReader[]>): void => {
    const text = JSON.stringify(readers);
    if (watch.isStopped || text === told) return;
    told = text;
    onChange(readers);
  };
  const ended = follow(watch, tell);
  return {
    stop: async () => {
      watch.isStopped = true;
      await ended;
    },
  };
}

/** Finds the reader that a person named: exactly, or by a part of the name that only one has. */
export function findReader(readers: readonly ReaderInterface[], wanted: string): Result<ReaderInterface> {
  const exact = readers.find((reader) => reader.name === wanted);
  if (exact !== undefined) return ok(exact);
  const [only, ...others] = readers.filter((reader) => reader.name.toLowerCase().includes(wanted.toLowerCase()));
  if (only !== undefined && others.length === 0) return ok(only);
  return fail('writer.unknownReader', { wanted, present: readers.map((reader) => reader.name).join(', ') || '-' });
}

async function follow(
  watch: { readonly isStopped: boolean },
  tell: (readers: Result<readonly PcscReader[]>) => void,
): Promise<void> {
  const library = await loadPcsc();
  if (!library.ok) return tell(library);
  while (!watch.isStopped) {
    const context = openContext(library.value);
    if (context.ok) tell(await followOne(library.value, context.value, watch, tell));
    else tell(context);
    if (!watch.isStopped) await wait(LONGEST_WAIT_MS);
  }
}

/** Until the watch or the service ends. */
async function followOne(
  library: PcscLibrary,
  context: ContextInterface,
  watch: { readonly isStopped: boolean },
  tell: (readers: Result<readonly PcscReader[]>) => void,
): Promise<Result<never>> {
  try {
    while (!watch.isStopped) {
      const readers = context.listReaders();
      tell(ok(described(library, readers)));
      const states = readers.map(({ name, state }) => ({ name, state, changed: false, atr: null }));
      const list = { name: PLUG_AND_PLAY, state: library.SCARD_STATE_UNAWARE, changed: false, atr: null };
      await context.waitForChange([...states, list], LONGEST_WAIT_MS);
    }
    return fail('writer.noService', { reason: 'stopped' });
  } catch (reason) {
    return fail('writer.noService', { reason: firstLine(reason) });
  } finally {
    context.close();
  }
}

function described(library: PcscLibrary, readers: readonly ReaderInterface[]): readonly PcscReader[] {
  return readers.map(({ name, state }) => ({ name, hasCard: (state & library.SCARD_STATE_PRESENT) !== 0 }));
}
