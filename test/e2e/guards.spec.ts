// The walls around the page, tried from inside the real page: what an injected script would try first.

import { expect, type Page } from '@playwright/test';
import { test } from './starcard-test.ts';

test.beforeEach(async ({ starcard }) => {
  await expect(starcard.page.getByTestId('sign-in')).toBeVisible();
});

test('the page never goes elsewhere and opens no window', async ({ starcard }) => {
  const { app, page } = starcard;
  const before = page.url();
  await app.evaluate(({ BrowserWindow }) => {
    const refused: string[] = [];
    Reflect.set(globalThis, 'refused', refused);
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-frame-navigate', (event) => {
      if (event.defaultPrevented) refused.push(event.url);
    });
  });
  const addresses = ['https://example.com/', 'app://elsewhere/index.html', 'app://starcard/other.html'];
  for (const [index, address] of addresses.entries()) {
    await page.evaluate((url) => location.assign(url), address);
    const refused = (): Promise<unknown> => app.evaluate(() => Reflect.get(globalThis, 'refused'));
    await expect.poll(refused).toEqual(addresses.slice(0, index + 1));
  }
  const localFile = page.waitForEvent('console', (message) => message.text().includes('Not allowed to load local'));
  await page.evaluate(() => location.assign('file:///etc/hostname'));
  await localFile;
  expect(page.url()).toBe(before);

  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  expect(await page.evaluate(() => window.open('app://starcard/index.html') === null)).toBe(true);
  expect(app.windows()).toHaveLength(1);
});

test('nothing is fetched, framed or run that is not built in', async ({ starcard }) => {
  const { page } = starcard;
  expect(await page.evaluate(() => fetch('https://example.com/').then(String, () => 'refused'))).toBe('refused');
  expect(await page.evaluate(() => fetch('http://localhost:1/').then(String, () => 'refused'))).toBe('refused');
  expect(await page.evaluate(() => fetch('file:///etc/hostname').then(String, () => 'refused'))).toBe('refused');
  expect(await violationOf(page, 'evalCode')).toContain('script-src');
  expect(await violationOf(page, 'inlineScript')).toContain('script-src');
  expect(await violationOf(page, 'foreignScript')).toContain('script-src');
  expect(await violationOf(page, 'inlineHandler')).toContain('script-src');
  expect(await violationOf(page, 'foreignFrame')).toMatch(/frame-src|default-src/);
  expect(await violationOf(page, 'foreignImage')).toContain('img-src');
  expect(await violationOf(page, 'socket')).toContain('connect-src');
  expect(await page.evaluate(() => 'injected' in window)).toBe(false);
});

test('every permission is denied', async ({ starcard }) => {
  const { page } = starcard;
  const denied = await page.evaluate(async () => {
    const refused = (): string => 'refused';
    const state = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    return {
      camera: await state('camera'),
      microphone: await state('microphone'),
      geolocation: await state('geolocation'),
      notifications: await Notification.requestPermission(),
      media: await navigator.mediaDevices.getUserMedia({ video: true }).then(String, refused),
      place: await new Promise((settle) => {
        navigator.geolocation.getCurrentPosition(String, () => settle('refused'));
      }),
      clipboard: await navigator.clipboard.readText().then(String, refused),
      usbDevices: await Reflect.get(navigator, 'usb').getDevices(),
      hidDevices: await Reflect.get(navigator, 'hid').getDevices(),
    };
  });
  expect(denied).toEqual({
    camera: 'denied',
    microphone: 'denied',
    geolocation: 'denied',
    notifications: 'denied',
    media: 'refused',
    place: 'refused',
    clipboard: 'refused',
    usbDevices: [],
    hidDevices: [],
  });
});

test('the page knows nothing of Node or Electron but the two functions of the bridge', async ({ starcard }) => {
  const seen = await starcard.page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'global', 'electron', '__dirname'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys(window.starcard).toSorted(),
    isFrozen: Object.isFrozen(window.starcard),
  }));
  expect(seen).toEqual({ globals: [], bridge: ['call', 'on'], isFrozen: true });
});

test('the origin serves the built page and no other file of this machine', async ({ starcard }) => {
  const statusOf = (path: string): Promise<number> =>
    starcard.page.evaluate((asked) => fetch(asked).then(({ status }) => status), path);
  expect(await statusOf('app://starcard/index.html')).toBe(200);
  for (const path of [
    'app://starcard/..%2f..%2fpackage.json',
    'app://starcard/../../package.json',
    'app://starcard/%2e%2e/%2e%2e/package.json',
    'app://starcard/..%5c..%5cpackage.json',
    'app://starcard//etc/hostname',
    'app://starcard/index.html%00.png',
    'app://starcard/missing.js',
  ]) {
    expect(await statusOf(path), path).toBe(404);
  }
});

test('a malformed call is refused by name, whatever it holds', async ({ starcard }) => {
  const malformed: readonly (readonly [name: unknown, input: unknown])[] = [
    ['no.such.call', {}],
    ['__proto__', {}],
    ['constructor', {}],
    ['toString', {}],
    [{ toString: 'session.current' }, {}],
    [null, {}],
    ['session.current', { extra: 1 }],
    ['session.current', null],
    ['session.current', 'text'],
    ['session.signIn', { account: 'officer1', password: 'x', role: 'supervisor' }],
    ['session.signIn', { account: ['officer1'], password: 'x' }],
    ['session.signIn', { account: 'a'.repeat(8_000_000), password: 'x' }],
    ['session.setLanguage', { language: 'fr' }],
    ['queue.list', { view: 'all', offset: -1, limit: 1 }],
    ['queue.list', { view: 'all', offset: 0, limit: 1e9 }],
    ['application.open', { applicationId: "x' OR 1=1 --" }],
  ];
  for (const [name, input] of malformed) {
    const answered = await callFromPage(starcard.page, name, input);
    const what = JSON.stringify([name, input]).slice(0, 100);
    expect(answered, what).toMatchObject({ ok: false, error: { kind: 'input.invalid' } });
  }
});

test('what needs a person is refused before anybody has signed in', async ({ starcard }) => {
  const id = '0'.repeat(32);
  const calls: readonly (readonly [name: string, input: unknown])[] = [
    ['queue.list', { view: 'all', offset: 0, limit: 1 }],
    ['intake.importSamples', {}],
    ['application.open', { applicationId: id }],
    ['job.print', { jobId: id, revision: 1 }],
    ['card.list', { limit: 1 }],
    ['audit.verify', {}],
    ['device.status', {}],
    ['training.setFaults', { writer: 'none', printer: 'none' }],
  ];
  for (const [name, input] of calls) {
    const answered = await callFromPage(starcard.page, name, input);
    expect(answered, name).toMatchObject({ ok: false, error: { kind: 'access.signInRequired' } });
  }
});

function callFromPage(page: Page, name: unknown, input: unknown): Promise<unknown> {
  return page.evaluate(
    // A page that an attacker writes in has no types.
    ([call, value]): unknown => Reflect.apply(window.starcard.call, undefined, [call, value]),
    [name, input] as const,
  );
}

type Attempt =
  'evalCode' | 'inlineScript' | 'foreignScript' | 'inlineHandler' | 'foreignFrame' | 'foreignImage' | 'socket';

/** Which directive of the content security policy stops the attempt. */
function violationOf(page: Page, attempt: Attempt): Promise<string> {
  return page.evaluate(
    (tried) =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
        const add = (tag: string, attributes: Readonly<Record<string, string>>, text = ''): void => {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
          element.textContent = text;
          document.body.append(element);
        };
        const attempts: Readonly<Record<string, () => void>> = {
          evalCode: () => {
            try {
              Reflect.get(window, 'eval')('window.injected = true');
            } catch {
              // The violation is reported besides.
            }
          },
          inlineScript: () => add('script', {}, 'window.injected = true'),
          foreignScript: () => add('script', { src: 'https://example.com/x.js' }),
          inlineHandler: () => add('img', { src: 'app://starcard/none.png', onerror: 'window.injected = true' }),
          foreignFrame: () => add('iframe', { src: 'https://example.com/' }),
          foreignImage: () => add('img', { src: 'https://example.com/x.png' }),
          socket: () => {
            try {
              new WebSocket('wss://example.com/').close();
            } catch {
              // The violation is reported besides.
            }
          },
        };
        // Later, on its own: what the test's own evaluation does directly is not held to the policy.
        setTimeout(() => attempts[tried]?.(), 0);
      }),
    attempt,
  );
}
