/** The two channels: calls in through the dispatch, events out to our one page. */

import { ipcMain, type BrowserWindow } from 'electron';
import { callChannel, eventChannel } from '../../shared/channels.ts';
import { events } from '../../shared/contract.ts';
import { fail } from '../../shared/result.ts';
import type { Dispatch } from './dispatch.ts';
import { isOurPage } from './security.ts';
import type { Publish } from './workstation.ts';

export function answerCalls(dispatch: () => Dispatch): void {
  ipcMain.handle(callChannel, async (event, name: unknown, input: unknown) => {
    if (!isOurPage(event.senderFrame)) return fail('input.invalid', { field: 'sender', problem: 'foreign' });
    return dispatch().receive(name, input);
  });
}

export function publishTo(window: () => BrowserWindow | null): Publish {
  return (name, payload) => {
    const target = window();
    if (target === null || target.isDestroyed()) return;
    target.webContents.send(eventChannel, name, events[name].parse(payload));
  };
}
