/** SHA-256 by the platform's native code. */

import { createHash, hash } from 'node:crypto';
import type { Digest } from '../../core/ports.ts';
import { sha256Schema } from '../../../shared/model/ids.ts';

export const systemDigest: Digest = {
  sha256,
  sha256Hex: (bytes) => sha256Schema.parse(createHash('sha256').update(bytes).digest('hex')),
};

/** In one call: a log has two hashes for every entry, and making a Hash object costs more than a short hash itself. */
function sha256(bytes: Uint8Array): Uint8Array {
  const digest = hash('sha256', bytes, 'buffer');
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength);
}
