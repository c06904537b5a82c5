/**
 * The master of the keys of persons: which of its slots opens it here, and what an administrator does with slots and
 * copies. A training folder has a file slot; a live one the system's key store or the security module, and an envelope.
 */

import { ok, fail, type Result } from '../../shared/result.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { KeyStore } from '../adapters/keys/key-store.ts';
import type { Vault } from '../adapters/keys/vault.ts';
import {
  addSlot,
  newMaster,
  openMaster,
  removeSlot,
  SHORTEST_PASSPHRASE,
  slotsOf,
  type SlotKey,
  type SlotKind,
} from '../adapters/persons/master-slots.ts';
import { keyRingPath } from '../adapters/persons/person-vault.ts';
import type { OpenStore } from '../adapters/sqlite/open-store.ts';
import type { Actor } from '../core/ports.ts';
import { record } from './on-record.ts';

export interface MasterParts {
  readonly folder: string;
  readonly mode: 'read' | 'write';
  readonly profile: Pick<Profile, 'live'>;
  readonly vault: Vault;
  readonly keys: KeyStore;
}

/** The name of the module's key that wraps the master. */
const MODULE_KEY = 'person-master';

/** Undefined where the store itself opens, or makes, the slot beside the keys. Fails with `storage.keysMissing`, `hsm.*`. */
export async function openPersonMaster(parts: MasterParts): Promise<Result<Uint8Array | undefined>> {
  const { folder, mode, profile, vault } = parts;
  const slots = slotsOf(folder);
  if (slots.includes('file')) return ok(undefined);
  if (slots.length === 0) return profile.live && mode === 'write' ? firstSlot(parts) : ok(undefined);
  if (slots.includes('system') && vault.isAvailable()) {
    const opened = await openMaster(folder, { kind: 'system', vault });
    if (opened.ok) return opened;
  }
  if (!slots.includes('module')) return fail('storage.keysMissing', { path: keyRingPath(folder) });
  const by = moduleOf(parts);
  return by.ok ? openMaster(folder, by.value) : by;
}

/** A live office never has its master beside the keys that it opens. */
async function firstSlot(parts: MasterParts): Promise<Result<Uint8Array>> {
  const { folder, vault } = parts;
  const by: Result<SlotKey> = vault.isAvailable() ? ok({ kind: 'system', vault }) : moduleOf(parts);
  if (!by.ok) return by;
  const master = newMaster();
  const added = await addSlot(folder, master, by.value);
  return added.ok ? ok(master) : added;
}

function moduleOf({ keys }: Pick<MasterParts, 'keys'>): Result<SlotKey> {
  const deriver = keys.deriver(MODULE_KEY);
  return deriver.ok ? ok({ kind: 'module', deriver: deriver.value }) : deriver;
}

export interface PersonKeyDesk {
  status(): { readonly slots: readonly SlotKind[] } & ReturnType<OpenStore['personKeys']['standing']>;
  copy(file: string): Result<string>;
  copyGone(id: string): Result<void>;
  addSlot(kind: 'system' | 'module' | 'passphrase', passphrase: string): Promise<Result<void>>;
  removeSlot(kind: SlotKind): Result<void>;
}

export interface PersonKeyStation extends MasterParts {
  readonly store: OpenStore;
  readonly workstation: string;
}

/** What may be done with the keys as such; no person is read by it. Every change is on record first. */
export function personKeyDesk(station: PersonKeyStation, actor: Actor): PersonKeyDesk {
  const { folder, store, workstation } = station;
  const subject = { kind: 'workstation', id: workstation } as const;

  async function master(): Promise<Result<Uint8Array>> {
    const opened = await openPersonMaster(station);
    if (!opened.ok) return opened;
    return opened.value === undefined ? openMaster(folder, { kind: 'file' }) : ok(opened.value);
  }

  return {
    status: () => ({ slots: slotsOf(folder), ...store.personKeys.standing() }),
    copy(file) {
      const begun = record(store, actor, { action: 'person.keysCopied', subject, outcome: 'begun', detail: {} });
      if (!begun.ok) return begun;
      const copied = store.personKeys.copyTo(file);
      const detail = copied.ok ? { copy: copied.value } : { problem: copied.error.kind };
      const outcome = copied.ok ? 'ok' : 'failed';
      const ended = record(store, actor, { action: 'person.keysCopied', subject, outcome, detail });
      return copied.ok && !ended.ok ? ended : copied;
    },
    copyGone(id) {
      const known = store.personKeys.standing().copies.some((copy) => copy.id === id && copy.goneAt === null);
      if (!known) return fail('notFound', { what: id });
      const event = { action: 'person.keyCopyGone', subject, outcome: 'ok', detail: { copy: id } } as const;
      const recorded = record(store, actor, event);
      if (recorded.ok) store.personKeys.copyGone(id);
      return recorded;
    },
    async addSlot(kind, passphrase) {
      if (kind === 'passphrase' && passphrase.length < SHORTEST_PASSPHRASE)
        return fail('usage', { problem: `--passphrase-fd: ${SHORTEST_PASSPHRASE} characters or more` });
      const opened = await master();
      if (!opened.ok) return opened;
      const by = slotKey(kind, passphrase, station);
      if (!by.ok) return by;
      const detail = { what: 'added', way: kind } as const;
      const recorded = record(store, actor, { action: 'person.slotChanged', subject, outcome: 'begun', detail });
      if (!recorded.ok) return recorded;
      const added = await addSlot(folder, opened.value, by.value);
      const outcome = added.ok ? 'ok' : 'failed';
      const ended = record(store, actor, { action: 'person.slotChanged', subject, outcome, detail });
      return added.ok ? ended : added;
    },
    removeSlot(kind) {
      const slots = slotsOf(folder);
      if (!slots.includes(kind)) return fail('notFound', { what: kind });
      if (slots.length === 1) return fail('storage.lastSlot', { slot: kind });
      const detail = { what: 'removed', way: kind } as const;
      const recorded = record(store, actor, { action: 'person.slotChanged', subject, outcome: 'ok', detail });
      return recorded.ok ? removeSlot(folder, kind) : recorded;
    },
  };
}

function slotKey(kind: 'system' | 'module' | 'passphrase', passphrase: string, station: MasterParts): Result<SlotKey> {
  if (kind === 'system') return ok({ kind, vault: station.vault });
  return kind === 'passphrase' ? ok({ kind, passphrase }) : moduleOf(station);
}

/**
 * The day when every other slot is gone: the passphrase from the envelope opens the master, and a file slot lets the
 * program in again. To be replaced by a better one, and the envelope by a new one, at once.
 */
export async function recoverByPassphrase(folder: string, passphrase: string): Promise<Result<void>> {
  const master = await openMaster(folder, { kind: 'passphrase', passphrase });
  return master.ok ? addSlot(folder, master.value, { kind: 'file' }) : master;
}
