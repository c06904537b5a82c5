/** The program with a window: data folder, guards, handlers, one page. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, session, type BrowserWindow } from 'electron';
import { errorLine } from '../../shared/messages/describe.ts';
import { fail, type Result } from '../../shared/result.ts';
import { isForProduction } from './built-with.ts';
import { defaultDataFolder } from './data-folder.ts';
import { openDesk } from './desk-session.ts';
import { sayBusy, systemDialogs } from './dialogs.ts';
import type { Dispatch } from './dispatch.ts';
import { answerCalls, publishTo } from './ipc.ts';
import { openLog } from './log.ts';
import { declareScheme, serveFrom } from './protocol.ts';
import { guardApp, guardSession } from './security.ts';
import { readSettings, writeSettings } from './settings.ts';
import { printerOfDesk } from './printer-choice.ts';
import { refusingDispatch } from './start-failure.ts';
import { openWindow } from './window.ts';
import { openWorkstation, type Workstation } from './workstation.ts';
import { writerOfDesk } from './writer-choice.ts';

const { values: words } = parseArgs({
  args: process.argv.slice(app.isPackaged ? 1 : 2),
  options: { data: { type: 'string' }, speed: { type: 'string' }, lang: { type: 'string' } },
  // Chromium's own switches share the command line.
  strict: false,
});
const folder = typeof words.data === 'string' ? words.data : defaultDataFolder();
const buildFolder = join(app.getAppPath(), 'build');
const log = openLog(folder);

let window: BrowserWindow | null = null;
let station: Workstation | null = null;

// Electron's own dialog for a bug would quote it, and with it perhaps a person. What was begun is on record; going on
// after an error that nobody caught could make it worse.
process.on('uncaughtException', endBy);
process.on('unhandledRejection', endBy);

declareScheme();
guardApp(app);
const opened = await open();
// Chromium's own files: beside the data where that folder is ours, else out of the way of whoever holds it.
const ownFiles = opened.ok ? join(folder, 'window') : mkdtempSync(join(tmpdir(), 'starcard-'));
app.setPath('userData', ownFiles);
const dispatch = serve(opened);
answerCalls(() => dispatch);

app.on('window-all-closed', () => {
  app.quit();
});
app.on('will-quit', () => {
  station?.close();
  if (!opened.ok) rmSync(ownFiles, { recursive: true, force: true });
});

// Not awaited here: Electron gets ready only after this module has run to its end.
void app.whenReady().then(() => {
  guardSession(session.defaultSession);
  serveFrom(session.defaultSession, join(buildFolder, 'renderer'));
  window = openWindow(buildFolder, readSettings(folder).language);
  keepAlive(window);
});

/** A bug while opening is a failure like others, so that there is a window to show it in. */
async function open(): Promise<Result<Workstation>> {
  try {
    return await openWorkstation({
      folder,
      root: app.getAppPath(),
      mode: 'write',
      holder: `Starcard, PID ${process.pid}`,
      deviceSpeed: words.speed === 'instant' ? 'instant' : 'device',
      writer: writerOfDesk(readSettings(folder).writer),
      printer: printerOfDesk(readSettings(folder).printer),
      publish: publishTo(() => window),
    });
  } catch (bug) {
    return fail('internal', { reference: log.bug('start', bug) });
  }
}

/** A folder that cannot be opened still gets a window: the page shows the failure to every call. */
function serve(result: Result<Workstation>): Dispatch {
  if (!result.ok) {
    process.stderr.write(errorLine(result.error, readSettings(folder).language) + '\n');
    process.exitCode = 1;
    return refusingDispatch(result);
  }
  station = result.value;
  if (words.lang === 'zh' || words.lang === 'en') writeSettings(folder, { language: words.lang });
  const versions = {
    version: app.getVersion(),
    electron: process.versions['electron'] ?? '',
    forProduction: isForProduction(app.getAppPath()),
  };
  return openDesk(station, { chooser: systemDialogs(() => window), ...versions }).dispatch;
}

/** A running card is never interrupted: not by closing the window, and not by a page that dies. */
function keepAlive(own: BrowserWindow): void {
  own.on('close', (event) => {
    if (station?.devices.isBusy() !== true) return;
    event.preventDefault();
    void sayBusy(own, readSettings(folder).language);
  });
  own.webContents.on('render-process-gone', (_event, { reason }) => {
    log.note('page gone', { reason });
    if (!own.isDestroyed()) own.reload();
  });
}

function endBy(bug: unknown): void {
  const reference = log.bug('main', bug);
  process.stderr.write(errorLine({ kind: 'internal', data: { reference } }, readSettings(folder).language) + '\n');
  app.exit(1);
}
