// One writing program on a data folder; the lock goes with the process, however it ends.

import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockDataFolder } from '../../electron/adapters/sqlite/lock.ts';
import { beside } from './beside.ts';
import { freshFolder, kindOf, must } from './office.ts';

test('a second program is refused at once and told who holds the folder', async () => {
  const folder = freshFolder();
  const other = await beside(['lock', folder]);
  expect(await other.line()).toBe('locked');

  const refused = lockDataFolder(folder, 'second');

  expect(refused.ok ? null : refused.error).toEqual({
    kind: 'storage.locked',
    data: { path: folder, holder: expect.stringMatching(/^child \d+$/) },
  });
});

test('a killed program holds nothing', async () => {
  const folder = freshFolder();
  const other = await beside(['lock', folder]);
  expect(await other.line()).toBe('locked');
  await other.kill();

  const lock = must(lockDataFolder(folder, 'second'));

  expect(await (await beside(['lock', folder])).line()).toBe('storage.locked');
  lock.release();
});

test('the same program cannot take it twice, and can take it again after a release', () => {
  const folder = freshFolder();
  const first = must(lockDataFolder(folder, 'first'));
  expect(kindOf(lockDataFolder(folder, 'second'))).toBe('storage.locked');
  first.release();
  first.release();
  must(lockDataFolder(folder, 'third')).release();
});

// Windows keeps other permissions.
test.skipIf(process.platform === 'win32')('the folder is made for its owner only', () => {
  const folder = join(freshFolder(), 'a', 'b');
  must(lockDataFolder(folder, 'first')).release();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('a place that is no folder is refused', () => {
  const file = join(freshFolder(), 'file');
  writeFileSync(file, '');
  expect(kindOf(lockDataFolder(file, 'first'))).toBe('storage.unwritable');
});

test.skipIf(process.platform === 'win32')('a folder without write permission is refused', () => {
  const folder = join(freshFolder(), 'readonly');
  mkdirSync(folder, { mode: 0o500 });
  expect(withoutPrivileges(() => kindOf(lockDataFolder(folder, 'first')))).toBe('storage.unwritable');
});

/** The superuser may write anywhere, so for the moment we are nobody. */
function withoutPrivileges<T>(work: () => T): T {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
