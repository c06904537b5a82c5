/** Real digests and Ed25519 keys for the audit tests. */

import { generateKeyPairSync, sign } from 'node:crypto';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { systemVerifier } from '../../../electron/adapters/system/verifier.ts';
import { ed25519KeyOf, type NoteKey } from '../../../electron/core/audit/note.ts';

export const digest = systemDigest;
export const verifier = systemVerifier;

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function fromHex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'));
}

export function noteSigner(name: string): { key: NoteKey; sign: (data: Uint8Array) => Uint8Array } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = ed25519KeyOf(new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })));
  if (raw === undefined) throw new Error('no Ed25519 key');
  return { key: { name, publicKey: raw }, sign: (data) => new Uint8Array(sign(null, data, privateKey)) };
}

/** A small generator of numbers that is the same in every run. */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
