/** What the log holds of a count: a digest over what the ledger said and what was counted. */

import { utf8Bytes } from '../chip/bytes.ts';
import type { Digest } from '../ports.ts';

/** SHA-256, hex, over both as JSON texts with a newline between, as the row keeps them. */
export function countDigestOf(digest: Digest, expected: string, counted: string): string {
  return digest.sha256Hex(utf8Bytes(`${expected}\n${counted}`));
}
