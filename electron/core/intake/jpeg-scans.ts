/**
 * Whether every block that a JPEG's header promises is in its scans. Decoders do not say: where data is missing or spoilt
 * they fill the rest with grey, and half a face would pass for a photo.
 */

import { bitsAt, huffmanOf, readBlock, type Band, type Huffman, type Run } from './jpeg-entropy.ts';

interface Component {
  readonly id: number;
  /** Blocks of a unit, across and down. */
  readonly across: number;
  readonly down: number;
  /** Blocks of the picture in a scan of this component alone. */
  readonly columns: number;
  readonly rows: number;
  /** Blocks a row in scans of several, which fill the last unit up. */
  readonly stride: number;
  /** 64 a block: which coefficients are known not to be zero. */
  readonly known: Uint8Array;
}

interface Frame {
  readonly isProgressive: boolean;
  readonly unitsAcross: number;
  readonly units: number;
  readonly components: readonly Component[];
}

interface Reading {
  readonly dc: Map<number, Huffman>;
  readonly ac: Map<number, Huffman>;
  frame: Frame | null;
  /** Components of which every block has its first coefficient. */
  readonly begun: Set<Component>;
  /** Units between two restart markers; 0 = none. */
  interval: number;
}

const [HUFFMAN, RESTART_INTERVAL, SCAN, END, PROGRESSIVE] = [0xc4, 0xdd, 0xda, 0xd9, 0xc2];

/** For a file whose markers were found good (`readJpegHeader`) and that claims no more pixels than are decoded at all. */
export function hasWholeScans(bytes: Uint8Array): boolean {
  const reading: Reading = { dc: new Map(), ac: new Map(), frame: null, begun: new Set(), interval: 0 };
  let position = 2;
  while (position < bytes.length) {
    // Fill bytes may stand before a marker (T.81 section B.1.1.2).
    while (bytes[position + 1] === 0xff) position += 1;
    const marker = bytes[position + 1] ?? END;
    if (marker === END) break;
    const length = ((bytes[position + 2] ?? 0) << 8) | (bytes[position + 3] ?? 0);
    const segment = bytes.subarray(position + 4, position + 2 + length);
    position += 2 + length;
    if (marker === HUFFMAN) readTables(segment, reading);
    else if (marker === RESTART_INTERVAL) reading.interval = ((segment[0] ?? 0) << 8) | (segment[1] ?? 0);
    else if (marker >= 0xc0 && marker <= PROGRESSIVE) reading.frame = frameOf(segment, marker === PROGRESSIVE);
    else if (marker === SCAN) {
      const end = readScan(bytes, position, segment, reading);
      if (end === null) return false;
      position = end;
    }
  }
  return reading.frame?.components.every((component) => reading.begun.has(component)) === true;
}

/** T.81 section B.2.4.2: several tables in one segment. */
function readTables(segment: Uint8Array, { dc, ac }: Reading): void {
  for (let at = 0; at + 17 <= segment.length;) {
    const name = segment[at] ?? 0;
    const counts = segment.subarray(at + 1, at + 17);
    const codes = counts.reduce((sum, count) => sum + count, 0);
    (name >> 4 === 0 ? dc : ac).set(name & 15, huffmanOf(counts, segment.subarray(at + 17, at + 17 + codes)));
    at += 17 + codes;
  }
}

/** T.81 sections A.1.1 and B.2.2; null for sampling factors that no decoder takes. */
function frameOf(segment: Uint8Array, isProgressive: boolean): Frame | null {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  const [height, width] = [view.getUint16(1), view.getUint16(3)];
  const listed = Array.from({ length: segment[5] ?? 0 }, (_, index) => {
    const [id = 0, sampling = 0] = segment.subarray(6 + 3 * index);
    return { id, across: sampling >> 4, down: sampling & 15 };
  });
  if (listed.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4)) return null;
  const most = {
    across: Math.max(...listed.map((one) => one.across)),
    down: Math.max(...listed.map((one) => one.down)),
  };
  const unitsAcross = Math.ceil(width / (8 * most.across));
  const unitsDown = Math.ceil(height / (8 * most.down));
  const components = listed.map(({ id, across, down }): Component => ({
    id,
    across,
    down,
    columns: Math.ceil(Math.ceil((width * across) / most.across) / 8),
    rows: Math.ceil(Math.ceil((height * down) / most.down) / 8),
    stride: unitsAcross * across,
    known: new Uint8Array(64 * unitsAcross * across * unitsDown * down),
  }));
  return { isProgressive, unitsAcross, units: unitsAcross * unitsDown, components };
}

interface Part {
  readonly component: Component;
  readonly dc: Huffman | undefined;
  readonly ac: Huffman | undefined;
}

/** Where the scan's data ends, or null where it does not hold what it has to. */
function readScan(bytes: Uint8Array, start: number, header: Uint8Array, reading: Reading): number | null {
  const { frame, interval } = reading;
  const parts = partsOf(header, reading);
  if (frame === null || parts === null) return null;
  const [from = 0, to = 63, bit = 0] = header.subarray(1 + 2 * parts.length);
  const { isProgressive } = frame;
  if (isProgressive && !isProgressiveBand(from, to, parts.length)) return null;
  const band: Band = isProgressive
    ? { isProgressive, from, to, isRefinement: bit >> 4 > 0 }
    : { isProgressive, from: 0, to: 63, isRefinement: false };
  const single = parts.length === 1 ? parts[0]?.component : undefined;
  const units = single === undefined ? frame.units : single.columns * single.rows;
  let bits = bitsAt(bytes, start);
  let run: Run = { endOfBands: 0 };
  for (let unit = 0; unit < units; unit += 1) {
    if (interval > 0 && unit > 0 && unit % interval === 0) {
      const next = bits.align();
      // T.81 section B.2.1: RST0 to RST7 in turn.
      if (bytes[next] !== 0xff || bytes[next + 1] !== 0xd0 + ((unit / interval - 1) % 8)) return null;
      bits = bitsAt(bytes, next + 2);
      run = { endOfBands: 0 };
    }
    const isWhole = parts.every((part) =>
      blocksOf(part.component, unit, single === undefined ? frame : null).every((block) => {
        const known = part.component.known.subarray(64 * block, 64 * block + 64);
        return readBlock(bits, band, part, known, run) && !bits.isShort();
      }),
    );
    if (!isWhole) return null;
  }
  if (band.from === 0 && !band.isRefinement) for (const { component } of parts) reading.begun.add(component);
  return endOfData(bytes, bits.align());
}

/** T.81 sections G.1.1.1.1 and G.1.1.1.2: the first coefficient by itself, the others of one component at a time. */
function isProgressiveBand(from: number, to: number, components: number): boolean {
  return from === 0 ? to === 0 : from <= to && to <= 63 && components === 1;
}

/** T.81 section B.2.3: each component once; null for none, and for one that the frame has not. */
function partsOf(header: Uint8Array, { frame, dc, ac }: Reading): readonly Part[] | null {
  const parts: Part[] = [];
  for (let index = 0; index < (header[0] ?? 0); index += 1) {
    const [id, tables = 0] = header.subarray(1 + 2 * index);
    const component = frame?.components.find((one) => one.id === id);
    if (component === undefined || parts.some((part) => part.component === component)) return null;
    parts.push({ component, dc: dc.get(tables >> 4), ac: ac.get(tables & 15) });
  }
  return parts.length === 0 ? null : parts;
}

/** The component's blocks in one unit of a scan: all of its share, or one where it is alone (T.81 section A.2). */
function blocksOf({ across, down, columns, stride }: Component, unit: number, frame: Frame | null): readonly number[] {
  if (frame === null) return [Math.floor(unit / columns) * stride + (unit % columns)];
  const left = (unit % frame.unitsAcross) * across;
  const top = Math.floor(unit / frame.unitsAcross) * down;
  return Array.from(
    { length: across * down },
    (_, index) => (top + Math.floor(index / across)) * stride + left + (index % across),
  );
}

/**
 * Some writers pad with zeros or fill bytes; anything else is data that no block asked for. So is a restart marker: it must
 * not be taken for a segment, whose length would lead to another place than the one where the markers were found good.
 */
function endOfData(bytes: Uint8Array, from: number): number | null {
  let next = from;
  while (bytes[next] === 0) next += 1;
  const marker = next;
  while (bytes[next] === 0xff) next += 1;
  const code = bytes[next] ?? 0;
  const isSegment = next > marker && code >= 0xc0 && !(code >= 0xd0 && code <= 0xd7);
  return isSegment ? marker : null;
}
