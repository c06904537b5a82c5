/** The size that a JPEG file states in its frame header (ITU-T T.81 section B.2.2). */

export interface JpegSize {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 1 grey, 3 colour. */
  readonly components: number;
}

/** Walks the marker segments up to the first frame header; null where the file is no JPEG or ends before. */
export function jpegSize(file: Uint8Array): JpegSize | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 4 || view.getUint16(0) !== 0xffd8) return null;
  let offset = 2;
  while (offset + 10 <= file.length) {
    if (view.getUint8(offset) !== 0xff) return null;
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      // Fill bytes may stand before a marker (section B.1.1.2).
      offset += 1;
      continue;
    }
    if (isFrame(marker)) {
      const size = {
        heightPx: view.getUint16(offset + 5),
        widthPx: view.getUint16(offset + 7),
        components: view.getUint8(offset + 9),
      };
      return size.widthPx > 0 && size.heightPx > 0 ? size : null;
    }
    if (marker === 0xda || marker === 0xd9) return null;
    offset += 2 + Math.max(2, view.getUint16(offset + 2));
  }
  return null;
}

/** SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
