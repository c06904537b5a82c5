/**
 * Everything about persons that is at rest goes through here: one random data key a case, wrapped under the master, opens
 * what is on file about it; what has to be unique without being read is a keyed digest. Opened keys stay in memory until
 * `forget`.
 */

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { concatBytes, utf8Bytes } from '../../core/chip/bytes.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { openKeyRing, WRAPPED_LENGTH, type KeyCopy, type KeyRing } from './key-ring.ts';
import { SealBroken, unlessBroken } from './seal-broken.ts';
import { openCell, sealCell, type Cell } from './seal.ts';

const KEY = 32;
const SALT = 16;
const NONCE = 12;
const TAG = 16;

interface PersonKey {
  readonly key: Uint8Array;
  /** Stands before every digest of this person's data in the audit log, and goes with the key. */
  readonly salt: Uint8Array;
}

export type PersonVault = ReturnType<typeof personVault>;

/** Stands in place of a case for what belongs to nobody: under a key of the master, which nobody erases. */
export const OFFICE = 'office';

/** Where the keys of persons lie in a data folder. */
export function keyRingPath(folder: string): string {
  return join(folder, 'keys', 'persons.db');
}

/**
 * Opens the vault of a data folder; a writer makes a new one where there is none, unless `mustExist`. Fails with
 * `storage.keysMissing`. Throws what SQLite throws.
 */
export function openPersonVault(
  folder: string,
  mode: 'read' | 'write',
  master: Uint8Array,
  mustExist: boolean,
): Result<PersonVault> {
  const path = keyRingPath(folder);
  if (!existsSync(path) && (mustExist || mode === 'read')) return fail('storage.keysMissing', { path });
  const ring = openKeyRing(path, mode, () => randomBytes(16).toString('hex'));
  return ok(personVault(ring, master));
}

function personVault(ring: KeyRing, master: Uint8Array) {
  const wrapKey = derived(master, 'starcard person key');
  const digestKey = derived(master, 'starcard person digest');
  const wordsKey = derived(master, 'starcard search words');
  const office: PersonKey = { key: derived(master, 'starcard office data'), salt: new Uint8Array(SALT) };
  const known = new Map<string, PersonKey | null>();
  /** Made in the transaction that is open, on disk only once `flush` was called. */
  const made = new Map<string, Uint8Array>();

  /** Null where the key was destroyed. Throws `SealBroken` where there is none, or not under this master. */
  function keyOf(applicationId: string): PersonKey | null {
    if (applicationId === OFFICE) return office;
    const cached = known.get(applicationId);
    if (cached !== undefined) return cached;
    const wrapped = ring.wrapped(applicationId);
    if (wrapped === undefined) throw new SealBroken({ table: 'personKey', column: 'wrapped', row: applicationId });
    const opened = unwrap(wrapKey, applicationId, wrapped);
    known.set(applicationId, opened);
    return opened;
  }

  function mustHave(applicationId: string): PersonKey {
    const key = keyOf(applicationId);
    if (key === null) throw new SealBroken({ table: 'personKey', column: 'destroyed', row: applicationId });
    return key;
  }

  return {
    /** The ring's name; the database names the ring that belongs to it. */
    id: ring.id,
    /**
     * A key for a new case, unless there is one: a commit that failed at its end leaves a key without a row. `salt` where
     * an earlier version of the database has one that the log relies on.
     */
    create(applicationId: string, salt: Uint8Array = new Uint8Array(randomBytes(SALT))): void {
      if (made.has(applicationId) || ring.wrapped(applicationId) !== undefined) return;
      const key = new Uint8Array(randomBytes(KEY));
      known.set(applicationId, { key, salt });
      made.set(applicationId, wrap(wrapKey, applicationId, { key, salt }));
    },
    isDestroyed: (applicationId: string): boolean => keyOf(applicationId) === null,
    seal: (applicationId: string, cell: Cell, plain: Uint8Array): Uint8Array =>
      sealCell(mustHave(applicationId).key, cell, plain),
    /** Null where the person's key was destroyed. Throws `SealBroken` for what is damaged or lies in a wrong place. */
    open(applicationId: string, cell: Cell, sealed: Uint8Array): Uint8Array | null {
      const key = keyOf(applicationId);
      if (key === null) return null;
      const plain = openCell(key.key, cell, sealed);
      if (plain === null) throw new SealBroken(cell);
      return plain;
    },
    /** Null where it was destroyed with the key. */
    salt: (applicationId: string): Uint8Array | null => keyOf(applicationId)?.salt ?? null,
    /** HMAC-SHA-256 under a key of the master, hex: equal values give equal digests, and nothing can be read from one. */
    digest: (kind: 'application' | 'card', value: string): string =>
      createHmac('sha256', digestKey).update(`${kind}\n${value}`).digest('hex'),
    /** Before the rows that need them are committed: a key without a row is nothing, a row without its key is lost. */
    flush(): void {
      // To clear an empty map costs as much as a hash, and most transactions make no key.
      if (made.size === 0) return;
      ring.add(made);
      made.clear();
    },
    discard(): void {
      for (const applicationId of made.keys()) known.delete(applicationId);
      made.clear();
    },
    /** Drops every opened key from memory; the next need opens them again. */
    forget: (): void => known.clear(),
    /** Overwrites the keys for good, and the pages of words with them; answers how many keys there were. */
    destroy(applicationIds: readonly string[], erasureId: string, pages: readonly number[]): number {
      for (const applicationId of applicationIds) known.delete(applicationId);
      return ring.destroy(applicationIds, erasureId, pages);
    },
    /** Pages of words as they were put; one that does not open is left out. */
    *words(): Generator<readonly [page: number, plain: Uint8Array]> {
      for (const [page, sealed] of ring.pages()) {
        const plain = openCell(wordsKey, wordsCell(ring.id, page), sealed);
        if (plain !== null) yield [page, plain];
      }
    },
    /** Null: the page goes. */
    putWords(pages: ReadonlyMap<number, Uint8Array | null>): void {
      const sealed = [...pages].map(
        ([page, plain]) => [page, plain && sealCell(wordsKey, wordsCell(ring.id, page), plain)] as const,
      );
      ring.putPages(new Map(sealed));
    },
    /** Every destroyed key with its erasure. */
    destroyed: ring.destroyed,
    generation: (): number => ring.generation(),
    copyTo: (file: string, at: string): string => {
      const id = randomBytes(16).toString('hex');
      ring.copyTo(file, id, at);
      return id;
    },
    copies: (): readonly KeyCopy[] => ring.copies(),
    copyGone: (id: string, at: string): boolean => ring.copyGone(id, at),
    /** Opens every key at once, for the index; damaged ones are left for `diagnose` to name. */
    openAll(): void {
      for (const [applicationId, wrapped] of ring.all()) {
        if (known.has(applicationId)) continue;
        const opened = unlessBroken(() => unwrap(wrapKey, applicationId, wrapped), undefined);
        if (opened !== undefined) known.set(applicationId, opened);
      }
    },
    close: (): void => ring.close(),
  };
}

function wordsCell(ring: string, page: number): Cell {
  return { table: 'wordPage', column: ring, row: String(page), revision: 1 };
}

function wrap(wrapKey: Uint8Array, applicationId: string, { key, salt }: PersonKey): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', wrapKey, nonce).setAAD(utf8Bytes(applicationId));
  return concatBytes(nonce, cipher.update(concatBytes(key, salt)), cipher.final(), cipher.getAuthTag());
}

/** Null for a key that was destroyed. Throws `SealBroken`. */
function unwrap(wrapKey: Uint8Array, applicationId: string, wrapped: Uint8Array): PersonKey | null {
  if (wrapped.length === WRAPPED_LENGTH && wrapped.every((byte) => byte === 0)) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrapKey, wrapped.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(utf8Bytes(applicationId))
      .setAuthTag(wrapped.subarray(-TAG));
    const plain = new Uint8Array(decipher.update(wrapped.subarray(NONCE, -TAG)));
    decipher.final();
    return { key: plain.subarray(0, KEY), salt: plain.subarray(KEY) };
  } catch {
    throw new SealBroken({ table: 'personKey', column: 'wrapped', row: applicationId });
  }
}

/** RFC 5869 with SHA-256; the master is random, so it needs no salt. */
function derived(master: Uint8Array, info: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', master, new Uint8Array(), utf8Bytes(info), KEY));
}
