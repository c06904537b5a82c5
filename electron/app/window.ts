/** The one window. */

import { join } from 'node:path';
import { app, BrowserWindow, Menu, nativeTheme, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../shared/messages/texts.ts';
import { pageOrigin } from './protocol.ts';
import { pagePreferences } from './security.ts';

/** `language`: what the page speaks until it knows the session, or where it never gets one. */
export function openWindow(buildFolder: string, language: Language): BrowserWindow {
  // No menu: its shortcuts (reload, zoom, developer tools) would act on a running card's screen.
  Menu.setApplicationMenu(process.platform === 'darwin' ? menuOfMacOs() : null);
  const window = new BrowserWindow({
    width: 1280,
    height: 840,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#15191d' : '#f5f6f7',
    title: 'Starcard',
    webPreferences: {
      ...pagePreferences,
      devTools: !app.isPackaged,
      preload: join(buildFolder, 'preload', 'preload.cjs'),
    },
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  // The title belongs to the program; a page title could carry a person's data into the task bar.
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  zoomByKeys(window);
  void window.loadURL(`${pageOrigin}/index.html#${language}`);
  return window;
}

/** Larger and smaller text by the keys that everybody knows, which went with the menu. */
function zoomByKeys({ webContents }: BrowserWindow): void {
  webContents.on('before-input-event', (event, { type, key, control, meta }) => {
    if (type !== 'keyDown' || !(control || meta)) return;
    const step = { '+': 1, '=': 1, '-': -1, '0': 0 }[key];
    if (step === undefined) return;
    event.preventDefault();
    const level = step === 0 ? 0 : webContents.getZoomLevel() + step * 0.5;
    webContents.setZoomLevel(Math.min(4, Math.max(-2, level)));
  });
}

/** macOS takes quitting, copying and pasting by keyboard from the menu. */
function menuOfMacOs(): Menu {
  const quit: MenuItemConstructorOptions = { role: 'quit' };
  return Menu.buildFromTemplate([{ label: 'Starcard', submenu: [quit] }, { role: 'editMenu' }]);
}
