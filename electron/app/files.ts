/** Files that come in and go out: opened, streamed and written here, understood in core. */

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CallOutput } from '../../shared/contract.ts';
import type { AuditEvent } from '../../shared/model/audit.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { codeOf } from '../adapters/system/error-code.ts';
import { writeWhole } from '../adapters/system/write-whole.ts';
import { importApprovals } from '../core/intake/import-file.ts';
import type { IssueContext } from '../core/issue/context.ts';
import type { Actor } from '../core/ports.ts';
import { acknowledge } from '../core/results/acknowledge.ts';
import { exportResults as exportPending } from '../core/results/export-results.ts';
import type { Publish, Workstation } from './workstation.ts';

export async function importFile(
  path: string,
  context: IssueContext,
  publish: Publish,
): Promise<Result<CallOutput<'intake.importSamples'>>> {
  try {
    const { size } = await stat(path);
    const chunks = createReadStream(path, { highWaterMark: 1 << 18 });
    return await importApprovals(
      { name: basename(path), bytesTotal: size, chunks },
      {
        ...context,
        onProgress: (progress) => publish('intake.progress', progress),
        yieldToOthers: () => setImmediate(),
      },
    );
  } catch (thrown) {
    return unreadable(path, thrown);
  }
}

export async function exportAuditLog(
  folder: string,
  station: Workstation,
  actor: Actor,
): Promise<Result<CallOutput<'audit.chooseAndExport'>>> {
  // "About to" is in the exported log itself; how it ended is in the next export.
  const begun = recordExport(station, actor, 'begun', { what: 'log' });
  if (!begun.ok) return begun;
  const exported = station.store.exportAudit(folder);
  const outcome = { what: 'log', ...(exported.ok ? { size: exported.value.size } : { problem: exported.error.kind }) };
  const ended = recordExport(station, actor, exported.ok ? 'ok' : 'failed', outcome);
  if (!exported.ok) return exported;
  return ended.ok ? ok({ folder, size: exported.value.size }) : ended;
}

function recordExport(
  { store }: Workstation,
  actor: Actor,
  outcome: 'begun' | 'ok' | 'failed',
  detail: Extract<AuditEvent, { action: 'audit.exported' }>['detail'],
): Result<void> {
  return store.commit(actor, (tx) => {
    tx.audit({ action: 'audit.exported', subject: { kind: 'log', id: 'audit' }, outcome, detail });
    return ok(undefined);
  });
}

export function exportResults(
  path: string,
  station: Workstation,
  context: IssueContext,
): Result<CallOutput<'results.chooseAndExport'>> {
  const signer = station.keys.signer('results', 'ES256');
  if (!signer.ok) return signer;
  const exported = exportPending(context, signer.value);
  if (!exported.ok) return exported;
  const written = writeWhole(path, exported.value.text);
  return written.ok ? ok({ file: path, results: exported.value.results }) : written;
}

/** An acknowledgement names ids of 36 characters: in base64 this holds eighty thousand of them. */
const limitMiB = 4;

export async function takeAcknowledgement(
  path: string,
  context: IssueContext,
): Promise<Result<CallOutput<'results.chooseAndAcknowledge'>>> {
  try {
    if ((await stat(path)).size > limitMiB * 1024 * 1024) return fail('intake.oversized', { limitMiB });
    return await acknowledge((await readFile(path, 'utf8')).trim(), context);
  } catch (thrown) {
    return unreadable(path, thrown);
  }
}

function unreadable(path: string, thrown: unknown) {
  // What the database throws is no word about this file.
  if (!(thrown instanceof Error && 'code' in thrown) || codeOf(thrown).startsWith('SQLITE_')) throw thrown;
  return fail('file.unreadable', { path, reason: codeOf(thrown) });
}
