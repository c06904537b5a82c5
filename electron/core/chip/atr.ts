/** What an answer to reset says about a card: how long its commands may be (ISO 7816-3 section 8, ISO/IEC 7816-4 section 12.1.1). */

/** True where the card's capabilities, third byte, announce extended length fields (table 119). */
export function takesExtendedLength(atr: Uint8Array): boolean {
  const capabilities = compactObject(historicalBytes(atr), 0x7);
  return capabilities?.length === 3 && ((capabilities[2] ?? 0) & 0x40) !== 0;
}

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
