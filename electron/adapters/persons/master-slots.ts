/**
 * The master under which the keys of persons are wrapped, and the slots that hold it: each opens it by another way, and
 * is one file beside the keys. Losing the last slot loses every person on file; taking one away locks its holder out.
 */

import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { argon2id } from 'hash-wasm';
import * as z from 'zod';
import { utf8Bytes } from '../../core/chip/bytes.ts';
import type { KeyDeriver } from '../../core/ports.ts';
import { keySlotSchema, type KeySlot } from '../../../shared/person/view.ts';
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts';
import { makeOnce, readIfThere, removeFile, replaceFile } from '../keys/software/key-files.ts';
import { secretBeside } from '../keys/software/key-secret.ts';
import { openSealedKey, sealKey } from '../keys/software/seal-key.ts';
import type { Vault } from '../keys/vault.ts';
import { recommendedParameters } from '../passwords/argon2id.ts';

const LENGTH = 32;
const NAME = 'person-master';

/**
 * `file`: a secret beside the keys, for training. `system`: the operating system's key store, of one user. `module`: a
 * PKCS#11 token. `passphrase`: kept in an envelope, for the day when the others are gone.
 */
export type SlotKind = KeySlot;
const slotKinds: readonly SlotKind[] = keySlotSchema.options;

/** What opens or makes a slot. */
export type SlotKey =
  | { readonly kind: 'file' }
  | { readonly kind: 'system'; readonly vault: Vault }
  | { readonly kind: 'module'; readonly deriver: KeyDeriver }
  | { readonly kind: 'passphrase'; readonly passphrase: string };

/** RFC 9106 §4: as for passwords; written down in the slot, so that it can grow. */
const passphraseSchema = z.strictObject({
  version: z.literal(1),
  salt: z.base64(),
  passes: z.int().min(1).max(20),
  memoryKib: z.int().min(8).max(4_194_304),
  lanes: z.int().min(1).max(16),
  sealed: z.base64(),
});

/** A passphrase shorter than this is no key, however slowly it is tried. */
export const SHORTEST_PASSPHRASE = 16;

/** The slots that a folder has. */
export function slotsOf(folder: string): readonly SlotKind[] {
  return slotKinds.filter((kind) => existsSync(slotPath(folder, kind)));
}

/** The master by the slot of a secret beside it; made, with that slot, for a folder that has no keys of persons yet. */
export function masterBeside(folder: string, mode: 'read' | 'write'): Result<Uint8Array> {
  const path = slotPath(folder, 'file');
  const stored = readIfThere(path);
  if (!stored.ok) return stored;
  const secret = secretBeside(keysFolder(folder));
  if (stored.value === null) {
    // A new master in place of a lost one would open nothing, and hide that it is lost.
    if (mode === 'read' || hasKeys(folder)) return fail('storage.keysMissing', { path });
    const made = secret.existingOrNew();
    if (!made.ok) return made;
    const kept = makeOnce(path, sealKey(made.value, NAME, new Uint8Array(randomBytes(LENGTH))));
    return kept.ok ? openedBy(made.value, kept.value, path) : kept;
  }
  const known = secret.existing();
  return known.ok ? openedBy(known.value, stored.value, path) : known;
}

/** Opens the master by that way. Fails with `storage.keysMissing` where there is no such slot or it does not open. */
export async function openMaster(folder: string, by: SlotKey): Promise<Result<Uint8Array>> {
  if (by.kind === 'file') return masterBeside(folder, 'read');
  const path = slotPath(folder, by.kind);
  const stored = readIfThere(path);
  if (!stored.ok) return stored;
  if (stored.value === null) return missing(path);
  if (by.kind === 'system') {
    if (!by.vault.isAvailable()) return fail('keys.noSystemStore', { path });
    const opened = by.vault.open(stored.value);
    return opened?.length === LENGTH ? ok(opened) : missing(path);
  }
  if (by.kind === 'module') {
    const key = moduleKey(by.deriver);
    return key.ok ? openedBy(key.value, stored.value, path) : key;
  }
  const read = passphraseSlot(stored.value);
  if (read === null) return missing(path);
  const key = await passphraseKey(by.passphrase, read);
  return openedBy(key, new Uint8Array(Buffer.from(read.sealed, 'base64')), path);
}

/**
 * Makes a slot; the first one of a folder makes the master too, the others are given it by whoever has opened it. Fails
 * with `person.slotExists` where there is one of that kind, `keys.noSystemStore`, `hsm.*`, `file.*`.
 */
export async function addSlot(folder: string, master: Uint8Array, by: SlotKey): Promise<Result<void>> {
  const path = slotPath(folder, by.kind);
  if (existsSync(path)) return fail('person.slotExists', { slot: by.kind });
  const content = await slotContent(folder, master, by);
  if (!content.ok) return content;
  const kept = makeOnce(path, content.value);
  return kept.ok ? ok(undefined) : kept;
}

/**
 * The master wrapped anew by that way: by a new passphrase, or by what the key store or the module has become. Fails with
 * `notFound` where there is no such slot, else as `addSlot`.
 */
export async function renewSlot(folder: string, master: Uint8Array, by: SlotKey): Promise<Result<void>> {
  const path = slotPath(folder, by.kind);
  if (!existsSync(path)) return fail('notFound', { what: by.kind });
  const content = await slotContent(folder, master, by);
  return content.ok ? replaceFile(path, content.value) : content;
}

/** A master that nobody has yet, for the first slot of a folder. */
export function newMaster(): Uint8Array {
  return new Uint8Array(randomBytes(LENGTH));
}

/** Fails with `storage.lastSlot`: without any slot nobody on file could be read again. */
export function removeSlot(folder: string, kind: SlotKind): Result<void> {
  const slots = slotsOf(folder);
  if (slots.length === 1 && slots[0] === kind) return fail('storage.lastSlot', { slot: kind });
  return removeFile(slotPath(folder, kind));
}

async function slotContent(folder: string, master: Uint8Array, by: SlotKey): Promise<Result<Uint8Array>> {
  switch (by.kind) {
    case 'file': {
      const secret = secretBeside(keysFolder(folder)).existingOrNew();
      return secret.ok ? ok(sealKey(secret.value, NAME, master)) : secret;
    }
    case 'system':
      return by.vault.isAvailable()
        ? ok(by.vault.seal(master))
        : fail('keys.noSystemStore', { path: slotPath(folder, by.kind) });
    case 'module': {
      const key = moduleKey(by.deriver);
      return key.ok ? ok(sealKey(key.value, NAME, master)) : key;
    }
    case 'passphrase': {
      const { passes, memoryKib, lanes } = recommendedParameters;
      const slot = { version: 1 as const, salt: randomBytes(16).toString('base64'), passes, memoryKib, lanes };
      const sealed = sealKey(await passphraseKey(by.passphrase, slot), NAME, master);
      return ok(utf8Bytes(JSON.stringify({ ...slot, sealed: Buffer.from(sealed).toString('base64') })));
    }
  }
}

interface Slowing {
  readonly salt: string;
  readonly passes: number;
  readonly memoryKib: number;
  readonly lanes: number;
}

/** What a person typed, as written on paper: spaces and case are kept, composed letters are one. */
function passphraseKey(passphrase: string, { salt, passes, memoryKib, lanes }: Slowing): Promise<Uint8Array> {
  return argon2id({
    password: passphrase.normalize('NFC'),
    salt: new Uint8Array(Buffer.from(salt, 'base64')),
    iterations: passes,
    memorySize: memoryKib,
    parallelism: lanes,
    hashLength: LENGTH,
    outputType: 'binary',
  });
}

function moduleKey(deriver: KeyDeriver): Result<Uint8Array> {
  return deriver.derive('starcard person', utf8Bytes('master'), LENGTH);
}

function passphraseSlot(stored: Uint8Array): z.output<typeof passphraseSchema> | null {
  try {
    return passphraseSchema.parse(JSON.parse(Buffer.from(stored).toString('utf8')));
  } catch {
    return null;
  }
}

function openedBy(secret: Uint8Array, sealed: Uint8Array, path: string): Result<Uint8Array> {
  const master = openSealedKey(secret, NAME, sealed);
  return master?.length === LENGTH ? ok(master) : missing(path);
}

function missing(path: string): Failure {
  return fail('storage.keysMissing', { path });
}

function hasKeys(folder: string): boolean {
  const folderOfKeys = keysFolder(folder);
  return existsSync(folderOfKeys) && readdirSync(folderOfKeys).some((name) => /^person(s\.db|-master\.)/.test(name));
}

function keysFolder(folder: string): string {
  return join(folder, 'keys');
}

function slotPath(folder: string, kind: SlotKind): string {
  return join(keysFolder(folder), `${NAME}.${kind}`);
}
