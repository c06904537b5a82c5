/**
 * Where the packed program begins: refuses a folder that others can write, then opens the window, or with `--cli` runs
 * the command line (the fuse that would make the executable a plain Node is off).
 */

import { app, dialog } from 'electron';
import { errorLine } from '../../shared/messages/describe.ts';
import { fail, type AppError, type Result } from '../../shared/result.ts';
import { openToOthers } from '../adapters/system/install-folder.ts';
import { applyPolicy } from './policy.ts';

const CLI = '--cli';
/** Whoever reaches Chromium's debugging port works the page as the officer who is signed in. */
const DEBUGGING = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'];

if (app.isPackaged) for (const name of DEBUGGING) app.commandLine.removeSwitch(name);

const allowed = startAllowed();
if (!allowed.ok) refuse(allowed.error);
// Not awaited here: Electron gets ready, which the writer's process needs, only after this module has run to its end.
else if (process.argv.includes(CLI)) void runWords();
else await import('./desktop.ts');

function startAllowed(): Result<void> {
  // From a working copy the person who starts it is the one who writes it.
  if (app.isPackaged) {
    const path = openToOthers(app.getAppPath());
    if (path !== null) return fail('program.openFolder', { path });
  }
  return applyPolicy();
}

/** Ends before a display is looked for: none is needed. */
async function runWords(): Promise<void> {
  // Nothing is drawn, so nothing has to find out how.
  app.disableHardwareAcceleration();
  // Electron would show a dialog for a bug, and nobody would be there to close it.
  process.on('uncaughtException', endBy);
  try {
    const { runCommandLine } = await import('./cli/run.ts');
    app.exit(await runCommandLine(process.argv.slice(process.argv.indexOf(CLI) + 1), app.getAppPath()));
  } catch (bug) {
    endBy(bug);
  }
}

function endBy(bug: unknown): void {
  process.stderr.write(`${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}\n`);
  app.exit(1);
}

/** In both languages: whose settings would say which, may be what somebody has changed. */
function refuse(reason: AppError): void {
  const text = `${errorLine(reason, 'zh')}\n${errorLine(reason, 'en')}`;
  process.stderr.write(`${text}\n`);
  if (process.argv.includes(CLI)) return app.exit(1);
  void app.whenReady().then(() => {
    dialog.showErrorBox('Starcard', text);
    app.exit(1);
  });
}
