import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from '../../../electron/app/log.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'starcard-log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a bug is logged by its call sites and reference, without its message, which may quote a person', () => {
  const reference = openLog(folder).bug('job.encode', new RangeError('OKONKWO, ADA is too long'));
  const text = readFileSync(join(folder, 'logs', 'starcard.log'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ event: 'bug', reference, where: 'job.encode' });
  expect(text).toContain('RangeError');
  expect(text).toContain('log.test.ts');
  expect(text).not.toContain('OKONKWO');
});

test('a folder that cannot be written does not stop the work that is logged', () => {
  const log = openLog(join(folder, 'a-file\0'));
  expect(() => log.note('started')).not.toThrow();
});
