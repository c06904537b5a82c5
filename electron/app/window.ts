/** The one window. */

import { join } from 'node:path';
import { BrowserWindow, Menu, nativeTheme, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../shared/messages/describe.ts';
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
    webPreferences: { ...pagePreferences, preload: join(buildFolder, 'preload', 'preload.cjs') },
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  // The title belongs to the program; a page title could carry a person's data into the task bar.
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  void window.loadURL(`${pageOrigin}/index.html#${language}`);
  return window;
}

/** macOS takes quitting, copying and pasting by keyboard from the menu. */
function menuOfMacOs(): Menu {
  const quit: MenuItemConstructorOptions = { role: 'quit' };
  return Menu.buildFromTemplate([{ label: 'Starcard', submenu: [quit] }, { role: 'editMenu' }]);
}
