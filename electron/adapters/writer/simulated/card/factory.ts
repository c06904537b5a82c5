/** How a simulated blank leaves its maker: production data and transport keys that follow from its serial alone. */

import { createHash } from 'node:crypto';
import { bytesOfHex, concatBytes, utf8Bytes } from '../../../../core/chip/bytes.ts';
import { derivedKey } from '../../../../core/chip/crypto/kdf.ts';
import type { TransportKeys } from '../../../../core/chip/scp03/session.ts';
import { blankCard, productionData, serialBytes, type CardState } from './state.ts';

/** Key version at delivery (Amendment D section 5.2 keeps 30 to 3F for SCP03). */
const DELIVERY_VERSION = 0x30;
/** Public on purpose: it guards nothing but SPECIMEN cards. */
const SPECIMEN_MASTER = utf8Bytes('SPECIMEN MASTER!');

/** ISO 7816-3 ATR as PC/SC part 3 section 3.1.3.2.3 makes it, with the historical bytes of this chip (docs/formats.md). */
export const ANSWER_TO_RESET = bytesOfHex('3B8A80018031F873D421E082900036');

/** The card of a blank; the same serial always gives the same chip. */
export function newBlank(serial: string, access: CardState['access']): CardState {
  const production = productionData(createHash('sha256').update(`chip of ${serial}`).digest());
  return blankCard(production, deliveryKeys(production), access);
}

export function deliveryKeys(production: Uint8Array): TransportKeys {
  const derive = (use: string): Uint8Array =>
    derivedKey(SPECIMEN_MASTER, `scp03 ${use}`, concatBytes(serialBytes(production)), 16);
  return {
    version: DELIVERY_VERSION,
    encryption: derive('encryption'),
    mac: derive('mac'),
    dataEncryption: derive('data encryption'),
  };
}
