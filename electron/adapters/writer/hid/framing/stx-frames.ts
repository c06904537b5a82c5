/** Frames between STX and ETX with a length, a session, a sequence number and a check. docs/formats.md, framing stx. */

import { uintBytes, uintOf } from '../../../../core/chip/bytes.ts';
import { LONGEST_COMMAND, REPORT_BYTES } from './framing.ts';

const STX = 0x02;
const ETX = 0x03;
/** STX, length (3), session (2), sequence, code. */
const HEADER = 8;
/** ETX and the check. */
const TRAILER = 3;
const LONGEST_DATA = LONGEST_COMMAND;
const POLYNOMIAL = 0x1021;

export interface Frame {
  readonly session: number;
  readonly sequence: number;
  readonly code: number;
  readonly data: Uint8Array;
}

export type CollectedFrame =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'more' }
  | { readonly kind: 'broken'; readonly problem: string };

export interface FrameCollector {
  /** Takes one report, whatever it holds. After `broken` it is of no more use. */
  push(report: Uint8Array): CollectedFrame;
}

const crcTable = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
  return crc;
});

/** CRC-16 with polynomial 1021 that starts at FFFF, unreflected. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ (crcTable[(crc >> 8) ^ byte] ?? 0);
  return crc;
}

/** The reports that carry the frame; its data have at most 65,544 bytes. */
export function reportsOf(frame: Frame): readonly Uint8Array[] {
  const { length } = frame.data;
  if (length > LONGEST_DATA) throw new Error('data are longer than a frame can carry');
  const total = HEADER + length + TRAILER;
  const bytes = new Uint8Array(Math.ceil(total / REPORT_BYTES) * REPORT_BYTES);
  bytes.set([STX, ...uintBytes(length, 3), ...uintBytes(frame.session, 2), frame.sequence, frame.code]);
  bytes.set(frame.data, HEADER);
  bytes[HEADER + length] = ETX;
  bytes.set(uintBytes(crc16(bytes.subarray(1, HEADER + length + 1)), 2), HEADER + length + 1);
  return Array.from({ length: bytes.length / REPORT_BYTES }, (_, index) =>
    bytes.slice(index * REPORT_BYTES, (index + 1) * REPORT_BYTES),
  );
}

export function createFrameCollector(): FrameCollector {
  let bytes = new Uint8Array();
  let filled = 0;

  function begin(report: Uint8Array): CollectedFrame {
    if (report[0] !== STX) return { kind: 'broken', problem: 'a report that begins no frame' };
    const length = uintOf(report.subarray(1, 4));
    if (length > LONGEST_DATA) return { kind: 'broken', problem: 'a frame longer than any can be' };
    bytes = new Uint8Array(HEADER + length + TRAILER);
    filled = 0;
    return goOn(report);
  }

  function goOn(report: Uint8Array): CollectedFrame {
    const part = report.subarray(0, bytes.length - filled);
    bytes.set(part, filled);
    filled += part.length;
    if (filled < bytes.length) return { kind: 'more' };
    filled = 0;
    return checked(bytes);
  }

  return {
    push(report) {
      if (report.length !== REPORT_BYTES) return { kind: 'broken', problem: `a report of ${report.length} bytes` };
      return filled === 0 ? begin(report) : goOn(report);
    },
  };
}

function checked(bytes: Uint8Array): CollectedFrame {
  const end = bytes.length - TRAILER;
  if (bytes[end] !== ETX) return { kind: 'broken', problem: 'a frame without its end' };
  if (uintOf(bytes.subarray(end + 1)) !== crc16(bytes.subarray(1, end + 1)))
    return { kind: 'broken', problem: 'a frame with a wrong check' };
  const session = uintOf(bytes.subarray(4, 6));
  const frame = { session, sequence: bytes[6] ?? 0, code: bytes[7] ?? 0, data: bytes.slice(HEADER, end) };
  return { kind: 'frame', frame };
}
