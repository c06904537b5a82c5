/**
 * READ BINARY (ISO/IEC 7816-4 section 11.3.3; Doc 9303-10 section 3.6): even instruction with offset or short identifier,
 * odd instruction with an offset data object, which also reaches what lies beyond 32 K.
 */

import { status, type CommandApdu, type ResponseApdu } from '../../../../core/chip/apdu.ts';
import { uintOf } from '../../../../core/chip/bytes.ts';
import type { ChipApplication } from '../../../../core/chip/chip.ts';
import { encodeTlv, parseOnly } from '../../../../core/chip/lds/tlv.ts';
import { mayRead } from './access.ts';
import { reply } from './reply.ts';
import type { Chip } from './session.ts';

/** A file that a command addresses, or why there is none. */
export type Target =
  | { readonly kind: 'file'; readonly fileId: number; readonly bytes: Uint8Array; readonly offset: number }
  | { readonly kind: 'none'; readonly status: number };

export function readBinary(chip: Chip, command: CommandApdu): ResponseApdu {
  if (command.expected === null || command.data.length > 0) return reply(status.wrongLength);
  const target = addressed(chip, command);
  if (target.kind === 'none') return reply(target.status);
  return part(target, command.expected, (data) => data);
}

/** B1: DO'54' holds the offset, the answer comes in DO'53'; Le counts tag and length too. */
export function readBinaryOdd(chip: Chip, command: CommandApdu): ResponseApdu {
  if (command.expected === null) return reply(status.wrongLength);
  const offset = parseOnly(command.data, 0x54, 'offset');
  if (!offset.ok || offset.value.length === 0 || offset.value.length > 3) return reply(status.wrongData);
  const target = addressedOdd(chip, command, uintOf(offset.value));
  if (target.kind === 'none') return reply(target.status);
  const room = command.expected - headerLength(command.expected);
  if (room < 1) return reply(status.wrongLength);
  return part(target, room, (data) => encodeTlv(0x53, data), command.expected);
}

/** P1 bit 8 names the file by its short identifier and makes it current; else P1 P2 is the offset in the current one. */
export function addressed(chip: Chip, { p1, p2 }: CommandApdu): Target {
  if ((p1 & 0x80) === 0) return current(chip, p1 * 256 + p2);
  if ((p1 & 0x60) !== 0) return { kind: 'none', status: status.wrongParameters };
  return byShortIdentifier(chip, p1 & 0x1f, p2);
}

/** P1 P2 0000 is the current file, up to 001E a short identifier, beyond that a file identifier. */
export function addressedOdd(chip: Chip, { p1, p2 }: CommandApdu, offset: number): Target {
  const identifier = p1 * 256 + p2;
  if (identifier === 0) return current(chip, offset);
  if (identifier <= 0x1f) return byShortIdentifier(chip, identifier, offset);
  return named(chip, identifier, offset);
}

function current(chip: Chip, offset: number): Target {
  const { fileId } = chip.session;
  return fileId === null ? { kind: 'none', status: status.noFileSelected } : named(chip, fileId, offset);
}

/** Doc 9303-10 table 34 and section 3.11: the short identifier is the low five bits of the identifier. */
function byShortIdentifier(chip: Chip, short: number, offset: number): Target {
  const { application } = chip.session;
  if (short === 0 || short === 0x1f) return { kind: 'none', status: status.wrongParameters };
  return named(chip, identifierOf(application, short), offset);
}

function identifierOf(application: ChipApplication, short: number): number {
  if (application === 'emrtd') return 0x0100 + short;
  if (application === 'service') return short;
  // EF.ATR/INFO 2F01 and EF.DIR 2F00 have 01 and 1E, EF.CardAccess 011C and EF.CardSecurity 011D their own.
  if (short === 0x01) return 0x2f01;
  return short === 0x1e ? 0x2f00 : 0x0100 + short;
}

function named(chip: Chip, fileId: number, offset: number): Target {
  const { session, card } = chip;
  if (!mayRead(chip, session.application, fileId)) return { kind: 'none', status: status.securityNotSatisfied };
  const bytes = card.applications[session.application].files.get(fileId);
  if (bytes === undefined) return { kind: 'none', status: status.fileNotFound };
  session.fileId = fileId;
  return { kind: 'file', fileId, bytes, offset };
}

function part(
  target: Extract<Target, { kind: 'file' }>,
  room: number,
  form: (data: Uint8Array) => Uint8Array,
  expected = room,
): ResponseApdu {
  if (target.offset >= target.bytes.length) return reply(status.wrongOffset);
  const data = target.bytes.slice(target.offset, target.offset + room);
  // Le 00 asks for whatever there is; a stated length that the file cannot give is warned of.
  const isWhole = data.length === room || expected === 256 || expected === 65_536;
  return reply(isWhole ? status.ok : status.endOfFile, form(data));
}

/** Of DO'53' that fills `total` bytes with its header. */
function headerLength(total: number): number {
  if (total <= 0x7f + 2) return 2;
  return total <= 0xff + 3 ? 3 : 4;
}
