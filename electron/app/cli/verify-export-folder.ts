/** Verifies an exported log on a machine that has nothing but the folder and a public key that came by another way. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { codeOf } from '../../adapters/system/error-code.ts';
import { systemDigest } from '../../adapters/system/digest.ts';
import { systemVerifier } from '../../adapters/system/verifier.ts';
import { parseVerifierKey } from '../../core/audit/note.ts';
import { verifyExport } from '../../core/audit/verify-export.ts';

interface Verified {
  readonly size: number;
  readonly rootHash: string;
}

/**
 * `key`: the verifier key itself, `name+hash+key`, or a file that holds it. Fails with `audit.*` for what is wrong, with
 * `file.unreadable` where folder or file cannot be read.
 */
export function verifyExportFolder(folder: string, key: string): Result<Verified> {
  try {
    return verify(folder, key);
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown)) throw thrown;
    return fail('file.unreadable', { path: 'path' in thrown ? String(thrown.path) : folder, reason: codeOf(thrown) });
  }
}

function verify(folder: string, key: string): Result<Verified> {
  const text = existsSync(key) ? readFileSync(key, 'utf8').trim() : key;
  const noteKey = parseVerifierKey(systemDigest, text);
  if (noteKey === undefined) return fail('audit.noKey', { key: text });
  const read = (path: string): Uint8Array | undefined => {
    const file = join(folder, path);
    return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
  };
  const report = verifyExport({ digest: systemDigest, verifier: systemVerifier, key: noteKey }, read);
  if (report.problem !== null) return { ok: false, error: report.problem };
  return ok({ size: report.size, rootHash: Buffer.from(report.rootHash).toString('hex') });
}
