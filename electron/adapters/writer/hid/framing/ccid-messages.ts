/** The messages of CCID revision 1.1, section 6: what is sent, and what may come back. docs/formats.md, USB writer. */

import { concatBytes } from '../../../../core/chip/bytes.ts';
import type { CardPresence, RefusalReason } from './framing.ts';

const HEADER = 10;
const NOTIFY_SLOT_CHANGE = 0x50;

export const ccidTypes = {
  powerOn: 0x62,
  powerOff: 0x63,
  slotStatus: 0x65,
  transfer: 0x6f,
  escape: 0x6b,
  dataBlock: 0x80,
  slotStatusAnswer: 0x81,
  escapeAnswer: 0x83,
} as const;

export interface CcidAnswer {
  readonly type: number;
  readonly sequence: number;
  readonly card: CardPresence;
  readonly outcome: 'done' | 'failed' | 'working';
  /** bError. */
  readonly error: number;
  /** The last byte of the header: bChainParameter of a data block. */
  readonly chain: number;
  readonly data: Uint8Array;
}

const presences: readonly (CardPresence | undefined)[] = ['powered', 'unpowered', 'absent'];
const outcomes: readonly (CcidAnswer['outcome'] | undefined)[] = ['done', 'failed', 'working'];

/** `level` is wLevelParameter of a transfer, else 0. */
export function encodeCcid(type: number, sequence: number, level: number, data: Uint8Array): Uint8Array {
  const header = new Uint8Array(HEADER);
  header[0] = type;
  new DataView(header.buffer).setUint32(1, data.length, true);
  header[6] = sequence;
  header[8] = level & 0xff;
  header[9] = level >> 8;
  return concatBytes(header, data);
}

/** The answer, or in words what is wrong with it. */
export function parseCcid(content: Uint8Array): CcidAnswer | string {
  const [type, , , , , slot, sequence, status, error, chain] = content;
  if (type === undefined || sequence === undefined || status === undefined) return 'a message without its header';
  if (error === undefined || chain === undefined) return 'a message without its header';
  const length = new DataView(content.buffer, content.byteOffset).getUint32(1, true);
  if (length !== content.length - HEADER) return 'a message of another length than it says';
  if (slot !== 0) return 'a slot that does not exist';
  const card = presences[status & 0x03];
  const outcome = outcomes[status >> 6];
  if (card === undefined || outcome === undefined || (status & 0x3c) !== 0) return 'a status that means nothing';
  if (outcome !== 'done' && length !== 0) return 'data in an answer that has none';
  return { type, sequence, card, outcome, error, chain, data: content.slice(HEADER) };
}

/** RDR_to_PC_NotifySlotChange of one slot: is a card there now? Null where it is not that message. */
export function parseSlotChange(content: Uint8Array): boolean | null {
  if (content.length !== 2 || content[0] !== NOTIFY_SLOT_CHANGE) return null;
  if (content[1] === 0x03) return true;
  return content[1] === 0x02 ? false : null;
}

/** What bError of a failed answer says of the card. */
export function refusalOf({ card, error }: CcidAnswer): RefusalReason {
  if (error === 0xfe) return card === 'absent' ? 'noCard' : 'mute';
  if (error === 0xfb) return 'fault';
  if (error === 0xff || error === 0xfd || error === 0xfc) return 'lost';
  if (error >= 0xf3 && error <= 0xf8) return 'incompatible';
  if (error === 0xe0) return 'busy';
  // What this page does not name may have reached the card.
  return error <= 0x7f ? 'notSupported' : 'lost';
}
