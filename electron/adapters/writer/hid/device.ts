/**
 * One opened HID device: one call into the native library at a time, each for so long and no longer. A call that does not
 * come back makes the device unusable; it is closed when that call has ended, never beside it.
 */

import { within, type Outcome } from '../bounded.ts';
import { firstLine } from '../first-line.ts';
import { REPORT_BYTES } from './framing/framing.ts';
import type { HidHandle, HidLibrary } from './library.ts';

/** The kernel itself gives up on a report after 5 s. */
const WRITE_MS = 6000;
const OPEN_MS = 3000;
const CLOSE_MS = 3000;
/** The library bounds its own waiting for a report; beyond that and this it has lost its way. */
const READ_GRACE_MS = 2000;
/** How often a call that may hang is looked after. */
const LOOK_MS = 250;

export type Io<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export interface Device {
  /** One report of 64 bytes. */
  write(report: Uint8Array): Promise<Io<void>>;
  /** One report of any length, or null where none came within the time. */
  read(timeoutMs: number): Promise<Io<Uint8Array | null>>;
  /** Once; what fails in it does no harm. Resolves after at most some seconds, also where the library hangs. */
  close(): Promise<void>;
  /** Resolves when nothing of this device is left in the library. */
  readonly gone: Promise<void>;
}

export async function openDevice(library: HidLibrary, path: string): Promise<Io<Device>> {
  const opening = library.HIDAsync.open(path);
  const opened = await within(OPEN_MS, opening);
  if (opened.kind === 'done') return { ok: true, value: deviceOf(opened.value) };
  // What opens after all is closed again: nobody waits for it.
  if (opened.kind === 'late') void opening.then((handle) => handle.close()).catch(() => undefined);
  return { ok: false, reason: firstLine(opened.reason) };
}

function deviceOf(handle: HidHandle): Device {
  const frame = Buffer.alloc(REPORT_BYTES + 1);
  const guard = createGuard();
  let stuck: Promise<unknown> | null = null;
  let isClosed = false;
  let tellGone: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    tellGone = resolve;
  });

  async function bounded<T>(limitMs: number, call: () => Promise<T>): Promise<Io<T>> {
    if (isClosed || stuck !== null) return { ok: false, reason: isClosed ? 'closed' : 'a call has not come back' };
    const calling = call();
    const outcome = await guard.within(limitMs, calling);
    if (outcome.kind === 'done') return { ok: true, value: outcome.value };
    if (outcome.kind === 'late') stuck = calling.catch(() => undefined);
    return { ok: false, reason: firstLine(outcome.reason) };
  }

  return {
    async write(report) {
      // The library takes the number of the report first; ours has none, which is 0.
      frame.set(report, 1);
      const written = await bounded(WRITE_MS, () => handle.write(frame));
      return written.ok ? { ok: true, value: undefined } : written;
    },
    async read(timeoutMs) {
      const wait = Math.max(1, Math.ceil(timeoutMs));
      const report = await bounded(wait + READ_GRACE_MS, () => handle.read(wait));
      if (!report.ok) return report;
      // Time is up: an empty report in one version of the library, none in another.
      return { ok: true, value: report.value === undefined || report.value.length === 0 ? null : report.value };
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      guard.end();
      const closing = (stuck ?? Promise.resolve())
        .then(() => handle.close())
        .catch(() => undefined)
        .then(tellGone);
      await within(CLOSE_MS, closing);
    },
    gone,
  };
}

interface Guard {
  /** As `within`, to the next look; one call at a time. */
  within<T>(limitMs: number, call: Promise<T>): Promise<Outcome<T>>;
  end(): void;
}

/** One timer for all calls of a device: a card is some thousand of them, and a timer for each would cost more than they do. */
function createGuard(): Guard {
  let deadline = Number.POSITIVE_INFINITY;
  let giveUp: () => void = () => undefined;
  const timer = setInterval(() => {
    if (performance.now() >= deadline) giveUp();
  }, LOOK_MS);
  // A call into the library keeps the program alive by itself; a device that only lies open does not.
  timer.unref();
  return {
    within: (limitMs, call) =>
      new Promise((resolve) => {
        deadline = performance.now() + limitMs;
        giveUp = () => {
          deadline = Number.POSITIVE_INFINITY;
          resolve({ kind: 'late', reason: `no answer in ${limitMs} ms` });
        };
        call.then(
          (value) => {
            deadline = Number.POSITIVE_INFINITY;
            resolve({ kind: 'done', value });
          },
          (reason: unknown) => {
            deadline = Number.POSITIVE_INFINITY;
            resolve({ kind: 'failed', reason });
          },
        );
      }),
    end: () => clearInterval(timer),
  };
}
