/**
 * Every guard around pages in one place. Numbers: points of Electron's security checklist
 * (electronjs.org/docs/latest/tutorial/security).
 */

import type { App, Session, WebContents, WebPreferences } from 'electron';
import { pageOrigin } from './protocol.ts';

/** Points 2, 3, 4 (no Node, isolated, sandboxed), 6, 8, 9, 10, 11 (nothing loosened, no webview). */
export const pagePreferences: WebPreferences = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
};

export function guardApp(app: App): void {
  // Point 4: also for pages that somebody should manage to open otherwise.
  // Chromium cannot make its sandbox as root; whoever runs it so has said --no-sandbox (scripts/start.mjs, the tests).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents);
  });
  // Point 1 and 15: there is no remote content, so no certificate is ever to be trusted and nothing is opened outside.
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
}

function guardContents(contents: WebContents): void {
  // Point 13: the one page never goes elsewhere; screens change inside it.
  contents.on('will-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    event.preventDefault();
  });
  // Point 14: no new windows.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Point 12: no webview, whatever its options.
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}

export function guardSession(session: Session): void {
  // Point 5: every permission is denied: camera, USB, clipboard reading, notifications, all of them.
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Point 1: nothing is fetched at run time. Blobs are what the page itself made.
  session.webRequest.onBeforeRequest((details, answer) => {
    const own = details.url.startsWith(`${pageOrigin}/`) || details.url.startsWith(`blob:${pageOrigin}/`);
    answer({ cancel: !own && !details.url.startsWith('devtools://') });
  });
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** Point 17: a message counts only when it comes from the main frame of the desk's own page; the holder's asks for nothing. */
export function isOurPage(frame: { readonly url: string; readonly parent: unknown } | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${pageOrigin}/index.html`);
}
