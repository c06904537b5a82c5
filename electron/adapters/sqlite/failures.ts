/** What SQLite says when the disk, the folder or the file lets it down, as failures that a person understands. */

import { fail, type Failure } from '../../../shared/result.ts';
import { SealBroken } from '../persons/seal-broken.ts';
import { codeOf } from '../system/error-code.ts';

/**
 * The failure that an exception of SQLite stands for; `undefined` for everything else, constraint violations above all:
 * those are bugs of the caller and stay exceptions.
 */
export function storageFailure(thrown: unknown, path: string): Failure | undefined {
  if (thrown instanceof SealBroken) return fail('storage.sealBroken', { table: thrown.table, row: thrown.row });
  const extended = codeOf(thrown);
  // Extended codes (SQLITE_IOERR_FSYNC) begin with the plain one.
  const code = extended.split('_').slice(0, 2).join('_');
  switch (code) {
    case 'SQLITE_FULL':
      return fail('storage.full', { path });
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_PERM':
      return fail('storage.unwritable', { path });
    case 'SQLITE_IOERR':
      return fail('storage.broken', { path, code: extended });
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return fail('storage.locked', { path, holder: '?' });
    case 'SQLITE_NOTADB':
      return fail('storage.notData', { path });
    case 'SQLITE_CORRUPT':
      return fail('storage.damaged', { path });
    default:
      return undefined;
  }
}

/** Runs it and turns what the disk does wrong into a failure; bugs go on as exceptions. */
export function guarded<T>(path: string, work: () => T): T | Failure {
  try {
    return work();
  } catch (thrown) {
    const failure = storageFailure(thrown, path);
    if (failure === undefined) throw thrown;
    return failure;
  }
}
