/**
 * The master key of SPECIMEN blanks: public on purpose, so that a simulated card made anywhere opens to any training
 * office. It guards nothing but SPECIMEN cards; a live profile's master key stays in its key store.
 */

import { ok } from '../../../shared/result.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import { derivedKey } from '../chip/crypto/kdf.ts';
import type { KeyDeriver } from '../ports.ts';

const MASTER_KEY = utf8Bytes('SPECIMEN MASTER!');

export const specimenTransportMaster: KeyDeriver = {
  derive: (label, context, length) => ok(derivedKey(MASTER_KEY, label, context, length)),
};
