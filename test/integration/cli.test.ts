import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queuePageSchema, type QueueRow } from '../../shared/model/queue.ts';
import { until } from '../support/until.ts';
import { starcard, starcardJson, startStarcard, temporaryFolder } from '../support/command-line.ts';

const folder = temporaryFolder();
const data = join(folder.path, 'office');
const approvals = join(folder.path, 's.approvals');
let cases: readonly QueueRow[] = [];

beforeAll(async () => {
  await starcardJson(['sample', '--count', '40', '--seed', '7', '--out', approvals]);
  expect(await starcardJson(['import', approvals, '--data', data])).toMatchObject({ imported: 40, refused: [] });
  cases = queuePageSchema.parse(await starcardJson(['list', '--view', 'toReview', '--data', data])).rows;
});

afterAll(() => folder.remove());

function caseOfKind(kind: QueueRow['kind']): QueueRow {
  const found = cases.find((row) => row.kind === kind);
  if (found === undefined) throw new Error(`no sample of kind ${kind}`);
  return found;
}

/** What stands in the passport and on the old card, as the training approval file has it. */
function approvalOf(number: string) {
  const schema = z.object({
    person: z.object({ passport: z.object({ number: z.string() }) }),
    card: z.object({ number: z.string(), formerNumber: z.string().optional() }),
  });
  const lines = readFileSync(approvals, 'utf8').split('\n');
  const payloads = lines.map((line) => Buffer.from(line.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const found = payloads.find((payload) => payload.includes(number)) ?? '{}';
  return schema.parse(JSON.parse(found));
}

function passportOf(number: string): string {
  return approvalOf(number).person.passport.number;
}

function oldNumberOf(number: string): string {
  const { card } = approvalOf(number);
  return card.formerNumber ?? card.number;
}

describe('the walk of one card on the command line', () => {
  test('review, issue, hand over by another person, prove it', async () => {
    const { number } = caseOfKind('firstIssue');
    await starcardJson(['review', number, '--accept', '--acknowledge-warnings', '--data', data, '--as', 'officer1']);
    const issue = ['issue', number, '--plastic-from-tray', '--safe', 'A', '--slot', '1', '--data', data];
    expect(await starcardJson([...issue, '--as', 'officer1'])).toMatchObject({ number, state: 'inCustody' });

    const passport = passportOf(number);
    const said = ['--passport', passport, '--portrait-matches', '--holder-checked', '--signed-on-paper', 'F-1'];
    const handOver = ['handover', number, ...said, '--data', data];
    const byReviewer = await starcard([...handOver, '--as', 'officer1', '--lang', 'en', '--json']);
    expect(byReviewer.code).toBe(1);
    expect(JSON.parse(byReviewer.stdout)).toMatchObject({ error: { kind: 'access.samePerson' } });
    expect(await starcardJson([...handOver, '--as', 'officer2'])).toMatchObject({ number, state: 'handedOver' });
    const receipt = join(folder.path, 'receipt.pdf');
    await starcardJson(['receipt', number, '--out', receipt, '--data', data]);
    const issuance = join(folder.path, 'issuance.json');
    await starcardJson(['receipt', 'issuance', number, '--out', issuance, '--data', data]);
    const { verifierKey } = z
      .object({ verifierKey: z.string() })
      .loose()
      .parse(await starcardJson(['audit', 'key', '--data', data]));
    const verify = (key: string) => starcardJson(['receipt', 'verify', issuance, '--key', key]);
    expect(await verify(verifierKey)).toMatchObject({ state: 'handedOver' });
    expect(readFileSync(receipt).subarray(0, 5).toString()).toBe('%PDF-');

    expect(await starcardJson(['audit', 'verify', '--data', data])).toMatchObject({ intact: true });
  });

  test('with --second the other person hands over in the same command; the blank names the slot', async () => {
    const { number } = caseOfKind('damage');
    await starcardJson(['review', number, '--accept', '--acknowledge-warnings', '--data', data]);
    const words = ['issue', number, '--plastic-from-tray', '--second', 'officer2', '--data', data];
    const record = ['--old-card', oldNumberOf(number)];
    const said = ['--passport', passportOf(number), '--portrait-matches', '--holder-checked'];
    const checks = [...said, '--signed-on-paper', 'F-2', ...record];
    expect(await starcardJson([...words, ...checks])).toMatchObject({ state: 'handedOver' });
  });

  test.skipIf(process.platform === 'win32')('what it leaves in the data folder is its owner’s alone', () => {
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const open = files.filter(({ name, parentPath }) => (statSync(join(parentPath, name)).mode & 0o077) !== 0);
    // The lock holds nothing.
    expect(open.map(({ name }) => name).filter((name) => name !== 'workstation.lock')).toEqual([]);
  });

  test('returning needs a reason and leaves the case with it', async () => {
    const { number } = caseOfKind('loss');
    expect((await starcard(['review', number, '--data', data])).code).toBe(2);
    const returned = await starcardJson(['review', number, '--return', 'photo is not of the holder', '--data', data]);
    expect(returned).toEqual({ number, state: 'returned' });
  });
});

describe('passwords', () => {
  test('come by descriptor, one a line, and a wrong one is refused', async () => {
    const accounts: unknown = JSON.parse(readFileSync(join(data, 'training-accounts.json'), 'utf8'));
    const password = Array.isArray(accounts) ? String(accounts[0].password) : '';
    const words = ['list', '--data', data, '--as', 'officer1', '--password-fd', '0', '--json'];
    expect((await starcard(words, password + '\n')).code).toBe(0);
    const wrong = await starcard(words, 'not it\n');
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { kind: 'access.wrongPassword' } });
  });

  test('a missing one is asked for only on a terminal', async () => {
    const ran = await starcard(['list', '--data', data, '--as', 'nobody', '--json']);
    expect([ran.code, JSON.parse(ran.stdout).error.kind]).toEqual([1, 'access.passwordNeeded']);
  });

  test('a role without the permission is refused', async () => {
    const ran = await starcard(['audit', 'list', '--data', data, '--as', 'officer1', '--json']);
    expect([ran.code, JSON.parse(ran.stdout).error.kind]).toEqual([1, 'access.forbidden']);
  });
});

describe('one data folder, one writer', () => {
  test('while another program holds the folder, reading works and writing is refused in one sentence', async () => {
    // An import that waits for its file to go on: a named pipe that nobody closes.
    const pipe = join(folder.path, 'slow.approvals');
    await run('mkfifo', [pipe]);
    const holder = startStarcard(['import', pipe, '--data', data]);
    try {
      // The lock's text file names whoever holds the folder.
      await until('the lock', () => existsSync(join(data, 'workstation.holder')));
      const refused = await starcard(['import', approvals, '--data', data, '--lang', 'en', '--json']);
      expect([refused.code, JSON.parse(refused.stdout).error.kind]).toEqual([1, 'storage.locked']);
      expect(refused.stderr.trim().split('\n')).toHaveLength(1);
      expect(await starcardJson(['list', '--data', data])).toMatchObject({ total: 40 });
      expect(await starcardJson(['audit', 'verify', '--data', data])).toMatchObject({ intact: true });
    } finally {
      holder.kill('SIGKILL');
      await new Promise((done) => holder.once('exit', done));
    }
    expect(await starcardJson(['import', approvals, '--data', data])).toMatchObject({ imported: 0, duplicates: 40 });
  });
});

describe('bad input', () => {
  test.each([
    [['fly']],
    [['list', '--view', 'nothing', '--data', data]],
    [['import']],
    [['import', approvals, '--password', 'secret']],
    [['sample', '--count', 'many', '--out', join(folder.path, 'x')]],
  ])('%j gets one line and exit code 2', async (words) => {
    const ran = await starcard([...words, '--lang', 'en']);
    expect(ran.code).toBe(2);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a file that is not there', async () => {
    const ran = await starcard(['import', join(folder.path, 'none'), '--data', data, '--json']);
    expect([ran.code, JSON.parse(ran.stdout).error.kind]).toEqual([1, 'file.unreadable']);
  });

  test('a file without a single line, as a failed copy leaves it', async () => {
    const blank = join(folder.path, 'blank.approvals');
    writeFileSync(blank, '\n\n');
    const ran = await starcard(['import', blank, '--data', data, '--json']);
    expect([ran.code, JSON.parse(ran.stdout).error.kind]).toEqual([1, 'intake.notApprovals']);
  });

  test('each sentence comes in the chosen language', async () => {
    const words = ['import', join(folder.path, 'none'), '--data', data];
    expect((await starcard([...words, '--lang', 'zh'])).stderr).toMatch(/无法读取/);
    expect((await starcard([...words, '--lang', 'en'])).stderr).toMatch(/cannot be read/);
  });

  test('a reading command does not make a data folder that is not there', async () => {
    const nowhere = join(folder.path, 'nowhere');
    const ran = await starcard(['list', '--data', nowhere, '--json']);
    expect([ran.code, JSON.parse(ran.stdout).error.kind]).toEqual([1, 'storage.notData']);
    expect(readdirSync(folder.path)).not.toContain('nowhere');
  });

  test('a data folder that cannot be written', async () => {
    const file = join(folder.path, 'a-file');
    writeFileSync(file, '');
    const ran = await starcard(['import', approvals, '--data', join(file, 'office'), '--json']);
    expect([ran.code, JSON.parse(ran.stdout).error.kind]).toEqual([1, 'storage.unwritable']);
  });

  test('a list of training accounts that is damaged', async () => {
    const damaged = join(folder.path, 'damaged');
    await starcardJson(['import', approvals, '--data', damaged]);
    writeFileSync(join(damaged, 'training-accounts.json'), '[{');
    const ran = await starcard(['import', approvals, '--data', damaged, '--json']);
    expect([ran.code, JSON.parse(ran.stdout).error.kind]).toEqual([1, 'file.unreadable']);
  });

  test('a folder for the demonstration that holds something else', async () => {
    const other = join(folder.path, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'mine.txt'), 'mine');
    const ran = await starcard(['demo', '--out', other, '--json']);
    expect([ran.code, JSON.parse(ran.stdout).error.kind]).toEqual([1, 'storage.exists']);
    expect(readdirSync(other)).toEqual(['mine.txt']);
  });

  test('a key of an export that cannot be read', async () => {
    const ran = await starcard(['audit', 'verify', '--export', data, '--key', data, '--json']);
    expect([ran.code, JSON.parse(ran.stdout).error.kind]).toEqual([1, 'file.unreadable']);
  });

  test('a database of a newer version', async () => {
    const newer = join(folder.path, 'newer');
    mkdirSync(newer);
    await starcardJson(['import', approvals, '--data', newer]);
    const database = new Database(join(newer, 'starcard.db'));
    database.pragma('user_version = 999');
    database.close();
    const ran = await starcard(['import', approvals, '--data', newer, '--json']);
    expect([ran.code, JSON.parse(ran.stdout).error.kind]).toEqual([1, 'storage.newer']);
  });
});

async function run(command: string, words: readonly string[]): Promise<void> {
  const { spawnSync } = await import('node:child_process');
  expect(spawnSync(command, words).status).toBe(0);
}

describe('the exchange with the training authority', () => {
  test('a hold stops a case, a release lets it go on, a withdrawal ends it', async () => {
    const about = ['sample', 'follow-up', approvals, '--line', '40'];
    const outcomes: unknown[] = [];
    for (const type of ['hold', 'release', 'withdrawal']) {
      const file = join(folder.path, `${type}.approvals`);
      await starcardJson([...about, '--type', type, '--reason', 'a document is missing', '--out', file]);
      outcomes.push(await starcardJson(['import', file, '--data', data]));
    }
    expect(outcomes).toMatchObject([{ held: 1 }, { released: 1 }, { withdrawn: 1 }]);
  });

  test('results are repeated until they are acknowledged', async () => {
    const results = join(folder.path, 'office.results');
    const acknowledgement = join(folder.path, 'office.acknowledgement');
    const { number } = caseOfKind('voluntaryExchange');
    await starcardJson(['review', number, '--return', 'photo is not of the holder', '--data', data]);
    const first = await starcardJson(['results', 'export', '--out', results, '--data', data]);
    expect(await starcardJson(['results', 'export', '--out', results, '--data', data])).toEqual(first);
    await starcardJson(['sample', 'acknowledge', results, '--out', acknowledgement]);
    await starcardJson(['results', 'acknowledge', acknowledgement, '--data', data]);
    expect(await starcardJson(['results', 'export', '--out', results, '--data', data])).toMatchObject({ results: 0 });
  });
});

describe('backup, restore and diagnosis', () => {
  test('a backup put back is the office as it was, and the log says that it was put back', async () => {
    const office = join(folder.path, 'restored');
    const backup = join(folder.path, 'office.backup');
    await starcardJson(['import', approvals, '--data', office]);
    await starcardJson(['backup', '--out', backup, '--data', office]);
    const { number } = caseOfKind('expiry');
    await starcardJson(['review', number, '--return', 'photo is not of the holder', '--data', office]);

    expect(await starcardJson(['restore', backup, '--data', office])).toMatchObject({ folder: office });

    expect(await starcardJson(['list', '--view', 'toReview', '--data', office])).toMatchObject({ total: 40 });
    const listed = await starcardJson(['audit', 'list', '--limit', '2', '--data', office]);
    const [checkpoint, restored] = z.object({ entries: z.array(z.unknown()) }).parse(listed).entries;
    expect(checkpoint).toMatchObject({ action: 'audit.checkpoint', detail: { occasion: 'restore' } });
    expect(restored).toMatchObject({ action: 'database.restored', outcome: 'ok' });
    expect(await starcardJson(['audit', 'verify', '--data', office])).toMatchObject({ intact: true });
    expect(await starcardJson(['diagnose', '--data', office])).toMatchObject({ ok: true });

    // Without the list of shown passwords none are made up: they would open nothing.
    rmSync(join(office, 'training-accounts.json'));
    const accounts: unknown = JSON.parse(readFileSync(join(data, 'training-accounts.json'), 'utf8'));
    const shown = Array.isArray(accounts) ? String(accounts[0].password) : '';
    const words = ['import', approvals, '--data', office, '--as', 'officer1', '--password-fd', '0', '--json'];
    expect(JSON.parse((await starcard(words, shown + '\n')).stdout)).toMatchObject({
      error: { kind: 'access.wrongPassword' },
    });
    expect(readdirSync(office)).not.toContain('training-accounts.json');
  });

  test('a damaged record is found', async () => {
    const office = join(folder.path, 'flipped-bits');
    await starcardJson(['import', approvals, '--data', office]);
    const database = new Database(join(office, 'starcard.db'));
    const trigger = database.prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'record'",
    );
    const triggers = z.array(z.object({ name: z.string(), sql: z.string() })).parse(trigger.all());
    for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
    database.exec("UPDATE record SET sealed = CAST(sealed || x'00' AS BLOB) WHERE rowid = 3");
    for (const { sql } of triggers) database.exec(sql);
    database.close();
    const ran = await starcard(['diagnose', '--data', office, '--json']);
    const found: unknown = JSON.parse(ran.stdout);
    expect(ran.code).toBe(3);
    expect(found).toMatchObject({
      checks: expect.arrayContaining([expect.objectContaining({ check: 'records', ok: false })]),
    });
  });

  test('without the folder’s own keys nothing is put back and no key is made', async () => {
    const empty = join(folder.path, 'empty');
    mkdirSync(empty);
    const ran = await starcard(['restore', join(folder.path, 'office.backup'), '--data', empty, '--json']);
    expect([ran.code, JSON.parse(ran.stdout).error.kind]).toEqual([1, 'file.unreadable']);
    expect(readdirSync(empty)).toEqual([]);
  });
});

describe('a log that was rolled back', () => {
  test('is found against a checkpoint beside it or kept elsewhere, and against nothing else', async () => {
    const office = join(folder.path, 'rolled-back');
    const early = join(folder.path, 'early.backup');
    const kept = join(folder.path, 'kept');
    await starcardJson(['import', approvals, '--data', office]);
    await starcardJson(['backup', '--out', early, '--data', office]);
    await starcardJson(['review', caseOfKind('expiry').number, '--return', 'no photo', '--data', office]);
    await starcardJson(['audit', 'export', '--out', kept, '--data', office]);
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(office, `starcard.db${suffix}`), { force: true });
    copyFileSync(early, join(office, 'starcard.db'));

    const besideIt = await starcard(['audit', 'verify', '--data', office, '--json']);
    expect([besideIt.code, JSON.parse(besideIt.stdout).error.kind]).toEqual([1, 'audit.rolledBack']);
    rmSync(join(office, 'audit.checkpoint'));
    expect(await starcardJson(['audit', 'verify', '--data', office])).toMatchObject({ intact: true });
    const words = ['audit', 'verify', '--known', join(kept, 'checkpoint'), '--data', office];
    const ran = await starcard([...words, '--json']);
    expect([ran.code, JSON.parse(ran.stdout).error.kind]).toEqual([1, 'audit.rolledBack']);
  });
});
