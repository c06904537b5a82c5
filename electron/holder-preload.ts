/** The bridge of the holder's window: it is shown something, and can ask for nothing. */

import { contextBridge, ipcRenderer } from 'electron';
import { holderChannel } from '../shared/channels.ts';

// The page may be ready later than what it is to show.
let latest: unknown = null;
let listener: ((view: unknown) => void) | null = null;

ipcRenderer.on(holderChannel, (_event, view: unknown) => {
  latest = view;
  listener?.(view);
});

contextBridge.exposeInMainWorld('holder', {
  onView(next: (view: unknown) => void): void {
    listener = next;
    if (latest !== null) next(latest);
  },
});
