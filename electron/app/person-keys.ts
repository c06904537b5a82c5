/**
 * The master of the keys of persons: which of its slots opens it here, and what an administrator does with slots and
 * copies. A training folder has a file slot; a live one the system's key store or the security module, and an envelope.
 */

import { ok, fail, type Result } from '../../shared/result.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { keySlotSchema, type KeySlot, type KeysView, type SlotChange } from '../../shared/person/view.ts';
import type { KeyStore } from '../adapters/keys/key-store.ts';
import type { Vault } from '../adapters/keys/vault.ts';
import {
  addSlot,
  newMaster,
  openMaster,
  removeSlot,
  renewSlot,
  SHORTEST_PASSPHRASE,
  slotsOf,
  type SlotKey,
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
  /** Whether those lie in a security module: a file that stands in for one would hold the master beside its own key. */
  readonly hasModule: boolean;
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

async function firstSlot(parts: MasterParts): Promise<Result<Uint8Array>> {
  const by = liveWay(parts);
  if (!by.ok) return by;
  const master = newMaster();
  const added = await addSlot(parts.folder, master, by.value);
  return added.ok ? ok(master) : added;
}

/** A live office never has its master beside the keys that it opens. Fails with `person.slotImpossible`, `hsm.*`. */
export function liveWay(parts: Pick<MasterParts, 'vault' | 'keys' | 'hasModule'>): Result<SlotKey> {
  const { vault } = parts;
  return vault.isAvailable() ? ok({ kind: 'system', vault }) : moduleOf(parts);
}

function moduleOf({ keys, hasModule }: Pick<MasterParts, 'keys' | 'hasModule'>): Result<SlotKey> {
  if (!hasModule) return fail('person.slotImpossible', { slot: 'module' });
  const deriver = keys.deriver(MODULE_KEY);
  return deriver.ok ? ok({ kind: 'module', deriver: deriver.value }) : deriver;
}

/** What is changed of the ways to the master. */
export interface AskedChange {
  readonly act: SlotChange;
  readonly slot: KeySlot;
  /** Of the envelope; counts for that slot alone. */
  readonly passphrase: string;
}

export interface PersonKeyDesk {
  status(): KeysView;
  copy(file: string): Result<string>;
  copyGone(id: string): Result<void>;
  /** Whether it could be done: asked before a second person is. */
  mayChange(change: AskedChange): Result<void>;
  change(change: AskedChange): Promise<Result<void>>;
}

export interface PersonKeyStation extends MasterParts {
  readonly store: OpenStore;
  readonly workstation: string;
}

export type Begin = (changed: { readonly what: SlotChange; readonly way: KeySlot }) => Result<void>;

/**
 * What may be done with the keys as such; no person is read by it. Every change is on record before it is made: by `begin`,
 * which spends the approval of the second person in the same transaction.
 */
export function personKeyDesk(station: PersonKeyStation, actor: Actor, begin?: Begin): PersonKeyDesk {
  const { folder, store, workstation } = station;
  const subject = { kind: 'workstation', id: workstation } as const;
  const putOnRecord =
    begin ?? ((detail) => record(store, actor, { action: 'person.slotChanged', subject, outcome: 'begun', detail }));

  async function master(): Promise<Result<Uint8Array>> {
    const opened = await openPersonMaster(station);
    if (!opened.ok) return opened;
    return opened.value === undefined ? openMaster(folder, { kind: 'file' }) : ok(opened.value);
  }

  function mayChange({ act, slot, passphrase }: AskedChange): Result<void> {
    const slots = slotsOf(folder);
    if (act === 'add' && slots.includes(slot)) return fail('person.slotExists', { slot });
    if (act !== 'add' && !slots.includes(slot)) return fail('notFound', { what: slot });
    if (act === 'remove') return slots.length === 1 ? fail('storage.lastSlot', { slot }) : ok(undefined);
    if (slot === 'passphrase' && passphrase.length < SHORTEST_PASSPHRASE)
      return fail('person.shortPassphrase', { least: SHORTEST_PASSPHRASE });
    const by = slotKey(slot, passphrase, station);
    return by.ok ? ok(undefined) : by;
  }

  /** The master is opened, the way to it made or taken. */
  async function carryOut({ act, slot, passphrase }: AskedChange): Promise<Result<void>> {
    if (act === 'remove') return removeSlot(folder, slot);
    const opened = await master();
    if (!opened.ok) return opened;
    const by = slotKey(slot, passphrase, station);
    if (!by.ok) return by;
    return act === 'add' ? addSlot(folder, opened.value, by.value) : renewSlot(folder, opened.value, by.value);
  }

  return {
    status: () => ({
      slots: keySlotSchema.options.map((slot) => ({
        slot,
        isThere: slotsOf(folder).includes(slot),
        isPossible: isPossible(slot, station),
      })),
      generation: store.personKeys.standing().generation,
      copies: [...store.personKeys.standing().copies],
    }),
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
    mayChange,
    async change(change) {
      const possible = mayChange(change);
      if (!possible.ok) return possible;
      const detail = { what: change.act, way: change.slot };
      const begun = putOnRecord(detail);
      if (!begun.ok) return begun;
      const done = await carryOut(change);
      const ended = record(store, actor, {
        action: 'person.slotChanged',
        subject,
        outcome: done.ok ? 'ok' : 'failed',
        detail: done.ok ? detail : { ...detail, problem: done.error.kind },
      });
      return done.ok ? ended : done;
    },
  };
}

/** Asked without opening anything: a module would make its key by it. */
function isPossible(slot: KeySlot, { profile, vault, hasModule }: MasterParts): boolean {
  if (slot === 'file') return !profile.live;
  if (slot === 'system') return vault.isAvailable();
  return slot === 'passphrase' || hasModule;
}

function slotKey(kind: KeySlot, passphrase: string, station: MasterParts): Result<SlotKey> {
  // A live office never has its master beside the keys that it opens.
  if (kind === 'file') return station.profile.live ? fail('person.slotImpossible', { slot: kind }) : ok({ kind });
  if (kind === 'system')
    return station.vault.isAvailable()
      ? ok({ kind, vault: station.vault })
      : fail('person.slotImpossible', { slot: kind });
  return kind === 'passphrase' ? ok({ kind, passphrase }) : moduleOf(station);
}
