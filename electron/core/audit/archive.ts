/** What makes a folder of tiles a sealed archive: which entries it begins with, and which keys signed up to there. */

import * as z from 'zod';
import { error, type AppError } from '../../../shared/result.ts';
import type { HistoryTrust, KeyHistory } from './key-history.ts';
import { parseVerifierKey, sameKey, type NoteKey } from './note.ts';
import { readEndorsement } from './rotation.ts';

export const ARCHIVE_FILE = 'archive.json';

export const archiveSchema = z.strictObject({
  format: z.literal('starcard audit archive v1'),
  origin: z.string(),
  /** `YYYY-MM`, UTC. */
  month: z.string().regex(/^\d{4}-\d{2}$/),
  /** The archive is of the entries from this one up to the checkpoint's size. */
  first: z.int().min(0),
  /** Verifier key that signed the log from its first entry on. */
  firstKey: z.string(),
  /** The endorsement of every change of key since, in their order. */
  changes: z.array(z.string()).readonly(),
});

export type Archive = z.infer<typeof archiveSchema>;

/** The archive's own words, `null` for a whole export, or the problem where they can't be read. */
export function readArchive(file: Uint8Array | undefined): Archive | null | AppError {
  if (file === undefined) return null;
  try {
    return archiveSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file)));
  } catch {
    return error('audit.exportIncomplete', { path: ARCHIVE_FILE });
  }
}

/** The keys that signed before entry `first`; fails where one did not hand over to the next. */
export function keysBefore(
  trust: HistoryTrust,
  { firstKey, changes }: Pick<Archive, 'firstKey' | 'changes'>,
  first: number,
): KeyHistory | AppError {
  const key = parseVerifierKey(trust.digest, firstKey);
  if (key === undefined) return error('audit.exportIncomplete', { path: ARCHIVE_FILE });
  const later: NoteKey[] = [];
  for (const note of changes) {
    const handover = readEndorsement(trust.digest, trust.verifier, note);
    const last = later.at(-1) ?? key;
    if (handover === undefined || !sameKey(handover.former, last)) {
      return error('audit.keyChangeForged', { sequence: handover?.size ?? first });
    }
    if (handover.size >= first) break;
    later.push(handover.next);
  }
  return [key, ...later];
}
