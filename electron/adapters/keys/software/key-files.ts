/** Files of a key store, which need not be there yet. */

import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { codeOf } from '../../system/error-code.ts';

/** Null where there is no such file. Fails with `file.unreadable`. */
export function readIfThere(path: string): Result<Uint8Array | null> {
  try {
    return ok(new Uint8Array(readFileSync(path)));
  } catch (thrown) {
    const reason = codeOf(thrown);
    return reason === 'ENOENT' ? ok(null) : fail('file.unreadable', { path, reason });
  }
}
