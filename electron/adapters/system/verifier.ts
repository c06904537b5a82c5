/** Signature checks by the platform's native code. */

import { createPublicKey, verify } from 'node:crypto';
import type { Verifier } from '../../core/ports.ts';

export const systemVerifier: Verifier = {
  verify(algorithm, publicKey, data, signature) {
    try {
      const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
      if (algorithm === 'Ed25519') return key.asymmetricKeyType === 'ed25519' && verify(null, data, key, signature);
      // RFC 7518 section 3.4: ES256 is P-256 and nothing else, r || s of 32 bytes each.
      if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1' || signature.length !== 64) return false;
      return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
    } catch {
      // A key or signature that cannot even be parsed is not a good signature.
      return false;
    }
  },
};
