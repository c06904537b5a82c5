/** The program with a window: data folder, guards, handlers, one page. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, powerMonitor, session, type BrowserWindow } from 'electron';
import { errorLine } from '../../shared/messages/describe.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { system } from '../core/access/system-actor.ts';
import { isForProduction } from './built-with.ts';
import { defaultDataFolder } from './data-folder.ts';
import { openDesk } from './desk-session.ts';
import { sayBusy, systemDialogs } from './dialogs.ts';
import type { Dispatch } from './dispatch.ts';
import { keyLiesInSystem } from './audit-key.ts';
import { answerCalls, publishTo } from './ipc.ts';
import { keepIndexed } from './keep-indexed.ts';
import { lockWithSystem } from './lock-with-system.ts';
import { openLog } from './log.ts';
import { dispatchAwaitingPin } from './pin-at-start.ts';
import { holderScreenBeside } from './holder-window.ts';
import { declareScheme, serveFrom } from './protocol.ts';
import { guardApp, guardSession } from './security.ts';
import { changeSettings } from './on-record.ts';
import { printerOfDesk } from './printer-choice.ts';
import { readSettings } from './settings.ts';
import { systemVault } from './system-vault.ts';
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
const holderScreen = holderScreenBeside(() => window, buildFolder);
let stopIndexing = (): void => undefined;
/** What was typed at start, by module. */
const pins = new Map<string, string>();

// Electron's own dialog for a bug would quote it, and with it perhaps a person. What was begun is on record; going on
// after an error that nobody caught could make it worse.
process.on('uncaughtException', endBy);
process.on('unhandledRejection', endBy);

declareScheme();
guardApp(app);
// The system's key store answers only once Electron is ready, and that it becomes after this module.
const early = keyLiesInSystem(folder) ? null : await open();
// Chromium's own files: beside the data where that folder is ours, else out of the way of whoever holds it.
const isOurs = early?.ok !== false;
const ownFiles = isOurs ? join(folder, 'window') : mkdtempSync(join(tmpdir(), 'starcard-'));
app.setPath('userData', ownFiles);
let dispatch: Dispatch | null = early === null ? null : serve(early);
answerCalls(() => dispatch ?? refusingDispatch(fail('access.signInRequired', {})));

app.on('window-all-closed', () => {
  app.quit();
});
app.on('will-quit', (event) => {
  stopIndexing();
  if (station !== null) {
    // Once more when the printer is left; the data folder is free at once. Not before Electron has taken note that it was
    // held back: until then it takes no second word.
    event.preventDefault();
    const leaving = station;
    station = null;
    void leaving.close().finally(() => setImmediate(() => app.quit()));
    return;
  }
  if (!isOurs) rmSync(ownFiles, { recursive: true, force: true });
});

// Not awaited here: Electron gets ready only after this module has run to its end.
void app.whenReady().then(async () => {
  dispatch ??= serve(await open());
  guardSession(session.defaultSession);
  serveFrom(session.defaultSession, join(buildFolder, 'renderer'));
  window = openWindow(buildFolder, readSettings(folder).language);
  keepAlive(window);
  lockWithSystem(powerMonitor, () => dispatch);
});

/** A bug while opening is a failure like others, so that there is a window to show it in. */
async function open(): Promise<Result<Workstation>> {
  try {
    return await openWorkstation({
      folder,
      root: app.getAppPath(),
      mode: 'write',
      holder: `Starcard, PID ${process.pid}`,
      program: 'window',
      deviceSpeed: words.speed === 'instant' ? 'instant' : 'device',
      writer: writerOfDesk(readSettings(folder).writer),
      watchesWriter: true,
      pin: async (token) => pinOf(token),
      vault: systemVault,
      printer: printerOfDesk(readSettings(folder).printer),
      publish: publishTo(() => window),
    });
  } catch (bug) {
    return fail('internal', { reference: log.bug('start', bug) });
  }
}

/** A folder that cannot be opened still gets a window: the page shows the failure to every call. */
function serve(result: Result<Workstation>): Dispatch {
  if (!result.ok && result.error.kind === 'hsm.pinNeeded') {
    const { token } = result.error.data;
    return dispatchAwaitingPin(result, (pin) => openWithPin(token, pin));
  }
  if (!result.ok) {
    process.stderr.write(errorLine(result.error, readSettings(folder).language) + '\n');
    process.exitCode = 1;
    return refusingDispatch(result);
  }
  station = result.value;
  stopIndexing();
  stopIndexing = keepIndexed(station);
  if (words.lang === 'zh' || words.lang === 'en') changeSettings(station, system, { language: words.lang });
  const versions = {
    version: app.getVersion(),
    electron: process.versions['electron'] ?? '',
    forProduction: isForProduction(app.getAppPath()),
  };
  return openDesk(station, { chooser: systemDialogs(() => window), holderScreen, ...versions }).dispatch;
}

async function openWithPin(token: string, pin: string): Promise<Result<void>> {
  pins.set(token, pin);
  const again = await open();
  // The log's key may lie in a module of its own, with a PIN of its own.
  const asksNext = !again.ok && again.error.kind === 'hsm.pinNeeded';
  if (again.ok || asksNext) dispatch = serve(again);
  if (!again.ok) return again;
  pins.clear();
  return ok(undefined);
}

/** A PIN is tried on the module that it was typed for and on no other. */
function pinOf(token: string): Result<string> {
  const pin = pins.get(token);
  return pin === undefined ? fail('hsm.pinNeeded', { token }) : ok(pin);
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
    holderScreen.hide();
    if (!own.isDestroyed()) own.reload();
  });
}

function endBy(bug: unknown): void {
  const reference = log.bug('main', bug);
  process.stderr.write(errorLine({ kind: 'internal', data: { reference } }, readSettings(folder).language) + '\n');
  app.exit(1);
}
