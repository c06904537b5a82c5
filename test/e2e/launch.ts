// Starts the real Starcard window for a test, on a data folder of its own, and makes sure that it is gone afterwards.

import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronPath } from '../../scripts/electron-path.mjs';

const CLOSING_TAKES_AT_MOST_MS = 60_000;
/** For what comes in the end, however slow the machine is; Playwright's own limit for a window that it did not open is 30 s. */
const COMES_WITHIN_MS = 120_000;
/** Of windows that are there by the application's own account, but not for Playwright; a window that never opens is none. */
const MOST_MISSES = 2;

export interface LaunchOptions {
  /** The data folder; without it a fresh one is made, and removed by `close`. */
  readonly data?: string;
  /** The folder of the application; without it this working copy. */
  readonly root?: string;
  /** Further arguments of the application. */
  readonly args?: readonly string[];
  /** Further variables of its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Starcard {
  readonly app: ElectronApplication;
  /** The first window, once it shows something. */
  readonly page: Page;
  readonly data: string;
  /** Closes the application as a person would; kills it by its process id when it does not go, and throws. May be called twice. */
  close(): Promise<void>;
}

/** Opens the built application. Fails when `node scripts/ready.mjs window` was not run before. */
export async function launchStarcard(options: LaunchOptions = {}): Promise<Starcard> {
  for (let misses = 0; ; misses += 1) {
    const starcard = await launchOnce(options, misses < MOST_MISSES);
    if (starcard !== null) return starcard;
  }
}

/** Null where `mayMiss`, and Playwright has missed the window that the application has opened. */
async function launchOnce(
  { data, root, args = [], env = {} }: LaunchOptions,
  mayMiss: boolean,
): Promise<Starcard | null> {
  const electron = electronPath();
  if (electron === null) throw new Error('No Electron here: run node scripts/ready.mjs window');
  const folder = data ?? mkdtempSync(join(tmpdir(), 'starcard-e2e-'));
  // Not by executablePath: the window would open while Playwright attaches, and now and then before it looks, and it
  // waits for ever for a page that it missed. Started as the `electron` package, the app waits for Playwright.
  if (electron.standIn) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(electron.executable);
  const app = await _electron.launch({
    args: [...sandboxArguments(), root ?? process.cwd(), '--data', folder, ...args],
    env: { ...ownEnvironment(), ...env },
  });
  // Playwright forgets the process once the application is closed.
  const main = app.process();
  const close = async (): Promise<void> => {
    await closeOrKill(app, main);
    if (data === undefined) removeFolder(folder);
  };
  try {
    app.context().setDefaultTimeout(COMES_WITHIN_MS);
    const page = await app.firstWindow({ timeout: COMES_WITHIN_MS });
    await page.waitForLoadState('domcontentloaded');
    // Before it shows something it does not know its language, and hears no key.
    await page.locator('#root > *').first().waitFor({ state: 'attached' });
    pressAsHandsDo(page);
    return { app, page, data: folder, close };
  } catch (error) {
    const isMissed = mayMiss && app.windows().length === 0 && (await hasWindow(app));
    await close();
    if (isMissed) return null;
    throw error;
  }
}

/** By its own account; false where it does not answer any more. */
function hasWindow(app: ElectronApplication): Promise<boolean> {
  const asked = app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length > 0).catch(() => false);
  return Promise.race([asked, new Promise<false>((resolve) => setTimeout(() => resolve(false), COMES_WITHIN_MS))]);
}

/** The next window that the application opens, asked for before it does. */
export function nextWindow(app: ElectronApplication): Promise<Page> {
  return app.waitForEvent('window', { timeout: COMES_WITHIN_MS });
}

/** Chromium's own processes outlive the application by a moment, and may still be writing there. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
}

/** Keeps a picture of the window in out/test-results/screens/, for people to look at. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join('out', 'test-results', 'screens', `${name}.png`) });
}

/**
 * No hand is so fast that it presses a key between a drawing and the task after it, in which the page moves the focus to
 * what it has just drawn; a test is, where that task has to wait for the processor.
 */
function pressAsHandsDo(page: Page): void {
  const { keyboard } = page;
  const [press, type] = [keyboard.press.bind(keyboard), keyboard.type.bind(keyboard)];
  keyboard.press = async (key, options) => {
    await hasDrawn(page);
    await press(key, options);
  };
  keyboard.type = async (text, options) => {
    await hasDrawn(page);
    await type(text, options);
  };
}

/** What the page has queued by now is done: its tasks after a drawing are messages like this one, and come in turn. */
function hasDrawn(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => setTimeout(resolve, 0), { once: true });
        port1.start();
        port2.postMessage(null);
      }),
  );
}

async function closeOrKill(app: ElectronApplication, main: ChildProcess): Promise<void> {
  if (main.exitCode !== null || main.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => main.once('exit', () => resolve()));
  let mustBeKilled = false;
  const killer = setTimeout(() => {
    mustBeKilled = true;
    main.kill('SIGKILL');
  }, CLOSING_TAKES_AT_MOST_MS);
  // A window that died in between makes close() complain; what counts is that the process is gone.
  await Promise.all([app.close().catch(() => undefined), gone]);
  clearTimeout(killer);
  if (mustBeKilled) throw new Error('The application did not end when it was closed');
}

/** Chromium makes no sandbox as root, as tests in a container often run. */
function sandboxArguments(): readonly string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
