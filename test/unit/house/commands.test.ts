// The commands a newcomer types first: what they say when they can't do what is asked.

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test.runIf(process.platform === 'linux')('npm start without a display says so in one line and names the demo', () => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/start.mjs'], { env, encoding: 'utf8' });
  expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({ status: 1, stdout: '', lines: 1 });
  expect(stderr).toContain('no display');
  expect(stderr).toContain('npm run demo');
});

test('the set-up refuses an aim it does not know, by name', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/ready.mjs', 'everything'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('"everything"');
});

test('a test run refuses a suite it does not know and names those there are', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/test.mjs', 'usbx'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('unit, integration, e2e, faults');
});

test('a bench of no such name is refused, and those there are are named', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/bench.mjs', 'everything'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('no bench called everything');
  expect(stderr).toContain('compose');
});

test('a second set-up of a ready machine finds nothing to do and says nothing', () => {
  const before = spawnSync(process.execPath, ['scripts/ready.mjs', 'app'], { encoding: 'utf8' });
  expect(before.status).toBe(0);
  const again = spawnSync(process.execPath, ['scripts/ready.mjs', 'app'], { encoding: 'utf8' });
  expect({ status: again.status, text: again.stdout + again.stderr }).toEqual({ status: 0, text: '' });
});
