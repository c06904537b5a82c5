/**
 * The page's own origin, `app://starcard/`: our built files with a strict content security policy, nothing else.
 * Electron security checklist 18 (no file:// pages), 7 (content security policy).
 */

import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, type Session } from 'electron';
import { pathInside } from './page-path.ts';

export const pageOrigin = 'app://starcard';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  // Photos and rendered faces reach <img> and <canvas> as blobs made in the page.
  "img-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** Before `ready`: a standard, secure origin, so that same-origin rules and the policy apply as on https. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export function serveFrom(session: Session, folder: string): void {
  session.protocol.handle('app', async (request) => {
    const path = pathInside(folder, request.url);
    if (path === null || request.method !== 'GET') return new Response('', { status: 404 });
    const mediaType = mediaTypes[extname(path)];
    if (mediaType === undefined) return new Response('', { status: 404 });
    const body = await readFile(path).catch(() => null);
    if (body === null) return new Response('', { status: 404 });
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': mediaType,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
      },
    });
  });
}
