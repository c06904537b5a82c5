/** Leaves out of a JPEG what no decoder of a portrait needs: an untagged JPEG is read as sRGB anyway. */

const startOfScan = 0xda;

/** The file without its application and comment segments but JFIF's own (ITU-T T.81 section B.2.4.6, T.871). */
export function withoutMetadata(jpeg: Uint8Array): Uint8Array {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
  let position = 2;
  while (position + 4 <= jpeg.length && view.getUint8(position + 1) !== startOfScan) {
    const marker = view.getUint8(position + 1);
    const next = position + 2 + view.getUint16(position + 2);
    if (!isMetadata(marker)) kept.push(jpeg.subarray(position, next));
    position = next;
  }
  kept.push(jpeg.subarray(position));
  return Uint8Array.from(Buffer.concat(kept));
}

/** APP1 to APP15 and COM. */
function isMetadata(marker: number): boolean {
  return (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe;
}
