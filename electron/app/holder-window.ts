/**
 * The holder's window: full screen on a display other than the desk's, where there is one. No bridge to the program but what
 * it is shown, no focus, no navigation (security.ts); it closes when the holder has looked.
 */

import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { holderChannel } from '../../shared/channels.ts';
import { holderViewSchema } from '../../shared/model/holder-view.ts';
import type { HolderScreen } from './holder-screen.ts';
import { pageOrigin } from './protocol.ts';
import { pagePreferences } from './security.ts';

export function holderScreenBeside(desk: () => BrowserWindow | null, buildFolder: string): HolderScreen {
  let window: BrowserWindow | null = null;

  function hide(): void {
    if (window !== null && !window.isDestroyed()) window.destroy();
    window = null;
  }

  return {
    async show(view) {
      hide();
      const own = desk();
      if (own === null || own.isDestroyed()) return false;
      const display = otherDisplay(own);
      if (display === undefined) return false;
      const opened = openOn(display, buildFolder);
      window = opened;
      // Without the desk, or without its display, nobody is shown anything.
      own.once('closed', hide);
      screen.once('display-removed', hide);
      await opened.loadURL(`${pageOrigin}/holder.html`);
      if (opened.isDestroyed()) return false;
      opened.webContents.send(holderChannel, holderViewSchema.parse(view));
      // The keyboard stays with the officer.
      opened.showInactive();
      return true;
    },
    hide,
  };
}

function otherDisplay(desk: BrowserWindow): Electron.Display | undefined {
  const own = screen.getDisplayMatching(desk.getBounds());
  return screen.getAllDisplays().find(({ id }) => id !== own.id);
}

function openOn({ bounds: { x, y, width, height } }: Electron.Display, buildFolder: string): BrowserWindow {
  const window = new BrowserWindow({
    x,
    y,
    width,
    height,
    show: false,
    frame: false,
    fullscreen: true,
    focusable: false,
    skipTaskbar: true,
    backgroundColor: '#ffffff',
    title: 'Starcard',
    webPreferences: {
      ...pagePreferences,
      devTools: false,
      preload: join(buildFolder, 'preload', 'holder-preload.cjs'),
    },
  });
  // As with the desk's own window: the task bar carries no person's data.
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}
