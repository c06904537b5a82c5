/** Files of a key store: read where they are there, made whole, and replaced only where the caller says so. */

import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { codeOf } from '../../system/error-code.ts';
import { fileMode, folderMode } from '../../system/modes.ts';

/** Null where there is no such file. Fails with `file.unreadable`. */
export function readIfThere(path: string): Result<Uint8Array | null> {
  try {
    return ok(new Uint8Array(readFileSync(path)));
  } catch (thrown) {
    const reason = codeOf(thrown);
    return reason === 'ENOENT' ? ok(null) : fail('file.unreadable', { path, reason });
  }
}

/**
 * Makes a file that is whole from its first moment, readable by its owner only. Two processes that make the same one at
 * once both go on with the file of the first: what the name stands for afterwards is the answer. Fails with
 * `file.unwritable`.
 */
export function makeOnce(path: string, content: Uint8Array): Result<Uint8Array> {
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: folderMode() });
    writeDurably(draft, content);
    try {
      // A link, unlike a rename, fails where the name is taken.
      linkSync(draft, path);
    } catch (thrown) {
      if (codeOf(thrown) !== 'EEXIST') throw thrown;
    } finally {
      unlinkSync(draft);
    }
    return ok(new Uint8Array(readFileSync(path)));
  } catch (thrown) {
    return fail('file.unwritable', { path, reason: codeOf(thrown) });
  }
}

/** Puts the content in place of what the file holds, whole from its first moment. Fails with `file.unwritable`. */
export function replaceFile(path: string, content: Uint8Array): Result<void> {
  const draft = `${path}.${process.pid}`;
  try {
    writeDurably(draft, content);
    renameSync(draft, path);
    return ok(undefined);
  } catch (thrown) {
    return fail('file.unwritable', { path, reason: codeOf(thrown) });
  }
}

/** Fails with `file.unwritable`; a file that is gone already is no failure. */
export function removeFile(path: string): Result<void> {
  try {
    // Asked first: on a disk that may only be read, removing fails whether there is anything or not.
    if (existsSync(path)) unlinkSync(path);
    return ok(undefined);
  } catch (thrown) {
    const reason = codeOf(thrown);
    return reason === 'ENOENT' ? ok(undefined) : fail('file.unwritable', { path, reason });
  }
}

function writeDurably(path: string, content: Uint8Array): void {
  const file = openSync(path, 'w', fileMode());
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
