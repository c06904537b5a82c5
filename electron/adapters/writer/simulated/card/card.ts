/**
 * A chip as a passport applet behaves: a powered card answers one command after another and changes its state. Commands
 * come plain, under secure messaging (Doc 9303-11 section 9.8) or under SCP03; what each may do is decided by `access.ts`.
 */

import { randomBytes } from 'node:crypto';
import {
  encodeResponse,
  parseCommand,
  status,
  type CommandApdu,
  type ResponseApdu,
} from '../../../../core/chip/apdu.ts';
import { roomInResponse, unwrapCommand, wrapResponse } from '../../../../core/chip/scp03/protection.ts';
import { securityLevel } from '../../../../core/chip/scp03/session.ts';
import { openCommand, smStatus } from '../../../../core/chip/secure-messaging/commands.ts';
import { protectedLength, protectResponse } from '../../../../core/chip/secure-messaging/responses.ts';
import { blockLength } from '../../../../core/chip/secure-messaging/session.ts';
import { execute } from './commands.ts';
import { externalAuthenticate } from './issuer.ts';
import { reply } from './reply.ts';
import { newSession, noChannel, type Channel, type Chip } from './session.ts';
import type { CardState } from './state.ts';

/** GlobalPlatform Card Specification table 11-11 and ISO/IEC 7816-4 table 2: which channel a class byte claims. */
const CHAINING = 0x10;
const DOCUMENT_BITS = 0x0c;
const ISSUER_BIT = 0x04;
const LOGICAL_CHANNEL = 0x03;

/** Powers the card: nothing of an earlier session is left. `random` is the chip's own source, set only by tests. */
export function powerCard(
  card: CardState,
  random: (count: number) => Uint8Array = (count) => Uint8Array.from(randomBytes(count)),
): (command: Uint8Array) => Uint8Array {
  const chip: Chip = { card, session: newSession(), random };
  return (bytes) => {
    const command = parseCommand(bytes);
    const answer = command.ok ? respond(chip, command.value) : malformed(chip);
    if (chip.session.nextChannel !== null) chip.session.channel = chip.session.nextChannel;
    chip.session.nextChannel = null;
    return encodeResponse(answer.status, answer.data);
  };
}

function respond(chip: Chip, command: CommandApdu): ResponseApdu {
  const { channel } = chip.session;
  const { cla } = command;
  if ((cla & 0x60) !== 0) return ended(chip, status.wrongClass);
  if ((cla & LOGICAL_CHANNEL) !== 0) return ended(chip, status.noLogicalChannel);
  if ((cla & DOCUMENT_BITS) === DOCUMENT_BITS)
    return channel.kind === 'document' ? secured(chip, channel, command) : ended(chip, smStatus.incorrect);
  // ISO/IEC 7816-4 table 2: secure messaging without an authenticated header, which nobody here speaks.
  if ((cla & DOCUMENT_BITS) === 0x08) return ended(chip, status.noSecureMessaging);
  if ((cla & ISSUER_BIT) !== 0) return issuerCommand(chip, channel, command);
  // Doc 9303-11 section 9.8.2: a plain command ends the session; it is then carried out without rights.
  chip.session.channel = noChannel;
  return execute(chip, command, (cla & CHAINING) !== 0);
}

function secured(chip: Chip, channel: Extract<Channel, { kind: 'document' }>, command: CommandApdu): ResponseApdu {
  const opened = openCommand(channel.session, command);
  // Said without protection, for there is none any more.
  if (!opened.ok) return ended(chip, opened.error);
  const room = roomIn(channel, command.expected ?? 256);
  const asked = opened.value.expected;
  const isTooMuch = asked !== null && asked > room;
  // Le 00 takes what fits; a stated length that cannot fit is answered by the one that can.
  const isOpenEnded = asked === 256 || asked === 65_536;
  const answer =
    isTooMuch && !isOpenEnded
      ? reply(room === 0 || room > 0xff ? status.wrongLength : 0x6c00 + room)
      : execute(chip, isTooMuch ? { ...opened.value, expected: room } : opened.value, (command.cla & CHAINING) !== 0);
  const shown = isTooMuch && answer.status === status.endOfFile ? { ...answer, status: status.ok } : answer;
  return protectResponse(channel.session, command.ins, shown);
}

function issuerCommand(chip: Chip, channel: Channel, command: CommandApdu): ResponseApdu {
  if (command.cla === 0x84 && command.ins === 0x82) return externalAuthenticate(chip, command);
  if (channel.kind !== 'issuer' || !channel.isOpen) return ended(chip, status.securityNotSatisfied);
  const opened = unwrapCommand(channel.session, command);
  if (opened === null) return ended(chip, status.securityNotSatisfied);
  const { level } = channel.session;
  // With R-MAC the host asks for the protected answer, so Le says only how long that may be: the card fills it.
  const isFilled = (level & securityLevel.responseMac) !== 0 && opened.expected !== null;
  const expected = isFilled ? roomInResponse(level, opened.expected) : opened.expected;
  const answer = execute(chip, { ...opened, expected }, (command.cla & CHAINING) !== 0);
  const isWhole = isFilled && answer.status === status.endOfFile;
  return wrapResponse(channel.session, isWhole ? { ...answer, status: status.ok } : answer);
}

/** Most data bytes of an answer whose protected form has `room` bytes. */
function roomIn({ session }: Extract<Channel, { kind: 'document' }>, room: number): number {
  const block = blockLength(session.suite);
  let length = Math.floor(room / block) * block - 1;
  while (length > 0 && protectedLength(session.suite, length) > room) length -= block;
  return Math.max(length, 0);
}

function malformed(chip: Chip): ResponseApdu {
  return ended(chip, status.wrongLength);
}

/** Whatever the card was in the middle of is over. */
function ended(chip: Chip, word: number): ResponseApdu {
  const { session } = chip;
  session.channel = noChannel;
  session.challenge = null;
  session.pace = null;
  session.isChipAuthenticationAnnounced = false;
  return reply(word);
}
