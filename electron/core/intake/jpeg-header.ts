/**
 * What a JPEG file says of itself, without decoding it (ITU-T T.81 annex B): size, components, precision, and whether it
 * is whole, from SOI to an EOI that is the last thing in the file.
 */

export type JpegReading =
  | { readonly kind: 'notJpeg' }
  /** Begins as a JPEG but breaks off, or has something behind its end. */
  | { readonly kind: 'damaged' }
  /** Lossless, hierarchical, arithmetic, or in very many scans: JPEG by its standard, but hardly any decoder reads it. */
  | { readonly kind: 'rareCoding' }
  | JpegFrame;

export interface JpegFrame {
  readonly kind: 'jpeg';
  readonly widthPx: number;
  readonly heightPx: number;
  /** 1 grey, 3 colour, 4 CMYK. */
  readonly components: number;
  readonly bitsPerSample: number;
}

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
// T.81 table B.1: baseline, extended and progressive Huffman coding, which is what decoders read.
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
// Lossless, differential and arithmetic frames; C4, C8 and CC are no frames.
const otherFrames: ReadonlySet<number> = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/**
 * Encoders write about ten. Every scan goes over the whole picture, and one that says "nothing new" takes twenty bytes: a
 * photo of nothing else would keep whoever reads it busy for twenty minutes.
 */
export const MOST_SCANS = 64;

/** Reads the markers of the whole file; never throws, whatever the bytes. */
export function readJpegHeader(bytes: Uint8Array): JpegReading {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage || bytes[2] !== 0xff) return { kind: 'notJpeg' };
  let frame: JpegFrame | undefined;
  let scans = 0;
  let position = 2;
  for (;;) {
    const marker = markerAt(bytes, position);
    if (marker === undefined) return { kind: 'damaged' };
    position = marker.next;
    if (marker.code === endOfImage) {
      const whole = position === bytes.length && frame !== undefined && scans > 0;
      return whole && frame !== undefined ? frame : { kind: 'damaged' };
    }
    if (otherFrames.has(marker.code)) return { kind: 'rareCoding' };
    const length = uint16(bytes, position);
    if (length === undefined || length < 2 || position + length > bytes.length) return { kind: 'damaged' };
    if (frames.has(marker.code)) {
      const read = readFrame(bytes.subarray(position, position + length));
      // One image a file: a second frame would leave two answers to how large it is.
      if (read === undefined || frame !== undefined) return { kind: 'damaged' };
      frame = read;
    }
    position += length;
    if (marker.code === startOfScan) {
      scans += 1;
      if (scans > MOST_SCANS) return { kind: 'rareCoding' };
      position = endOfScan(bytes, position);
    }
  }
}

/** A marker, possibly behind fill bytes (T.81 B.1.1.2); those of RSTn and TEM have no place between segments. */
function markerAt(bytes: Uint8Array, start: number): { readonly code: number; readonly next: number } | undefined {
  if (bytes[start] !== 0xff) return undefined;
  let position = start + 1;
  while (bytes[position] === 0xff) position += 1;
  const code = bytes[position];
  const isSegment = code !== undefined && code >= 0xc0 && !(code >= 0xd0 && code <= 0xd8);
  return isSegment ? { code, next: position + 1 } : undefined;
}

/** T.81 B.2.2: length (2), precision (1), lines (2), samples a line (2), components (1), three bytes for each. */
function readFrame(segment: Uint8Array): JpegFrame | undefined {
  const heightPx = uint16(segment, 3);
  const widthPx = uint16(segment, 5);
  const bitsPerSample = segment[2];
  const components = segment[7];
  if (!heightPx || !widthPx || bitsPerSample === undefined || components === undefined) return undefined;
  if (segment.length !== 8 + 3 * components) return undefined;
  return { kind: 'jpeg', widthPx, heightPx, components, bitsPerSample };
}

/** Entropy-coded data runs to the next marker that is neither a stuffed zero nor a restart (T.81 B.1.1.5). */
function endOfScan(bytes: Uint8Array, start: number): number {
  let position = bytes.indexOf(0xff, start);
  while (position >= 0) {
    const next = bytes[position + 1];
    const isData = next === 0x00 || next === 0xff || (next !== undefined && next >= 0xd0 && next <= 0xd7);
    if (!isData) return position;
    position = bytes.indexOf(0xff, position + (next === 0xff ? 1 : 2));
  }
  return bytes.length;
}

function uint16(bytes: Uint8Array, position: number): number | undefined {
  const high = bytes[position];
  const low = bytes[position + 1];
  return high === undefined || low === undefined ? undefined : high * 256 + low;
}
