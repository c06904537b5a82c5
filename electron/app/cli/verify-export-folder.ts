/** Verifies an exported log on a machine that has nothing but the folder and a public key that came by another way. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { codeOf } from '../../adapters/system/error-code.ts';
import { systemDigest } from '../../adapters/system/digest.ts';
import { systemVerifier } from '../../adapters/system/verifier.ts';
import { formOf, type EntryForm } from '../../core/audit/canonical.ts';
import { parseVerifierKey, type NoteKey } from '../../core/audit/note.ts';
import { verifyExport } from '../../core/audit/verify-export.ts';

interface Verified {
  readonly size: number;
  readonly rootHash: string;
}

export interface ReadExport extends Verified {
  readonly origin: string;
  /** By sequence. */
  readonly entries: readonly EntryForm[];
}

/**
 * `key`: the verifier key itself, `name+hash+key`, or a file that holds it. `known`: checkpoints that were kept elsewhere.
 * Fails with `audit.*` for what is wrong, with `file.unreadable` where folder or file cannot be read.
 */
export function verifyExportFolder(folder: string, key: string, known: readonly string[] = []): Result<Verified> {
  const read = readExportFolder(folder, key, known, false);
  return read.ok ? ok({ size: read.value.size, rootHash: read.value.rootHash }) : read;
}

/** The same, and every entry in it. */
export function readExportFolder(
  folder: string,
  key: string,
  known: readonly string[] = [],
  keepsEntries = true,
): Result<ReadExport> {
  try {
    const noteKey = keyFrom(key);
    if (noteKey === undefined) return fail('audit.noKey', { key: key.slice(0, 200) });
    const read = (path: string): Uint8Array | undefined => {
      const file = join(folder, path);
      return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
    };
    const entries: EntryForm[] = [];
    const keep = (bytes: Uint8Array): void => void entries.push(formOf(new TextDecoder().decode(bytes)));
    const trust = { digest: systemDigest, verifier: systemVerifier, key: noteKey };
    const report = verifyExport(trust, read, known, keepsEntries ? keep : undefined);
    if (report.problem !== null) return { ok: false, error: report.problem };
    const rootHash = Buffer.from(report.rootHash).toString('hex');
    return ok({ size: report.size, rootHash, origin: noteKey.name, entries });
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown)) throw thrown;
    return fail('file.unreadable', { path: 'path' in thrown ? String(thrown.path) : folder, reason: codeOf(thrown) });
  }
}

/** `undefined` where neither the text nor the file of that name holds a verifier key. */
export function keyFrom(key: string): NoteKey | undefined {
  const text = existsSync(key) ? readFileSync(key, 'utf8').trim() : key;
  return parseVerifierKey(systemDigest, text);
}
