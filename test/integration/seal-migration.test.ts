/** Files of jobs from before seals were kept come through the step that makes room for them. */

import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrations } from '../../electron/adapters/sqlite/migrations/all.ts';

test('files of earlier jobs stay as they are, may have a seal beside them, and are still never deleted', () => {
  const db = new Database(':memory:');
  // The job itself does not matter here.
  db.pragma('foreign_keys = OFF');
  for (const { sql } of migrations.slice(0, 3)) db.exec(sql);
  const insert = 'INSERT INTO jobFile (jobId, kind, attempt, bytes) VALUES (?, ?, ?, ?)';
  db.prepare(insert).run('a', 'card.pdf', 1, Buffer.from('first'));
  db.prepare(insert).run('a', 'card.pdf', 2, Buffer.from('second'));
  db.prepare(insert).run('b', 'chip.json', 1, Buffer.from('chip'));
  const before = db.prepare('SELECT * FROM jobFile ORDER BY jobId, attempt').all();

  db.exec(migrations[3]?.sql ?? '');

  expect(db.prepare('SELECT * FROM jobFile ORDER BY jobId, attempt').all()).toEqual(before);
  expect(db.prepare(insert).run('a', 'seal.bin', 2, Buffer.from('seal')).changes).toBe(1);
  expect(() => db.prepare(insert).run('a', 'anything', 2, Buffer.from('x'))).toThrow('CHECK constraint failed');
  expect(() => db.exec('DELETE FROM jobFile')).toThrow('never deleted');
  db.close();
});
