/** The system's own dialogs, held to our window so that none is lost behind it and none opens twice. */

import { dialog, type BrowserWindow } from 'electron';
import { describeError } from '../../shared/messages/describe.ts';
import type { Language } from '../../shared/messages/texts.ts';
import { error } from '../../shared/result.ts';
import type { Chooser } from './chooser.ts';

export function systemDialogs(window: () => BrowserWindow | null): Chooser {
  async function open(options: Electron.OpenDialogOptions): Promise<string | null> {
    const parent = window();
    if (parent === null) return null;
    const chosen = await dialog.showOpenDialog(parent, options);
    return chosen.filePaths[0] ?? null;
  }

  return {
    openFile: (purpose) =>
      open({
        properties: ['openFile'],
        filters: purpose === 'approvals' || purpose === 'profile' ? [{ name: purpose, extensions: [purpose] }] : [],
      }),
    folder: () => open({ properties: ['openDirectory', 'createDirectory'] }),
    async saveFile(_purpose, suggestedName) {
      const parent = window();
      if (parent === null) return null;
      const chosen = await dialog.showSaveDialog(parent, { defaultPath: suggestedName });
      return chosen.canceled ? null : chosen.filePath;
    },
  };
}

/** Says why the window stays open: a card is at the devices. */
export async function sayBusy(window: BrowserWindow, language: Language): Promise<void> {
  const { what, card, next } = describeError(error('window.busy', {}), language);
  await dialog.showMessageBox(window, {
    type: 'info',
    title: 'Starcard',
    message: what,
    detail: `${card ?? ''}\n${next}`,
  });
}
