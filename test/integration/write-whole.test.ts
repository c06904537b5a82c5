/** Small files are there whole or not at all. */

import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeWhole } from '../../electron/adapters/system/write-whole.ts';
import { freshFolder, must } from './office.ts';

test('is its owner’s alone, also where it takes the place of an open one', () => {
  const path = join(freshFolder(), 'new', 'results.json');
  must(writeWhole(path, 'first'));
  chmodSync(path, 0o644);
  must(writeWhole(path, new TextEncoder().encode('second')));

  expect(readFileSync(path, 'utf8')).toBe('second');
  expect(existsSync(`${path}.new`)).toBe(false);
  // Windows knows no such mode; the folder's own access list counts there.
  const mode = process.platform === 'win32' ? 0o600 : statSync(path).mode & 0o777;
  expect(mode).toBe(0o600);
});

test('leaves what was there when it cannot be written, and names the reason', () => {
  const path = join(freshFolder(), 'keys.json');
  writeFileSync(path, 'first');
  mkdirSync(`${path}.new`);

  expect(writeWhole(path, 'second')).toEqual({
    ok: false,
    error: { kind: 'file.unwritable', data: { path, reason: 'EISDIR' } },
  });
  expect(readFileSync(path, 'utf8')).toBe('first');
});
