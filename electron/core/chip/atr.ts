/** How long a card's commands may be: its answer to reset says whether, EF.ATR/INFO how long (ISO/IEC 7816-4 section 12.1). */

import { uintOf } from './bytes.ts';
import type { TransferLimits } from './channel.ts';
import { findValue, parseTlvs } from './lds/tlv.ts';

/** True where the card's capabilities, third byte, announce extended length fields (table 119). */
export function takesExtendedLength(atr: Uint8Array): boolean {
  const capabilities = compactObject(historicalBytes(atr), 0x7);
  return capabilities?.length === 3 && ((capabilities[2] ?? 0) & 0x40) !== 0;
}

/**
 * The most that EF.ATR/INFO allows (section 12.7.1, DO'7F66': bytes of a command, then of an answer, headers and status
 * word counted in); null where the file does not say.
 */
export function statedLimits(cardInfo: Uint8Array): TransferLimits | null {
  const objects = parseTlvs(cardInfo, 'EF.ATR/INFO');
  const lengths = objects.ok ? findValue(objects.value, 0x7f66) : undefined;
  const numbers = lengths === undefined ? null : parseTlvs(lengths, 'EF.ATR/INFO');
  if (numbers === null || !numbers.ok) return null;
  const [command, response] = numbers.value;
  if (command?.tag !== 0x02 || response?.tag !== 0x02) return null;
  return { commandData: uintOf(command.value) - COMMAND_FRAME, responseData: uintOf(response.value) - STATUS_WORD };
}

/** Header and two extended length fields. */
const COMMAND_FRAME = 9;
const STATUS_WORD = 2;

/** ISO 7816-3 section 8.2: T0 counts the historical bytes; TA to TD stand before them as the chain of Y says. */
function historicalBytes(atr: Uint8Array): Uint8Array {
  const format = atr[1] ?? 0;
  let at = 2;
  let present: number | null = format >> 4;
  while (present !== null && at <= atr.length) {
    const interfaceBytes = [1, 2, 4].filter((bit) => ((present ?? 0) & bit) !== 0).length;
    const next: number | undefined = (present & 8) === 0 ? undefined : atr[at + interfaceBytes];
    at += interfaceBytes + (next === undefined ? 0 : 1);
    present = next === undefined ? null : next >> 4;
  }
  return atr.subarray(at, at + (format & 0x0f));
}

/** A value of COMPACT-TLV: tag and length share a byte. Category 80 alone holds nothing but such objects. */
function compactObject(historical: Uint8Array, tag: number): Uint8Array | null {
  if (historical[0] !== 0x80) return null;
  let at = 1;
  while (at < historical.length) {
    const head = historical[at] ?? 0;
    const end = at + 1 + (head & 0x0f);
    if (head >> 4 === tag) return end <= historical.length ? historical.subarray(at + 1, end) : null;
    at = end;
  }
  return null;
}
