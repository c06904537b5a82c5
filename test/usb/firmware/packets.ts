/** A report as a packet of framing `ccid`: channel, command and length at the start of a message, numbers after it. */

export type Packet =
  | {
      readonly kind: 'first';
      readonly channel: number;
      readonly command: number;
      readonly length: number;
      readonly content: Uint8Array;
    }
  | { readonly kind: 'continuation'; readonly channel: number; readonly number: number; readonly content: Uint8Array };

const REPORT = 64;
const FIRST = 0x80;
const IN_FIRST = 57;
const IN_CONTINUATION = 59;

/** Null where it has not the length of a report. */
export function parsePacket(report: Uint8Array): Packet | null {
  if (report.length !== REPORT) return null;
  const view = new DataView(report.buffer, report.byteOffset);
  const channel = view.getUint32(0);
  const mark = view.getUint8(4);
  if (mark < FIRST) return { kind: 'continuation', channel, number: mark, content: report.subarray(5) };
  return { kind: 'first', channel, command: mark - FIRST, length: view.getUint16(5), content: report.subarray(7) };
}

/** A message cut into reports; `claimed` is the length it says it has. */
export function packetsOf(
  channel: number,
  command: number,
  message: Uint8Array,
  claimed: number = message.length,
): readonly [Uint8Array, ...Uint8Array[]] {
  const first = new Uint8Array(REPORT);
  const view = new DataView(first.buffer);
  view.setUint32(0, channel);
  view.setUint8(4, command + FIRST);
  view.setUint16(5, Math.min(claimed, 0xffff));
  first.set(message.subarray(0, IN_FIRST), 7);
  const rest = Array.from(
    { length: Math.ceil(Math.max(0, message.length - IN_FIRST) / IN_CONTINUATION) },
    (_, number) => {
      const at = IN_FIRST + number * IN_CONTINUATION;
      const report = new Uint8Array(REPORT);
      new DataView(report.buffer).setUint32(0, channel);
      report[4] = number;
      report.set(message.subarray(at, at + IN_CONTINUATION), 5);
      return report;
    },
  );
  return [first, ...rest];
}
