// The twenty points of Electron's security checklist (electronjs.org/docs/latest/tutorial/security), each tried on the
// real window. What needs more than a line stands in guards.spec.ts; the fuses (19) are read back from the packed
// executable by test/installer.

import { readFileSync } from 'node:fs';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { electronPath } from '../../scripts/electron-path.mjs';
import { nextWindow } from './launch.ts';
import { test } from './starcard-test.ts';

test.beforeEach(async ({ starcard }) => {
  await expect(starcard.page.getByTestId('sign-in')).toBeVisible();
});

test('1: only content of our own is loaded, not even over a secure connection from elsewhere', async ({ starcard }) => {
  const { page } = starcard;
  const named = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[src], link[href]')].map(
      (element) => new URL(element.getAttribute('src') ?? element.getAttribute('href') ?? '', document.baseURI).origin,
    ),
  );
  expect([...new Set(named)]).toEqual(['app://starcard']);
  expect(await page.evaluate(() => fetch('https://example.com/').then(String, () => 'refused'))).toBe('refused');
});

test('2: pages and their workers have no Node', async ({ starcard }) => {
  expect(await preference(starcard.app, 'nodeIntegration')).toBe(false);
  expect(await preference(starcard.app, 'nodeIntegrationInWorker')).not.toBe(true);
  expect(await preference(starcard.app, 'nodeIntegrationInSubFrames')).not.toBe(true);
});

test('3: the page cannot reach into the preload script', async ({ starcard }) => {
  expect(await preference(starcard.app, 'contextIsolation')).toBe(true);
  const reached = await starcard.page.evaluate(async () => {
    // What the preload would use if it shared the page's world.
    const used: string[] = [];
    const original = Reflect.get(JSON, 'stringify');
    Reflect.set(Promise.prototype, 'then', new Proxy(Reflect.get(Promise.prototype, 'then'), {}));
    Reflect.set(window, 'structuredClone', () => used.push('structuredClone'));
    Reflect.set(
      JSON,
      'stringify',
      (value: unknown) => (used.push('stringify'), Reflect.apply(original, JSON, [value])),
    );
    await window.starcard.call('session.current', {});
    return used.length > 0;
  });
  expect(reached).toBe(false);
});

test('4: pages run in the sandbox', async ({ starcard }) => {
  expect(await preference(starcard.app, 'sandbox')).toBe(true);
});

test('5: no permission is granted to anybody', async ({ starcard }) => {
  const midi = starcard.page.evaluate(() => navigator.requestMIDIAccess().then(String, () => 'refused'));
  expect(await midi).toBe('refused');
});

test('6, 8, 9, 10: nothing that protects the page is switched off, nothing experimental on', async ({ starcard }) => {
  const { app } = starcard;
  expect(await preference(app, 'webSecurity')).toBe(true);
  expect(await preference(app, 'allowRunningInsecureContent')).toBe(false);
  expect(await preference(app, 'experimentalFeatures')).toBe(false);
  expect((await preference(app, 'enableBlinkFeatures')) ?? '').toBe('');
});

test('7: every document comes with a content security policy that begins by forbidding everything', async ({
  starcard,
}) => {
  const policy = await starcard.page.evaluate(() =>
    fetch('app://starcard/index.html').then(({ headers }) => headers.get('content-security-policy') ?? ''),
  );
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).not.toMatch(/unsafe-|\*|https?:/);
});

test('11, 12: there is no webview, whatever a page asks for', async ({ starcard }) => {
  expect(await preference(starcard.app, 'webviewTag')).toBe(false);
  const made = await starcard.page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'app://starcard/index.html');
    view.setAttribute('allowpopups', '');
    document.body.append(view);
    return 'getWebContentsId' in view;
  });
  expect(made).toBe(false);
});

test('13, 14: the page stays where it is and opens nothing, by link, form or script', async ({ starcard }) => {
  const { app, page } = starcard;
  const before = page.url();
  await page.evaluate(() => {
    for (const [target, href] of [
      ['_self', 'about:blank'],
      ['_blank', 'app://starcard/index.html'],
    ] as const) {
      const link = Object.assign(document.createElement('a'), { href, target });
      document.body.append(link);
      link.click();
    }
    const form = Object.assign(document.createElement('form'), { action: 'https://example.com/', method: 'post' });
    document.body.append(form);
    form.submit();
  });
  // Asked in the page: a locator would wait for a navigation that never comes.
  expect(await page.evaluate(() => document.querySelector('[data-testid="sign-in"]') !== null)).toBe(true);
  expect({ url: page.url(), windows: app.windows().length }).toEqual({ url: before, windows: 1 });
});

test('15: nothing is opened outside: no call of the contract takes an address', async ({ starcard }) => {
  const opened = await starcard.app.evaluate(({ shell }) => {
    const asked: string[] = [];
    shell.openExternal = (url) => Promise.resolve(void asked.push(url));
    Reflect.set(globalThis, 'askedOutside', asked);
    return asked;
  });
  await starcard.page.evaluate(() => window.open('mailto:somebody@example.com'));
  expect(await starcard.app.evaluate(() => Reflect.get(globalThis, 'askedOutside'))).toEqual(opened);
});

test('16: the Electron is the one that package.json names, or is known as a stand-in', async ({ starcard }) => {
  const running = await starcard.app.evaluate(() => process.versions['electron']);
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(electronPath()?.standIn === true || running === devDependencies.electron).toBe(true);
});

test('17: a message from any other page is refused, even from a window with our preload', async ({ starcard }) => {
  const foreign = nextWindow(starcard.app);
  // Loaded to its end: what is asked of a page that is about to be replaced is lost with it.
  await starcard.app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/build/preload/preload.cjs`;
    const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await window.loadURL('about:blank');
  });
  const answered = await call(await foreign, 'session.current', {});
  expect(answered).toMatchObject({ ok: false, error: { kind: 'input.invalid', data: { field: 'sender' } } });
});

test('18: no page is a file', async ({ starcard }) => {
  expect(starcard.page.url()).toMatch(/^app:\/\/starcard\//);
});

test('20: the page sees two plain functions, and tricks with prototypes get it no further', async ({ starcard }) => {
  const { page } = starcard;
  expect(await page.evaluate(() => Object.keys(window.starcard).toSorted())).toEqual(['call', 'on']);
  const tricks = ['{"__proto__":{"account":"officer1"}}', '{"constructor":{"prototype":{"account":"officer1"}}}'];
  for (const trick of tricks) {
    expect(await call(page, 'session.signIn', JSON.parse(trick))).toMatchObject({ ok: false });
  }
  const polluted = await starcard.app.evaluate(() => Reflect.get({}, 'account') ?? null);
  expect(polluted).toBe(null);
});

function preference(app: ElectronApplication, name: string): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }, wanted) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // What is in force, defaults included.
    const inForce: unknown =
      contents === undefined ? {} : Reflect.apply(Reflect.get(contents, 'getLastWebPreferences'), contents, []);
    return Reflect.get(Object(inForce), wanted) ?? null;
  }, name);
}

function call(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(([asked, value]): unknown => Reflect.apply(window.starcard.call, undefined, [asked, value]), [
    name,
    input,
  ] as const);
}
