/** The program with a window: data folder, guards, handlers, one page. */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, dialog, session, type BrowserWindow } from 'electron';
import { errorLine } from '../../shared/messages/describe.ts';
import type { Result } from '../../shared/result.ts';
import type { Chooser } from './chooser.ts';
import { defaultDataFolder } from './data-folder.ts';
import { openDesk } from './desk-session.ts';
import type { Dispatch } from './dispatch.ts';
import { answerCalls, publishTo } from './ipc.ts';
import { declareScheme, serveFrom } from './protocol.ts';
import { guardApp, guardSession } from './security.ts';
import { readSettings } from './settings.ts';
import { refusingDispatch } from './start-failure.ts';
import { openWindow } from './window.ts';
import { openWorkstation, type Workstation } from './workstation.ts';

const { values: words } = parseArgs({
  args: process.argv.slice(app.isPackaged ? 1 : 2),
  options: { data: { type: 'string' }, speed: { type: 'string' } },
  // Chromium's own switches share the command line.
  strict: false,
});
const folder = typeof words.data === 'string' ? words.data : defaultDataFolder();
const buildFolder = join(app.getAppPath(), 'build');

let window: BrowserWindow | null = null;
let station: Workstation | null = null;

declareScheme();
guardApp(app);
const opened = await openWorkstation({
  folder,
  root: app.getAppPath(),
  mode: 'write',
  holder: `window, process ${process.pid}`,
  deviceSpeed: words.speed === 'instant' ? 'instant' : 'device',
  publish: publishTo(() => window),
});
// Chromium's own files: beside the data where that folder is ours, else out of the way of whoever holds it.
app.setPath('userData', opened.ok ? join(folder, 'window') : mkdtempSync(join(tmpdir(), 'starcard-')));
const dispatch = serve(opened);
answerCalls(() => dispatch);

app.on('window-all-closed', () => {
  app.quit();
});
app.on('will-quit', () => {
  void station?.close();
});

// Not awaited here: Electron gets ready only after this module has run to its end.
void app.whenReady().then(() => {
  guardSession(session.defaultSession);
  serveFrom(session.defaultSession, join(buildFolder, 'renderer'));
  window = openWindow(buildFolder, readSettings(folder).language);
});

/** A folder that cannot be opened still gets a window: the page shows the failure to every call. */
function serve(result: Result<Workstation>): Dispatch {
  if (!result.ok) {
    process.stderr.write(errorLine(result.error, readSettings(folder).language) + '\n');
    process.exitCode = 1;
    return refusingDispatch(result);
  }
  station = result.value;
  const versions = { version: app.getVersion(), electron: process.versions['electron'] ?? '' };
  return openDesk(station, { chooser: systemDialogs(), ...versions }).dispatch;
}

function systemDialogs(): Chooser {
  return {
    async openFile(purpose) {
      const filters = purpose === 'approvals' ? [{ name: 'approvals', extensions: ['approvals'] }] : [];
      const chosen = await dialog.showOpenDialog({ properties: ['openFile'], filters });
      return chosen.filePaths[0] ?? null;
    },
    async saveFile(_purpose, suggestedName) {
      const chosen = await dialog.showSaveDialog({ defaultPath: suggestedName });
      return chosen.canceled ? null : chosen.filePath;
    },
    async folder() {
      const chosen = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] });
      return chosen.filePaths[0] ?? null;
    },
  };
}
