/**
 * The day when no way to the keys of persons opens any more: the passphrase from the envelope does, and makes one of the
 * others. It is done without the database, which does not open before; what was done waits in a note for the log.
 */

import { join } from 'node:path';
import * as z from 'zod';
import { keySlotSchema, slotChangeSchema, type KeySlot, type SlotChange } from '../../shared/person/view.ts';
import { ok, type Result } from '../../shared/result.ts';
import { addSlot, openMaster, renewSlot, slotsOf, type SlotKey } from '../adapters/persons/master-slots.ts';
import { system } from '../core/access/system-actor.ts';
import type { Store } from '../core/ports.ts';
import { leaveNote, readNote, takeNotes } from './notes-file.ts';
import { liveWay, type MasterParts } from './person-keys.ts';

const noteSchema = z.strictObject({ what: slotChangeSchema, way: keySlotSchema });

/**
 * Makes a way in, or makes anew the one that does not open here: in training the file beside the keys, in a live office
 * the module (or the system's key store, where the caller has one: no command has). To be replaced by a better one, and the envelope by a new one, at once. Answers
 * which way it was. Fails with `storage.keysMissing` for another passphrase, `person.slotImpossible`, `hsm.*`, `file.*`.
 */
export async function recoverByPassphrase(
  parts: Omit<MasterParts, 'mode'>,
  passphrase: string,
): Promise<Result<KeySlot>> {
  const { folder, profile } = parts;
  const master = await openMaster(folder, { kind: 'passphrase', passphrase });
  if (!master.ok) return master;
  const by: Result<SlotKey> = profile.live ? liveWay(parts) : ok({ kind: 'file' });
  if (!by.ok) return by;
  const way = by.value.kind;
  const what: SlotChange = slotsOf(folder).includes(way) ? 'renew' : 'add';
  // Before it is done: a way in that nobody was told of is what the note is there to prevent.
  const noted = leaveNote(notesPath(folder), { what, way } satisfies z.infer<typeof noteSchema>);
  if (!noted.ok) return noted;
  const make = what === 'renew' ? renewSlot : addSlot;
  const made = await make(folder, master.value, by.value);
  return made.ok ? ok(way) : made;
}

function notesPath(folder: string): string {
  return join(folder, 'recoveries.pending');
}

/** Takes what was done without the database into its log. Fails with `file.unreadable`, and as the store does. */
export function recordPendingRecoveries(folder: string, store: Store, workstation: string): Result<void> {
  return takeNotes(notesPath(folder), (lines) =>
    store.commit(system, (tx) => {
      for (const line of lines) {
        const note = readNote(noteSchema, line);
        tx.audit({
          action: 'person.slotChanged',
          subject: { kind: 'workstation', id: workstation },
          // It was about to be done; whether it was, the ways that there are now show.
          outcome: 'unknown',
          detail: { what: note?.what ?? 'note', way: note?.way ?? 'note', means: 'passphrase' },
        });
      }
      return ok(undefined);
    }),
  );
}
