/** What a PNG file says of its size (ISO/IEC 15948 sections 5.2 and 11.2.2), before anything large is made of it. */

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export interface PngSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Null where the bytes are no PNG. */
export function readPngSize(bytes: Uint8Array): PngSize | null {
  const isPng = bytes.length >= 24 && signature.every((byte, index) => bytes[index] === byte);
  if (!isPng) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { widthPx: view.getUint32(16), heightPx: view.getUint32(20) };
}
