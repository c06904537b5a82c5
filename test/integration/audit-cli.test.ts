// The audit commands as an auditor types them: evidence is taken out, the office is taken away, and all of it still verifies.

import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { starcard, starcardJson, temporaryFolder } from '../support/command-line.ts';

const folder = temporaryFolder();
const office = join(folder.path, 'office');
const at = (name: string): string => join(folder.path, name);
const run = (...words: readonly string[]): Promise<unknown> => starcardJson([...words, '--data', office]);
const away = (...words: readonly string[]): Promise<unknown> => starcardJson([...words, '--data', at('nowhere')]);

let key: string;

beforeAll(async () => {
  await run('fault');
  key = z.object({ verifierKey: z.string() }).parse(await run('audit', 'key')).verifierKey;
});

afterAll(() => folder.remove());

test('an export verifies on a machine without the database, and so do a selection and what a witness signed', async () => {
  await run('audit', 'export', '--out', at('export'));
  const selected = await run('audit', 'select', '--action', 'blank.received', '--out', at('selection.json'));
  expect(selected).toMatchObject({ entries: 1 });
  await run('audit', 'select', '--form', 'csv', '--out', at('all.csv'));
  await run('audit', 'request', '--out', at('request'));
  await run('audit', 'report', '2026-01-01', '--out', at('report.pdf'));
  const hidden = at('hidden');
  renameSync(office, hidden);
  writeFileSync(at('key.txt'), `${key}\n`);

  expect(await away('audit', 'verify', '--export', at('export'), '--key', at('key.txt'))).toMatchObject({
    size: expect.any(Number),
  });
  expect(await away('audit', 'verify', '--selection', at('selection.json'), '--key', key)).toMatchObject({
    question: '{"action":"blank.received"}',
  });
  const search = ['audit', 'search', '--export', at('export'), '--key', key, '--text', 'blanks'];
  expect(await away(...search)).toMatchObject({ entries: [{ action: 'blank.received' }] });
  const [box] = z
    .object({ entries: z.array(z.object({ subject: z.object({ id: z.string() }) })).min(1) })
    .parse(await away(...search)).entries;
  const life = await away('audit', 'life', box?.subject.id ?? '', '--export', at('export'), '--key', key);
  expect(JSON.stringify(life)).toContain('blank.received');
  mkdirSync(at('witness'));
  const witness = [
    'audit',
    'witness',
    at('request'),
    '--key',
    key,
    '--state',
    at('witness/seen'),
    '--out',
    at('cosigned'),
  ];
  const { witnessKey } = z.object({ witnessKey: z.string() }).parse(await away(...witness));

  renameSync(hidden, office);
  expect(await run('audit', 'cosigned', at('cosigned'), '--witness', witnessKey)).toMatchObject({ witness: 'witness' });
  expect(await run('audit', 'verify', '--known', at('report.pdf'))).toMatchObject({ intact: true });
  // The export is older than the report: held against it, it lacks its end.
  const older = ['audit', 'verify', '--export', at('export'), '--key', key, '--known', at('report.pdf'), '--json'];
  const refused = await starcard(older);
  expect([refused.code, JSON.parse(refused.stdout).error.kind]).toEqual([1, 'audit.rolledBack']);
});

test('a log that was rolled back is refused, and it is said until when it was good', async () => {
  copyFileSync(join(office, 'starcard.db'), at('early.db'));
  await run('fault', '--writer', 'none');
  for (const name of readdirSync(office).filter((file) => file.startsWith('starcard.db'))) rmSync(join(office, name));
  copyFileSync(at('early.db'), join(office, 'starcard.db'));
  const refused = await starcard(['audit', 'verify', '--data', office, '--json']);
  expect([refused.code, JSON.parse(refused.stdout).error.kind]).toEqual([1, 'audit.rolledBack']);
  expect(refused.stderr).toMatch(/\d{4}-\d{2}-\d{2}T/);
});

test('the log goes on under a new key, and the old one still leads to it', async () => {
  const fresh = at('fresh');
  await starcardJson(['fault', '--data', fresh]);
  const old = z.object({ verifierKey: z.string() }).parse(await starcardJson(['audit', 'key', '--data', fresh]));
  const next = z
    .object({ verifierKey: z.string() })
    .parse(await starcardJson(['audit', 'change-key', '--to', 'file', '--second', 'administrator1', '--data', fresh]));
  const alone = await starcard(['audit', 'change-key', '--second', 'supervisor1', '--data', fresh, '--json']);
  expect(JSON.parse(alone.stdout).error.kind).toBe('access.secondRefused');
  await starcardJson(['audit', 'export', '--out', at('after'), '--data', fresh]);
  for (const { verifierKey } of [old, next]) {
    await away('audit', 'verify', '--export', at('after'), '--key', verifierKey);
  }
  const system = await starcard([
    'audit',
    'change-key',
    '--to',
    'system',
    '--second',
    'administrator1',
    '--data',
    fresh,
    '--json',
  ]);
  expect([system.code, JSON.parse(system.stdout).error.kind]).toEqual([1, 'keys.noSystemStore']);
});
