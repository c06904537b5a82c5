/**
 * Keys in a security module, behind the same ports as the software keys: ECDSA on P-256, Ed25519 where the module has it,
 * and the master key's CMAC. Private keys are made in the module and never leave it.
 */

import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { bytesOfHex, concatBytes } from '../../../core/chip/bytes.ts';
import { derivationInput } from '../../../core/chip/crypto/kdf.ts';
import { namedKey } from '../../../core/chip/lds/p256.ts';
import type { KeyDeriver, Signer } from '../../../core/ports.ts';
import type { KeyStore } from '../key-store.ts';
import { AES_CMAC, findKey, kinds, makeMasterKey, makePair, publicPoint } from './objects.ts';
import { openToken, type Token, type TokenOptions, type TokenSession } from './token.ts';

export interface Pkcs11Options extends TokenOptions {
  /** `refuse` where keys are made in a key ceremony only. */
  readonly missingKeys: 'make' | 'refuse';
}

export interface Pkcs11Keys extends KeyStore {
  /** Ends the session; the keys answer `hsm.*` afterwards. */
  close(): void;
}

/** RFC 8410 section 4: id-Ed25519 and the key as BIT STRING. */
const ED25519_PREFIX = bytesOfHex('302A300506032B6570032100');
const SIGNATURE_BYTES = 64;
const CMAC_BYTES = 16;

/** Opens one token of a module and signs in with the PIN, once. Fails with `hsm.*`. */
export async function openPkcs11Keys(options: Pkcs11Options): Promise<Result<Pkcs11Keys>> {
  const token = await openToken(options);
  if (!token.ok) return token;
  const mayMake = options.missingKeys === 'make';
  return ok({
    signer: (name, algorithm) => signerOf(token.value, name, algorithm, mayMake),
    deriver: (name) => deriverOf(token.value, name, mayMake),
    close: () => token.value.close(),
  });
}

function signerOf(token: Token, keyName: string, algorithm: Signer['algorithm'], mayMake: boolean): Result<Signer> {
  const { label } = token;
  const publicKey = token.run('C_GenerateKeyPair', (session) => {
    if (!canSign(session, algorithm)) return unusable(label, keyName, `the module has no ${algorithm}`);
    const found = findKey(session, label, 'privateKey', keyName);
    if (!found.ok) return found;
    if (found.value === null && !mayMake) return fail('hsm.keyMissing', { token: label, key: keyName });
    if (found.value === null) makePair(session, keyName, algorithm);
    return publicKeyOf(session, label, keyName, algorithm);
  });
  if (!publicKey.ok) return publicKey;
  return ok({
    keyName,
    algorithm,
    publicKey: () => publicKey.value,
    sign: (data) => token.run('C_Sign', (session) => signWith(session, label, keyName, algorithm, data)),
  });
}

function publicKeyOf(
  session: TokenSession,
  token: string,
  keyName: string,
  algorithm: Signer['algorithm'],
): Result<Uint8Array> {
  const found = findKey(session, token, 'publicKey', keyName);
  if (!found.ok) return found;
  if (found.value === null) return unusable(token, keyName, 'no public key beside it');
  const point = publicPoint(session, found.value, algorithm);
  if (point === null) return unusable(token, keyName, `no key for ${algorithm}`);
  return ok(algorithm === 'ES256' ? namedKey(point) : concatBytes(ED25519_PREFIX, point));
}

function signWith(
  session: TokenSession,
  token: string,
  keyName: string,
  algorithm: Signer['algorithm'],
  data: Uint8Array,
): Result<Uint8Array> {
  const found = findKey(session, token, 'privateKey', keyName);
  if (!found.ok) return found;
  if (found.value === null) return fail('hsm.keyMissing', { token, key: keyName });
  // CKM_ECDSA signs a digest and answers r || s; CKM_EDDSA takes the data as they are.
  const input = algorithm === 'ES256' ? createHash('sha256').update(data).digest() : Buffer.from(data);
  session.module.C_SignInit(session.session, { mechanism: kinds[algorithm].sign }, found.value);
  const signature = session.module.C_Sign(session.session, input, Buffer.alloc(2 * SIGNATURE_BYTES));
  if (signature.length !== SIGNATURE_BYTES) return unusable(token, keyName, 'signature of another length');
  return ok(new Uint8Array(signature));
}

function deriverOf(token: Token, keyName: string, mayMake: boolean): Result<KeyDeriver> {
  const { label } = token;
  const ready = token.run('C_GenerateKey', (session) => {
    const found = findKey(session, label, 'secretKey', keyName);
    if (!found.ok) return found;
    if (found.value === null && !mayMake) return fail('hsm.keyMissing', { token: label, key: keyName });
    if (found.value === null) makeMasterKey(session, keyName);
    return ok(undefined);
  });
  if (!ready.ok) return ready;
  return ok({
    derive(purpose, context, length) {
      const input = derivationInput(purpose, context, length);
      const inputs = Array.from({ length: Math.ceil(length / CMAC_BYTES) }, (_, index) => input(index + 1));
      return token.run('C_Sign', (session) => {
        const blocks = cmacs(session, label, keyName, inputs);
        return blocks.ok ? ok(concatBytes(...blocks.value).slice(0, length)) : blocks;
      });
    },
  });
}

function cmacs(
  session: TokenSession,
  token: string,
  keyName: string,
  inputs: readonly Uint8Array[],
): Result<readonly Uint8Array[]> {
  const found = findKey(session, token, 'secretKey', keyName);
  if (!found.ok) return found;
  const key = found.value;
  if (key === null) return fail('hsm.keyMissing', { token, key: keyName });
  return ok(
    inputs.map((input) => {
      session.module.C_SignInit(session.session, { mechanism: AES_CMAC }, key);
      return new Uint8Array(session.module.C_Sign(session.session, Buffer.from(input), Buffer.alloc(CMAC_BYTES)));
    }),
  );
}

/** Edwards curves came with version 3.0 of the standard; many modules lack them. */
function canSign({ module, slot }: TokenSession, algorithm: Signer['algorithm']): boolean {
  return module.C_GetMechanismList(slot).includes(kinds[algorithm].sign);
}

function unusable(token: string, key: string, problem: string): ReturnType<typeof fail> {
  return fail('hsm.keyUnusable', { token, key, problem });
}
