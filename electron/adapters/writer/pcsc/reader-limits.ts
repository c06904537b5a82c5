/** How long a command a reader carries, as it says itself (PC/SC part 10, FEATURE_GET_TLV_PROPERTIES). */

import type { CardInterface } from 'smartcard';
import type { TransferLimits } from '../../../core/chip/channel.ts';
import { shortLimits } from '../../../core/chip/channel.ts';
import type { PcscLibrary } from './library.ts';

/** dwMaxAPDUDataSize, little-endian: 0 = short length only. */
const MAX_DATA = 0x0a;
/**
 * What a reader is trusted with that says nothing: an EF of our cards in one command, and its message below the 65,535
 * bytes that some drivers count in two bytes.
 */
export const silentReaderLimits: TransferLimits = { commandData: 32_768, responseData: 32_768 };

export async function limitsOfReader(library: PcscLibrary, card: CardInterface): Promise<TransferLimits> {
  try {
    const features = library.parseFeatures(await card.control(library.CM_IOCTL_GET_FEATURE_REQUEST));
    const code = features.get(library.FEATURE_GET_TLV_PROPERTIES);
    if (code === undefined) return silentReaderLimits;
    return limitsOf(maxDataOf(await card.control(code)));
  } catch {
    // Not every driver answers such questions.
    return silentReaderLimits;
  }
}

/** From dwMaxAPDUDataSize; null where the reader does not say. */
export function limitsOf(maxData: number | null): TransferLimits {
  if (maxData === null) return silentReaderLimits;
  if (maxData <= shortLimits.responseData) return shortLimits;
  return {
    commandData: Math.min(maxData, silentReaderLimits.commandData),
    responseData: Math.min(maxData, silentReaderLimits.responseData),
  };
}

/** Tag, length of one byte, value; null where the property is not among them. Never reads past the end. */
export function maxDataOf(properties: Uint8Array): number | null {
  let at = 0;
  while (at + 2 <= properties.length) {
    const length = properties[at + 1] ?? 0;
    const value = properties.subarray(at + 2, at + 2 + length);
    if (properties[at] === MAX_DATA && length === 4 && value.length === 4)
      return value.toReversed().reduce((sum, byte) => sum * 256 + byte, 0);
    at += 2 + length;
  }
  return null;
}
