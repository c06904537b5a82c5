/** Waiting for what another program or a device does of its own accord, and not for ever. */

import { setTimeout as pause } from 'node:timers/promises';

/** The limit ends what hangs; what is slow, or stands still for a while on a machine with other work, is waited for. */
export async function until(what: string, isSo: () => Promise<boolean> | boolean, limitMs = 120_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await pause(20);
  }
}
