/** Writes the audit log as a folder of files that anybody can verify (C2SP tlog-tiles). */

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { encodeBundle, encodeTile, tileFiles } from '../../core/audit/tiles.ts';
import type { auditRows } from './rows/audit-rows.ts';

const messageSchema = z.object({ code: z.string() });

/**
 * Writes checkpoint, tiles and entry bundles (C2SP tlog-tiles) of the whole log. The folder is made, or is empty: nothing
 * is overwritten. Fails with `storage.exists`, `file.unwritable`. To be called inside a transaction of its reader.
 */
export function writeExport(folder: string, log: ReturnType<typeof auditRows>): Result<{ readonly size: number }> {
  const head = log.treeHead();
  if (head === undefined) return fail('notFound', { what: 'checkpoint' });
  try {
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).length > 0) return fail('storage.exists', { path: folder });
    for (const { path, level, first, count } of tileFiles(head.size)) {
      const bytes =
        level === 'entries'
          ? encodeBundle(log.entryBytes(first, count))
          : encodeTile(log.tileHashes(level, first, count));
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    // Last: a folder with a checkpoint is a whole export.
    writeFileSync(join(folder, 'checkpoint'), head.checkpoint);
    return ok({ size: head.size });
  } catch (thrown) {
    const parsed = messageSchema.safeParse(thrown);
    if (!parsed.success || parsed.data.code.startsWith('SQLITE_')) throw thrown;
    return fail('file.unwritable', { path: folder, reason: parsed.data.code });
  }
}
