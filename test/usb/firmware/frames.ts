/** A frame of framing `stx`: head, data, ETX and check, cut into reports. */

export const STX = 0x02;
const ETX = 0x03;
/** STX, length, session, sequence, code. */
export const FRAME_HEAD = 8;
/** ETX and check. */
export const FRAME_END = 3;
export const LONGEST_DATA = 65_544;
const REPORT = 64;

export interface Head {
  readonly length: number;
  readonly session: number;
  readonly sequence: number;
  readonly code: number;
}

/** Of at least one report. */
export function readHead(bytes: Uint8Array): Head {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    length: (view.getUint8(1) << 16) | view.getUint16(2),
    session: view.getUint16(4),
    sequence: view.getUint8(6),
    code: view.getUint8(7),
  };
}

export interface Frame extends Omit<Head, 'length'> {
  readonly data: Uint8Array;
  /** The length it says it has, where that is another. */
  readonly claimed?: number;
}

export function frameReports({
  session,
  sequence,
  code,
  data,
  claimed,
}: Frame): readonly [Uint8Array, ...Uint8Array[]] {
  const bytes = new Uint8Array(FRAME_HEAD + data.length + FRAME_END);
  const view = new DataView(bytes.buffer);
  const length = Math.min(claimed ?? data.length, 0xff_ffff);
  view.setUint32(0, STX * 0x100_0000 + length);
  view.setUint16(4, session);
  view.setUint8(6, sequence);
  view.setUint8(7, code);
  bytes.set(data, FRAME_HEAD);
  view.setUint8(bytes.length - 3, ETX);
  view.setUint16(bytes.length - 2, checkOf(bytes.subarray(1, -2)));
  const [first = new Uint8Array(REPORT), ...rest] = Array.from(
    { length: Math.ceil(bytes.length / REPORT) },
    (_, index) => {
      const report = new Uint8Array(REPORT);
      report.set(bytes.subarray(index * REPORT, (index + 1) * REPORT));
      return report;
    },
  );
  return [first, ...rest];
}

export function isChecked(frame: Uint8Array): boolean {
  const told = ((frame.at(-2) ?? 0) << 8) | (frame.at(-1) ?? 0);
  return told === checkOf(frame.subarray(1, -2));
}

/** CRC-16 with polynomial 1021 and start FFFF, bit by bit as a small controller does it. */
function checkOf(bytes: Uint8Array): number {
  let check = 0xffff;
  for (const byte of bytes) {
    check ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) check = (check & 0x8000) === 0 ? check << 1 : (check << 1) ^ 0x1021;
    check &= 0xffff;
  }
  return check;
}
