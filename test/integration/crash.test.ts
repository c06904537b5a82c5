// Power cuts and full disks: what was reported durable is there, nothing is half there, and the log verifies.

import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { storageFailure } from '../../electron/adapters/sqlite/failures.ts';
import { beside } from './beside.ts';
import { application } from './cases.ts';
import { freshFolder, opened, optionsFor, signer } from './office.ts';

test('a program killed in the middle of committing loses nothing that it reported, and leaves nothing half done', async () => {
  const folder = freshFolder();
  const key = signer();
  for (const commits of [3, 40, 11]) {
    const child = await beside(['commit', folder, key.secret]);
    let last = 0;
    for (let count = 0; count < commits; count += 1) last = Number(await child.line());
    await child.kill();

    const store = opened(optionsFor(folder, { signer: key }));

    const filed = store.countApplications().received;
    expect(filed).toBeGreaterThanOrEqual(last);
    expect(store.application(application(filed).id)?.number).toBe(application(filed).number);
    // One entry for each case, and the first one of the log.
    expect(store.verifyAudit()).toMatchObject({ size: filed + 1, problem: null });
    expect(store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
    store.close();
  }
});

// The largest size of a file stands in for the size of the disk: writing fails in the middle in the same way.
test.skipIf(process.platform === 'win32')(
  'a disk that takes no more refuses the step and keeps what was there',
  async () => {
    const folder = freshFolder();
    const key = signer();
    const child = await beside(['commit', folder, key.secret], 4000);
    let durable = 0;
    let line = await child.line();
    for (; line !== undefined && /^\d+$/.test(line); line = await child.line()) durable = Number(line);

    expect(line).toMatch(/^storage\.(full|broken)$/);
    const store = opened(optionsFor(folder, { signer: key }));
    expect(durable).toBeGreaterThan(0);
    expect(store.countApplications().received).toBe(durable);
    expect(store.verifyAudit()).toMatchObject({ size: durable + 1, problem: null });
  },
);

test('a full disk has its own sentence', () => {
  const db = new SqliteDatabase(':memory:');
  db.pragma('max_page_count = 2');
  db.exec('CREATE TABLE t (a)');
  const insert = db.prepare('INSERT INTO t VALUES (zeroblob(9000))');
  const thrown = (() => {
    try {
      return insert.run();
    } catch (problem) {
      return problem;
    }
  })();
  expect(storageFailure(thrown, 'data')).toMatchObject({ error: { kind: 'storage.full', data: { path: 'data' } } });
  db.close();
});
