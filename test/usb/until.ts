/** Waiting for something to become so, and not for ever. */

import { setTimeout as wait } from 'node:timers/promises';

/** What `look` finds, which is null until it does. */
export async function until<T>(what: string, look: () => Promise<T | null>, limitMs = 30_000): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await wait(20);
  }
}
