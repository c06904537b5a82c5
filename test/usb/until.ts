/** Waiting for something to become so, and not for ever; and time without the stops of an emulated machine. */

import { setTimeout as wait } from 'node:timers/promises';

const LOOK_MS = 20;

/** What `look` finds, which is null until it does. */
export async function until<T>(what: string, look: () => Promise<T | null>, limitMs = 300_000): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await wait(LOOK_MS);
  }
}

export interface Stopwatch {
  /** Milliseconds since it was started, without those in which nobody in this machine got the processor. */
  stop(): number;
}

/**
 * The machine around an emulated one may leave it standing for seconds, which is nobody's doing in it. A tick that comes
 * late says so: of each, no more counts than what it was set to, and as much again.
 */
export function startStopwatch(): Stopwatch {
  let passed = 0;
  let last = performance.now();
  const tick = (): void => {
    const now = performance.now();
    passed += Math.min(now - last, 2 * LOOK_MS);
    last = now;
  };
  const timer = setInterval(tick, LOOK_MS);
  return {
    stop: () => {
      clearInterval(timer);
      tick();
      return passed;
    },
  };
}
