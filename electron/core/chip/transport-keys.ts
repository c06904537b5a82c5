/** The SCP03 keys that blanks are delivered with: derived per chip from the office's master key, stored nowhere. */

import type { ChipSerial } from '../../../shared/model/ids.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { KeyDeriver } from '../ports.ts';
import { bytesOfHex } from './bytes.ts';
import type { TransportKeys } from './scp03/session.ts';

const LABEL = 'scp03 transport keys';
const KEY_LENGTH = 16;
/** P1 of INITIALIZE UPDATE 00: the first key that the card has (GlobalPlatform section E.5.1.3). */
const FIRST_KEY = 0x00;

/**
 * K-ENC, K-MAC and K-DEK of the chip with that serial: one derivation of 48 bytes under the serial's 12 bytes
 * (docs/formats.md, Keys and access). Fails as the deriver does.
 */
export function transportKeys(deriver: KeyDeriver, chipSerial: ChipSerial): Result<TransportKeys> {
  const derived = deriver.derive(LABEL, bytesOfHex(chipSerial), 3 * KEY_LENGTH);
  if (!derived.ok) return derived;
  const key = (index: number): Uint8Array => derived.value.slice(index * KEY_LENGTH, (index + 1) * KEY_LENGTH);
  return ok({ version: FIRST_KEY, encryption: key(0), mac: key(1), dataEncryption: key(2) });
}
