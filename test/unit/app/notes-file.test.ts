// Notes of programs beside the one that holds the log get into it, whatever happens in between.

import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fail, ok } from '../../../shared/result.ts';
import { takeNotes } from '../../../electron/app/notes-file.ts';

function notesFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-notes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'some.pending');
  writeFileSync(path, content);
  return path;
}

test('what another program notes while the notes are taken is kept for the next time', () => {
  const path = notesFile('one\n');
  const seen: string[] = [];
  const take = () =>
    takeNotes(path, (lines) => {
      if (seen.length === 0) appendFileSync(path, 'two\n');
      seen.push(...lines);
      return ok(undefined);
    });
  expect(take()).toEqual(ok(undefined));
  expect(readFileSync(path, 'utf8')).toBe('two\n');
  take();
  expect(seen).toEqual(['one', 'two']);
  expect(existsSync(path)).toBe(false);
});

test('notes that the log did not take are there the next time, before those that came later', () => {
  const path = notesFile('one\n');
  const refused = fail('storage.full', { path });
  expect(takeNotes(path, () => refused)).toBe(refused);
  writeFileSync(path, 'two\n');
  const seen: string[] = [];
  takeNotes(path, (lines) => (seen.push(...lines), ok(undefined)));
  expect(seen).toEqual(['one', 'two']);
});

test('an empty file asks for no entry', () => {
  const path = notesFile('');
  expect(takeNotes(path, () => fail('storage.full', { path }))).toEqual(ok(undefined));
  expect(existsSync(path)).toBe(false);
});
