/** What the program itself does to a data folder, put on record: it opens it, leaves it, changes a setting, copies it. */

import { join } from 'node:path';
import * as z from 'zod';
import type { AuditEvent } from '../../shared/model/audit.ts';
import type { WriterStatus } from '../../shared/model/device.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { OpenStore } from '../adapters/sqlite/open-store.ts';
import { system } from '../core/access/system-actor.ts';
import type { Actor, Store } from '../core/ports.ts';
import { leaveNote, readNote, takeNotes } from './notes-file.ts';
import { readSettings, writeSettings, type Settings } from './settings.ts';
import type { WriterChoice } from './writer-choice.ts';

export function record(store: Store, actor: Actor, event: AuditEvent): Result<void> {
  return store.commit(actor, (tx) => {
    tx.audit(event);
    return ok(undefined);
  });
}

/** Says too when the program before this one left no word of its end: it was killed, or the power went. */
export function recordStart(store: Store, workstation: string, program: string): Result<void> {
  const afterCrash = hasStarted(store);
  const subject = { kind: 'workstation', id: workstation } as const;
  return record(store, system, { action: 'app.started', subject, outcome: 'ok', detail: { program, afterCrash } });
}

/** False where the folder was opened and left before its start was on record. */
export function hasStarted(store: Store): boolean {
  const [started] = store.auditEntries({ action: 'app.started', limit: 1 });
  const [stopped] = store.auditEntries({ action: 'app.stopped', limit: 1 });
  return started !== undefined && (stopped?.sequence ?? -1) < started.sequence;
}

export function recordStop(store: Store, workstation: string, program: string): Result<void> {
  const subject = { kind: 'workstation', id: workstation } as const;
  return record(store, system, { action: 'app.stopped', subject, outcome: 'ok', detail: { program } });
}

export interface Settable {
  readonly folder: string;
  readonly mode: 'read' | 'write';
  readonly store: Store;
  readonly profile: { readonly workstation: string };
}

/** How whoever sits there reads the screen, changed by a key and back: no setting of the workstation's. */
const ofTheReader: ReadonlySet<string> = new Set<keyof Settings>(['language']);

/**
 * On record first, where it changes what the workstation does; beside another program, which alone may write the log, a
 * preference is changed without.
 */
export function changeSettings(station: Settable, actor: Actor, change: Partial<Settings>): Result<void> {
  for (const [setting, value] of Object.entries(change)) {
    if (station.mode === 'read') break;
    if (ofTheReader.has(setting)) continue;
    const recorded = record(station.store, actor, {
      action: 'setting.changed',
      subject: { kind: 'workstation', id: station.profile.workstation },
      outcome: 'ok',
      detail: { setting, value: wordsOf(value) },
    });
    if (!recorded.ok) return recorded;
  }
  return writeSettings(station.folder, change);
}

/** As it stands in the file; a word or a number as it is. */
function wordsOf(value: Settings[keyof Settings] | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** The first USB writer that is met is the workstation's own from then on; another one that is plugged in later is not. */
export function keepFirstWriter(
  station: Settable,
  choice: WriterChoice,
  { serial }: Pick<WriterStatus, 'serial'>,
): Result<void> {
  const isFirst = choice.kind === 'hid' && choice.serial === null && typeof serial === 'string';
  if (!isFirst || readSettings(station.folder).writer.startsWith('hid:')) return ok(undefined);
  return changeSettings(station, system, { writer: `hid:${serial}` });
}

/** Backups taken beside a running program: it alone may write the log, and does so when it next starts or ends. */
const backupSchema = z.strictObject({ account: z.string().max(64), role: z.string().max(20), size: z.int().min(0) });

function notesPath(folder: string): string {
  return join(folder, 'backups.pending');
}

/**
 * A copy of the database, which holds every person: before it is made a row says so, after it what came of it. Fails as
 * `OpenStore.backup` does.
 */
export async function recordedBackup(
  station: Settable & { readonly store: OpenStore },
  actor: Actor,
  toFile: string,
): Promise<Result<void>> {
  const { folder, store, profile } = station;
  const event = (outcome: 'begun' | 'ok' | 'failed', detail: { size?: number; problem?: string }): AuditEvent => ({
    action: 'database.backedUp',
    subject: { kind: 'workstation', id: profile.workstation },
    outcome,
    detail,
  });
  const size = store.treeHead()?.size ?? 0;
  const begun =
    station.mode === 'write'
      ? record(store, actor, event('begun', { size }))
      : leaveNote(notesPath(folder), { account: actor.account, role: actor.role, size });
  if (!begun.ok) return begun;
  const copied = await store.backup(toFile);
  if (station.mode === 'read') return copied;
  const ended = record(
    store,
    actor,
    copied.ok ? event('ok', { size }) : event('failed', { problem: copied.error.kind }),
  );
  return copied.ok ? ended : copied;
}

/**
 * Takes the notes of backups that another program made meanwhile into the log. Fails with `file.unreadable`, where another
 * account of the system left them.
 */
export function recordPendingBackups(folder: string, store: Store, workstation: string): Result<void> {
  return takeNotes(notesPath(folder), (lines) =>
    store.commit(system, (tx) => {
      for (const line of lines) {
        const note = readNote(backupSchema, line);
        tx.audit({
          action: 'database.backedUp',
          subject: { kind: 'workstation', id: workstation },
          // Another program said so; whether the copy was made it does not say.
          outcome: 'unknown',
          detail: note === null ? { problem: 'note' } : { size: note.size, startedBy: note.account },
        });
      }
      return ok(undefined);
    }),
  );
}
