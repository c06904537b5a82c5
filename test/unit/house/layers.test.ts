// The one-way rule of docs/design.md section 3 is held by lint: each forbidden import is refused, each allowed one passes.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const FORBIDDEN = [
  ['shared/card/x.ts', 'node:fs'],
  ['shared/card/x.ts', 'react'],
  ['shared/card/x.ts', '../../electron/core/ports.ts'],
  ['shared/x.ts', '../renderer/client.ts'],
  ['renderer/screens/queue/x.tsx', 'electron'],
  ['renderer/screens/queue/x.tsx', 'node:path'],
  ['renderer/screens/queue/x.tsx', 'fs'],
  ['renderer/screens/queue/x.tsx', 'better-sqlite3'],
  ['renderer/screens/queue/x.tsx', '../../../electron/core/ports.ts'],
  ['electron/core/issue/x.ts', 'electron'],
  ['electron/core/issue/x.ts', 'node:crypto'],
  ['electron/core/issue/x.ts', 'path'],
  ['electron/core/issue/x.ts', 'better-sqlite3'],
  ['electron/core/issue/x.ts', 'pdfkit'],
  ['electron/core/issue/x.ts', '@napi-rs/canvas'],
  ['electron/core/issue/x.ts', '../../adapters/sqlite/store.ts'],
  ['electron/core/issue/x.ts', '../../app/dispatch.ts'],
  ['electron/core/x.ts', '../cli.ts'],
  ['electron/core/x.ts', '../../renderer/client.ts'],
  ['electron/adapters/sqlite/x.ts', 'electron'],
  ['electron/adapters/sqlite/x.ts', '../../app/log.ts'],
  ['electron/adapters/sqlite/x.ts', '../../cli.ts'],
  ['electron/app/x.ts', '../../renderer/client.ts'],
  ['electron/cli.ts', 'electron'],
] as const;

const ALLOWED = [
  ['shared/card/x.ts', 'zod'],
  ['shared/card/x.ts', '../result.ts'],
  ['renderer/screens/queue/x.tsx', 'react'],
  ['renderer/screens/queue/x.tsx', '../../../shared/contract.ts'],
  ['electron/core/issue/x.ts', 'jose'],
  ['electron/core/issue/x.ts', '../ports.ts'],
  ['electron/core/issue/x.ts', '../../../shared/result.ts'],
  ['electron/adapters/sqlite/x.ts', 'better-sqlite3'],
  ['electron/adapters/sqlite/x.ts', '../../core/ports.ts'],
  ['electron/app/x.ts', 'electron'],
  ['electron/app/x.ts', '../adapters/sqlite/store.ts'],
  ['electron/preload.ts', 'electron'],
  ['electron/cli.ts', './app/dispatch.ts'],
] as const;

const OUTSIDE = [
  'export const now = Date.now();',
  'export const chance = Math.random();',
  'export const bytes = Buffer.alloc(1);',
  'export const home = process.cwd();',
] as const;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'starcard-layers-'));
  const config = JSON.parse(readFileSync('.oxlintrc.json', 'utf8'));
  // The rules at stake read one file at a time; the type-aware ones would want the whole project here.
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, options: { typeAware: false } }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lint refuses', () => {
  test.each(FORBIDDEN)('%s importing %s', (file, source) => {
    expect(complaints(file, importing(source))).toContain('no-restricted-imports');
  });

  test.each(OUTSIDE)('electron/core saying %s', (line) => {
    expect(complaints('electron/core/x.ts', `${line}\n`)).toContain('no-restricted-');
  });
});

describe('lint lets pass', () => {
  test.each(ALLOWED)('%s importing %s', (file, source) => {
    expect(complaints(file, importing(source))).toBe('');
  });
});

function importing(source: string): string {
  return `import * as other from '${source}';\n\nexport const some = other;\n`;
}

/** What oxlint says about one file at that place, one line a complaint. */
function complaints(file: string, content: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const oxlint = join(process.cwd(), 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { status, stdout, stderr } = spawnSync(process.execPath, [oxlint, '-f', 'unix', file], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(path);
  return status === 0 ? '' : `${stdout}${stderr}`;
}
