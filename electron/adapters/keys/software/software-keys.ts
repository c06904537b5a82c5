/**
 * Private keys in files of the data folder, for the SPECIMEN profile, sealed with a secret that the caller supplies. A
 * live profile keeps its keys in an HSM.
 */

import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { derivedKey } from '../../../core/chip/crypto/kdf.ts';
import type { KeyDeriver, Signer } from '../../../core/ports.ts';
import type { KeyStore } from '../key-store.ts';
import { makeOnce, readIfThere, removeFile } from './key-files.ts';
import { secretBeside, type KeySecret } from './key-secret.ts';
import { openSealedKey, sealKey } from './seal-key.ts';

const MASTER_KEY_BYTES = 32;

/**
 * Opens the key store in a folder, which is made when the first key is. Keys are made when they are first asked for. Fails
 * with `file.unwritable` or `file.unreadable` (also where a file is broken, not sealed with this secret, or holds a key
 * of another kind). A key that an earlier version left unsealed is sealed when it is first asked for.
 */
export function openSoftwareKeys(
  folder: string,
  secret: KeySecret = secretBeside(folder),
  missingKeys: 'make' | 'refuse' = 'make',
): KeyStore {
  const store = { folder, secret, missingKeys };
  return {
    signer(name, algorithm) {
      const pkcs8 = keyBytes(store, name, () => newPrivateKey(algorithm));
      if (!pkcs8.ok) return pkcs8;
      const key = privateKeyOf(pkcs8.value, algorithm);
      if (key === null) return unreadable(pathOf(store, name), `no key for ${algorithm}`);
      return ok(signerOf(name, algorithm, key));
    },
    deriver(name) {
      const master = keyBytes(store, name, () => new Uint8Array(randomBytes(MASTER_KEY_BYTES)));
      if (!master.ok) return master;
      if (master.value.length !== MASTER_KEY_BYTES) return unreadable(pathOf(store, name), 'no master key');
      return ok(deriverOf(master.value));
    },
  };
}

/** Whether the folder holds a key of that name, sealed or not. Fails with `file.unreadable`. */
export function findSoftwareKey(folder: string, name: string): Result<void> {
  const path = pathOf({ folder }, name);
  if (existsSync(path) || existsSync(unsealedPath({ folder }, name))) return ok(undefined);
  return unreadable(path, 'ENOENT');
}

interface Store {
  readonly folder: string;
  readonly secret: KeySecret;
  readonly missingKeys: 'make' | 'refuse';
}

/** The key of that name, opened; sealed first where it lies open, made first where there is none. */
function keyBytes(store: Store, name: string, make: () => Uint8Array): Result<Uint8Array> {
  const path = pathOf(store, name);
  const stored = readIfThere(path);
  if (!stored.ok) return stored;
  if (stored.value !== null) return opened(store, name, stored.value);
  // Another process that is here at the same moment does the same: the first file made is the key.
  const unsealed = readUnsealed(store, name);
  if (!unsealed.ok) return unsealed;
  if (unsealed.value === null && store.missingKeys === 'refuse') return unreadable(path, 'ENOENT');
  const secret = hasKeys(store.folder) ? store.secret.existing() : store.secret.existingOrNew();
  if (!secret.ok) return secret;
  const kept = makeOnce(path, sealKey(secret.value, name, unsealed.value ?? make()));
  return kept.ok ? opened(store, name, kept.value) : kept;
}

function opened(store: Store, name: string, sealed: Uint8Array): Result<Uint8Array> {
  const secret = store.secret.existing();
  if (!secret.ok) return secret;
  const key = openSealedKey(secret.value, name, sealed);
  if (key === null) return unreadable(pathOf(store, name), 'not sealed with the secret of this folder');
  // Only now: the sealed copy was read back and is good.
  const removed = removeFile(unsealedPath(store, name));
  return removed.ok ? ok(key) : removed;
}

/** PKCS#8 in PEM, as version 0.1 left it; null where there is none. */
function readUnsealed(store: Store, name: string): Result<Uint8Array | null> {
  const path = unsealedPath(store, name);
  const pem = readIfThere(path);
  if (!pem.ok || pem.value === null) return pem;
  try {
    const key = createPrivateKey({ key: Buffer.from(pem.value), format: 'pem' });
    return ok(new Uint8Array(key.export({ type: 'pkcs8', format: 'der' })));
  } catch {
    // What the platform says of a broken key names its own functions, not the trouble.
    return unreadable(path, 'no private key in PKCS#8');
  }
}

function hasKeys(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name.endsWith('.key'));
  } catch {
    return false;
  }
}

function newPrivateKey(algorithm: Signer['algorithm']): Uint8Array {
  const { privateKey } =
    algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' }) : generateKeyPairSync('ed25519');
  return new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }));
}

function privateKeyOf(pkcs8: Uint8Array, algorithm: Signer['algorithm']): KeyObject | null {
  try {
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
    const isRight =
      algorithm === 'ES256'
        ? key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
        : key.asymmetricKeyType === 'ed25519';
    return isRight ? key : null;
  } catch {
    return null;
  }
}

function signerOf(keyName: string, algorithm: Signer['algorithm'], key: KeyObject): Signer {
  const publicKey = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  return {
    keyName,
    algorithm,
    publicKey: () => publicKey,
    sign: (data) =>
      ok(
        new Uint8Array(
          algorithm === 'ES256' ? sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }) : sign(null, data, key),
        ),
      ),
  };
}

function deriverOf(master: Uint8Array): KeyDeriver {
  return { derive: (label, context, length) => ok(derivedKey(master, label, context, length)) };
}

function pathOf({ folder }: Pick<Store, 'folder'>, name: string): string {
  return join(folder, `${name}.key`);
}

function unsealedPath({ folder }: Pick<Store, 'folder'>, name: string): string {
  return join(folder, `${name}.pem`);
}

function unreadable(path: string, reason: string): ReturnType<typeof fail> {
  return fail('file.unreadable', { path, reason });
}
