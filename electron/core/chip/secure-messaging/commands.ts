/**
 * Commands under secure messaging (Doc 9303-11 section 9.8.4): DO'87' or DO'85' with the enciphered data, DO'97' with Le,
 * DO'8E' with the checksum. The terminal protects, the card opens.
 */

import { ok, type Result } from '../../../../shared/result.ts';
import type { CommandApdu } from '../apdu.ts';
import { bytesEqual, concatBytes, uintBytes, uintOf } from '../bytes.ts';
import { pad } from '../crypto/padding.ts';
import { encodeTlv, parseTlvs, type Tlv } from '../lds/tlv.ts';
import { protectedLength } from './responses.ts';
import { blockLength, checksum, decipher, encipher, raiseCounter, type SecureSession } from './session.ts';

/** ISO/IEC 7816-4 section 5.4.1: secure messaging with the header authenticated. */
const SECURE = 0x0c;

/** Status words of section 5.6 for what a card finds wrong with a protected command. */
export const smStatus = { missing: 0x6987, incorrect: 0x6988 } as const;

/**
 * The protected form of a command, for the next exchange of the session. The outer Le is extended only where
 * `isExtended` allows it and the protected answer may need it.
 */
export function protectCommand(session: SecureSession, command: CommandApdu, isExtended: boolean): CommandApdu {
  raiseCounter(session);
  const cla = command.cla | SECURE;
  const body = concatBytes(dataObject(session, command), expectedObject(command.expected));
  const mac = checksum(session, concatBytes(protectedHeader(session, { ...command, cla }), body));
  const data = concatBytes(body, encodeTlv(0x8e, mac));
  const answerLength = protectedLength(session.suite, command.expected ?? 0);
  const needsExtended = data.length > 255 || (isExtended && answerLength > 256);
  return { cla, ins: command.ins, p1: command.p1, p2: command.p2, data, expected: needsExtended ? 65_536 : 256 };
}

/**
 * The command that a terminal protected; the counter has then been raised for it. Fails with the status word that the
 * card answers, after which the session is over (section 9.8.2).
 */
export function openCommand(session: SecureSession, command: CommandApdu): Result<CommandApdu, number> {
  raiseCounter(session);
  if ((command.cla & SECURE) !== SECURE) return { ok: false, error: smStatus.missing };
  const objects = parseTlvs(command.data, 'secure messaging');
  if (!objects.ok) return { ok: false, error: smStatus.incorrect };
  const parts = partsOf(objects.value);
  if (parts === null) return { ok: false, error: smStatus.incorrect };
  if (parts.mac === undefined) return { ok: false, error: smStatus.missing };
  const signed = concatBytes(protectedHeader(session, command), ...parts.signed.map(({ raw }) => raw));
  if (!bytesEqual(checksum(session, signed), parts.mac)) return { ok: false, error: smStatus.incorrect };
  const data = openData(session, command.ins, parts.data);
  const expected = openExpected(parts.expected);
  if (data === null || expected === 'broken') return { ok: false, error: smStatus.incorrect };
  return ok({ cla: command.cla & ~SECURE, ins: command.ins, p1: command.p1, p2: command.p2, data, expected });
}

/** The header is padded by itself, so that the objects start on a block (section 9.8.4). */
function protectedHeader(session: SecureSession, { cla, ins, p1, p2 }: CommandApdu): Uint8Array {
  return pad(Uint8Array.of(cla, ins, p1, p2), blockLength(session.suite));
}

/** DO'85' for an odd instruction byte, whose data is TLV already; else DO'87' with the padding indicator 01. */
function dataObject(session: SecureSession, { ins, data }: CommandApdu): Uint8Array {
  if (data.length === 0) return data;
  const enciphered = encipher(session, data);
  return ins % 2 === 1 ? encodeTlv(0x85, enciphered) : encodeTlv(0x87, Uint8Array.of(0x01), enciphered);
}

/** Le as it stood in the plain command: one byte, or two where it was extended. */
function expectedObject(expected: number | null): Uint8Array {
  if (expected === null) return new Uint8Array();
  return encodeTlv(0x97, expected > 256 ? uintBytes(expected % 65_536, 2) : uintBytes(expected % 256, 1));
}

interface Parts {
  readonly data: Tlv | undefined;
  readonly expected: Tlv | undefined;
  readonly mac: Uint8Array | undefined;
  readonly signed: readonly Tlv[];
}

/** Each object at most once and in the order of the standard, the checksum of eight bytes last; null otherwise. */
function partsOf(objects: readonly Tlv[]): Parts | null {
  const rest = [...objects];
  const data = rest[0]?.tag === 0x87 || rest[0]?.tag === 0x85 ? rest.shift() : undefined;
  const expected = rest[0]?.tag === 0x97 ? rest.shift() : undefined;
  const mac = rest[0]?.tag === 0x8e ? rest.shift() : undefined;
  if (rest.length > 0 || (mac !== undefined && mac.value.length !== 8)) return null;
  const signed = [data, expected].filter((object) => object !== undefined);
  return { data, expected, mac: mac?.value, signed };
}

function openData(session: SecureSession, ins: number, object: Tlv | undefined): Uint8Array | null {
  if (object === undefined) return new Uint8Array();
  if (object.tag !== (ins % 2 === 1 ? 0x85 : 0x87)) return null;
  if (object.tag === 0x85) return decipher(session, object.value);
  return object.value[0] === 0x01 ? decipher(session, object.value.subarray(1)) : null;
}

function openExpected(object: Tlv | undefined): number | null | 'broken' {
  if (object === undefined) return null;
  if (object.value.length !== 1 && object.value.length !== 2) return 'broken';
  const expected = uintOf(object.value);
  return expected === 0 ? 256 ** object.value.length : expected;
}
