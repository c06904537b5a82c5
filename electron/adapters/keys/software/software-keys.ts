/**
 * Private keys in files of the data folder, for the SPECIMEN profile: PKCS#8 in PEM, readable by their owner only. They
 * are not yet encrypted at rest; a live profile keeps its keys in an HSM.
 */

import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Signer } from '../../../core/ports.ts';
import { writeWhole } from '../../system/write-whole.ts';
import { readIfThere } from './key-files.ts';

export interface SoftwareKeys {
  /**
   * The key of that name, made and stored first where it is missing. Fails with `file.unwritable` or
   * `file.unreadable` (also where the file holds a key of another algorithm).
   */
  signer(name: string, algorithm: Signer['algorithm']): Result<Signer>;
}

/** Opens the key store in a folder, which is made when the first key is. */
export function openSoftwareKeys(folder: string): SoftwareKeys {
  return {
    signer(name, algorithm) {
      const path = join(folder, `${name}.pem`);
      const stored = readIfThere(path);
      if (!stored.ok) return stored;
      const key = stored.value === null ? makeKey(path, algorithm) : readKey(path, stored.value, algorithm);
      return key.ok ? ok(signerOf(name, algorithm, key.value)) : key;
    },
  };
}

function makeKey(path: string, algorithm: Signer['algorithm']): Result<KeyObject> {
  const { privateKey } =
    algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' }) : generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const written = writeWhole(path, new TextEncoder().encode(String(pem)));
  return written.ok ? ok(privateKey) : written;
}

function readKey(path: string, pem: Uint8Array, algorithm: Signer['algorithm']): Result<KeyObject> {
  try {
    const key = createPrivateKey({ key: Buffer.from(pem), format: 'pem' });
    const isRight =
      algorithm === 'ES256'
        ? key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
        : key.asymmetricKeyType === 'ed25519';
    return isRight ? ok(key) : fail('file.unreadable', { path, reason: `no key for ${algorithm}` });
  } catch {
    // What the platform says of a broken key names its own functions, not the trouble.
    return fail('file.unreadable', { path, reason: 'no private key in PKCS#8' });
  }
}

function signerOf(keyName: string, algorithm: Signer['algorithm'], key: KeyObject): Signer {
  const publicKey = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  return {
    keyName,
    algorithm,
    publicKey: () => publicKey,
    sign: (data) =>
      new Uint8Array(
        algorithm === 'ES256' ? sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }) : sign(null, data, key),
      ),
  };
}
