/** The only bridge: call, and listen. Knows two channel names and nothing else. */

import { contextBridge, ipcRenderer } from 'electron';
import { callChannel, eventChannel } from '../shared/channels.ts';

contextBridge.exposeInMainWorld('starcard', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(callChannel, name, input),
  on(name: string, listener: (payload: unknown) => void): () => void {
    const forward = (_event: unknown, sent: string, payload: unknown): void => {
      if (sent === name) listener(payload);
    };
    ipcRenderer.on(eventChannel, forward);
    return () => {
      ipcRenderer.off(eventChannel, forward);
    };
  },
});
