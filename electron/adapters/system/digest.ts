/** SHA-256 by the platform's native code. */

import { createHash } from 'node:crypto';
import type { Digest } from '../../core/ports.ts';
import { sha256Schema } from '../../../shared/model/ids.ts';

export const systemDigest: Digest = {
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  sha256Hex: (bytes) => sha256Schema.parse(createHash('sha256').update(bytes).digest('hex')),
};
