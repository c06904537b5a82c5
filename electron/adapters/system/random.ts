/** Chance from the operating system's generator. */

import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '../../core/ports.ts';

export const systemRandom: Random = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
  id: () => randomBytes(16).toString('hex'),
  uuid: () => randomUUID(),
};
