/**
 * Messages in packets of one report each, laid out as those of CTAPHID (FIDO CTAP 2.1 section 11.2.4). docs/formats.md,
 * USB writer, framing ccid.
 */

import { uintOf } from '../../../../core/chip/bytes.ts';
import { REPORT_BYTES } from './framing.ts';

const FIRST_HEADER = 7;
const NEXT_HEADER = 5;
const FIRST_DATA = REPORT_BYTES - FIRST_HEADER;
const NEXT_DATA = REPORT_BYTES - NEXT_HEADER;
const FIRST_PACKET = 0x80;
/** Continuations are numbered 0 to 127. */
const MOST_CONTINUATIONS = 128;

/** 7,609 bytes: what a first packet and all its continuations hold. */
export const LONGEST_MESSAGE = FIRST_DATA + MOST_CONTINUATIONS * NEXT_DATA;
export const BROADCAST = 0xffff_ffff;

export const packetCommands = { init: 0x06, error: 0x3f, ccid: 0x40, event: 0x41 } as const;

export interface Message {
  readonly command: number;
  readonly content: Uint8Array;
}

export type Collected =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'more' }
  | { readonly kind: 'other' }
  | { readonly kind: 'broken'; readonly problem: string };

export interface Collector {
  /** Takes one report, whatever it holds. */
  push(report: Uint8Array): Collected;
}

/** The reports that carry the message; it has at most `LONGEST_MESSAGE` bytes. */
export function packetsOf(channel: number, { command, content }: Message): readonly Uint8Array[] {
  if (content.length > LONGEST_MESSAGE) throw new Error('message is longer than its packets can carry');
  const first = packet(channel, FIRST_PACKET | command);
  first[5] = content.length >> 8;
  first[6] = content.length & 0xff;
  first.set(content.subarray(0, FIRST_DATA), FIRST_HEADER);
  const packets = [first];
  for (let at = FIRST_DATA; at < content.length; at += NEXT_DATA) {
    const next = packet(channel, packets.length - 1);
    next.set(content.subarray(at, at + NEXT_DATA), NEXT_HEADER);
    packets.push(next);
  }
  return packets;
}

/** The only message that fits one packet and is looked for outside any channel; null for everything else. */
export function initIn(report: Uint8Array, contentBytes: number): Uint8Array | null {
  if (report.length !== REPORT_BYTES || channelOf(report) !== BROADCAST) return null;
  const isInit = report[4] === (FIRST_PACKET | packetCommands.init) && uintOf(report.subarray(5, 7)) === contentBytes;
  return isInit ? report.slice(FIRST_HEADER, FIRST_HEADER + contentBytes) : null;
}

/** Puts the messages of one channel together. After `broken` it is of no more use. */
export function createCollector(channel: number): Collector {
  let command = 0;
  let content = new Uint8Array();
  let length = 0;
  let packets = 0;
  let isUnderWay = false;

  function begin(report: Uint8Array): Collected {
    length = uintOf(report.subarray(5, 7));
    if (length > LONGEST_MESSAGE) return { kind: 'broken', problem: 'a message longer than any can be' };
    command = (report[4] ?? 0) & 0x7f;
    content = new Uint8Array(length);
    content.set(report.subarray(FIRST_HEADER, FIRST_HEADER + Math.min(length, FIRST_DATA)));
    packets = 0;
    isUnderWay = true;
    return finish(FIRST_DATA);
  }

  function goOn(report: Uint8Array): Collected {
    if (report[4] !== packets) return { kind: 'broken', problem: 'a packet out of turn' };
    const at = FIRST_DATA + packets * NEXT_DATA;
    content.set(report.subarray(NEXT_HEADER, NEXT_HEADER + Math.min(length - at, NEXT_DATA)), at);
    packets += 1;
    return finish(at + NEXT_DATA);
  }

  function finish(filled: number): Collected {
    if (filled < length) return { kind: 'more' };
    isUnderWay = false;
    return { kind: 'message', message: { command, content } };
  }

  return {
    push(report) {
      if (report.length !== REPORT_BYTES) return { kind: 'broken', problem: `a report of ${report.length} bytes` };
      if (channelOf(report) !== channel) return { kind: 'other' };
      const isFirst = ((report[4] ?? 0) & FIRST_PACKET) !== 0;
      if (isFirst && isUnderWay) return { kind: 'broken', problem: 'a message inside another' };
      if (isFirst) return begin(report);
      return isUnderWay ? goOn(report) : { kind: 'broken', problem: 'a packet without a message' };
    },
  };
}

function packet(channel: number, fifth: number): Uint8Array {
  const bytes = new Uint8Array(REPORT_BYTES);
  new DataView(bytes.buffer).setUint32(0, channel);
  bytes[4] = fifth;
  return bytes;
}

function channelOf(report: Uint8Array): number {
  const low = ((report[1] ?? 0) << 16) | ((report[2] ?? 0) << 8) | (report[3] ?? 0);
  return (report[0] ?? 0) * 0x100_0000 + low;
}
