/** The computer is locked or sent to sleep: so is the desk, at once and before it wakes. What runs at a device runs on. */

import type { Dispatch } from './dispatch.ts';

/** What is used of Electron's powerMonitor. */
export interface PowerEvents {
  on(event: 'lock-screen' | 'suspend', listener: () => void): unknown;
}

/**
 * Windows and macOS tell of the locked screen, every system of sleep; elsewhere the idle time is left. Resolved by the
 * desk that is there when it happens; one that nobody is signed in to, or that is locked already, refuses.
 */
export function lockWithSystem(monitor: PowerEvents, desk: () => Dispatch | null): void {
  const lock = (): void => {
    void desk()?.call('session.lock', {});
  };
  monitor.on('lock-screen', lock);
  monitor.on('suspend', lock);
}
