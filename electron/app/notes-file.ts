/** Notes that programs beside the one which holds the log leave in a file, a line each, until that one takes them into it. */

import { appendFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import type * as z from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import { codeOf } from '../adapters/system/error-code.ts';
import { fileMode } from '../adapters/system/modes.ts';

/** One more line. Fails with `file.unwritable`. */
export function leaveNote(path: string, note: object): Result<void> {
  try {
    appendFileSync(path, `${JSON.stringify(note)}\n`, { mode: fileMode() });
    return ok(undefined);
  } catch (thrown) {
    return fail('file.unwritable', { path, reason: codeOf(thrown) });
  }
}

/** What a line says; null where it is no such note. */
export function readNote<S extends z.ZodType>(schema: S, line: string): z.output<S> | null {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/**
 * Hands the lines to `record` and removes them once that was well. The file is moved away first, so that what another
 * program notes meanwhile is kept for the next time. Fails with `file.unreadable`, where another account of the system
 * left it, and as `record` does.
 */
export function takeNotes(path: string, record: (lines: readonly string[]) => Result<void>): Result<void> {
  const taken = `${path}.taken`;
  // Of a program that ended in between: rather twice in the log than not at all.
  const earlier = existsSync(taken) ? takeFile(taken, record) : ok(undefined);
  if (!earlier.ok || !existsSync(path)) return earlier;
  try {
    renameSync(path, taken);
  } catch (thrown) {
    return fail('file.unreadable', { path, reason: codeOf(thrown) });
  }
  return takeFile(taken, record);
}

function takeFile(path: string, record: (lines: readonly string[]) => Result<void>): Result<void> {
  const lines = linesIn(path);
  if (!lines.ok) return lines;
  const recorded = lines.value.length === 0 ? ok(undefined) : record(lines.value);
  if (recorded.ok) rmSync(path, { force: true });
  return recorded;
}

function linesIn(path: string): Result<readonly string[]> {
  try {
    return ok(readFileSync(path, 'utf8').split('\n').filter(Boolean));
  } catch (thrown) {
    return fail('file.unreadable', { path, reason: codeOf(thrown) });
  }
}
