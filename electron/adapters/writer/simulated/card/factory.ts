/** How a simulated blank leaves its maker: production data and transport keys that follow from its serial alone. */

import { createHash } from 'node:crypto';
import { chipSerialSchema } from '../../../../../shared/model/ids.ts';
import { bytesOfHex, hexOf } from '../../../../core/chip/bytes.ts';
import type { TransportKeys } from '../../../../core/chip/scp03/session.ts';
import { transportKeys } from '../../../../core/chip/transport-keys.ts';
import { specimenTransportMaster } from '../../../../core/specimen/transport-master.ts';
import { blankCard, productionData, serialBytes, type CardState } from './state.ts';

/** Key version at delivery: GlobalPlatform keeps 30 to 3F for SCP03 (Amendment D section 5.2). */
const DELIVERY_VERSION = 0x30;

/** ISO 7816-3 ATR as PC/SC part 3 section 3.1.3.2.3 makes it, with the historical bytes of this chip (docs/formats.md). */
export const ANSWER_TO_RESET = bytesOfHex('3B8A80018031F873D421E082900036');

/** The card of a blank; the same serial always gives the same chip. */
export function newBlank(serial: string, access: CardState['access']): CardState {
  const production = productionData(createHash('sha256').update(`chip of ${serial}`).digest());
  return blankCard(production, deliveryKeys(production), access);
}

/** Diversified by the serial of the chip (docs/formats.md, Transport keys). */
export function deliveryKeys(production: Uint8Array): TransportKeys {
  const derived = transportKeys(specimenTransportMaster, chipSerialSchema.parse(hexOf(serialBytes(production))));
  if (!derived.ok) throw new Error(derived.error.kind);
  return { ...derived.value, version: DELIVERY_VERSION };
}
