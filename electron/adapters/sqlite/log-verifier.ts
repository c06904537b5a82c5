/** Checks signatures of one key many times: a log has one for every transaction, and reading a key costs as much as using it. */

import { createPublicKey, verify } from 'node:crypto';
import { sameBytes } from '../../core/audit/merkle.ts';
import type { Verifier } from '../../core/ports.ts';
import { systemVerifier } from '../system/verifier.ts';

/** Good for every key, fast for this one (DER SubjectPublicKeyInfo, Ed25519). */
export function logVerifier(spki: Uint8Array): Verifier {
  const own = spki.slice();
  const key = createPublicKey({ key: Buffer.from(own), format: 'der', type: 'spki' });
  return {
    verify(algorithm, publicKey, data, signature) {
      const isOwn = algorithm === 'Ed25519' && sameBytes(publicKey, own);
      return isOwn ? verify(null, data, key, signature) : systemVerifier.verify(algorithm, publicKey, data, signature);
    },
  };
}
