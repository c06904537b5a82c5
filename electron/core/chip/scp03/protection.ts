/**
 * Commands and answers inside an SCP03 session (Amendment D sections 6.2.4 to 6.2.7), from the host's side and from the
 * card's: C-MAC with chaining, command encryption, R-MAC, response encryption, as the security level says.
 */

import { ok, type Result } from '../../../../shared/result.ts';
import type { CommandApdu, ResponseApdu } from '../apdu.ts';
import { bytesEqual, concatBytes, uintBytes } from '../bytes.ts';
import { AES_BLOCK, aesBlockEncrypt, aesCbcDecrypt, aesCbcEncrypt, aesCmac } from '../crypto/aes.ts';
import { pad, unpad } from '../crypto/padding.ts';
import { malformed } from '../lds/tlv.ts';
import { securityLevel, type Scp03Session } from './session.ts';

/** GlobalPlatform v2.3 table 11-11: secure messaging of GlobalPlatform's own form. */
const SECURE = 0x04;
const MAC_LENGTH = 8;

/**
 * The protected command. EXTERNAL AUTHENTICATE itself goes with `level` 01: a MAC and nothing else (section 7.1.2).
 * `longestAnswer` is what reader and card carry in one answer.
 */
export function wrapCommand(session: Scp03Session, command: CommandApdu, longestAnswer = 256): CommandApdu {
  const data = has(session, 'encryption') ? encryptCommand(session, command.data) : command.data;
  const wrapped = { ...command, cla: command.cla | SECURE, data: concatBytes(data, new Uint8Array(MAC_LENGTH)) };
  session.chaining = commandMac(session, wrapped);
  wrapped.data.set(session.chaining.subarray(0, MAC_LENGTH), data.length);
  // With R-MAC every good answer has data, so an answer must be asked for.
  if (!has(session, 'responseMac')) return wrapped;
  return { ...wrapped, expected: Math.min(protectedLength(session.level, command.expected ?? 0), longestAnswer) };
}

/**
 * The card's side of `wrapCommand`. Null where the MAC or the padding is wrong: the card then answers 6982 and ends the
 * session.
 */
export function unwrapCommand(session: Scp03Session, command: CommandApdu): CommandApdu | null {
  if ((command.cla & SECURE) === 0 || command.data.length < MAC_LENGTH) return null;
  const mac = command.data.subarray(command.data.length - MAC_LENGTH);
  const chaining = commandMac(session, command);
  if (!bytesEqual(chaining.subarray(0, MAC_LENGTH), mac)) return null;
  session.chaining = chaining;
  const protectedData = command.data.slice(0, -MAC_LENGTH);
  const data = has(session, 'encryption') ? decryptCommand(session, protectedData) : protectedData;
  return data === null ? null : { ...command, cla: command.cla & ~SECURE, data };
}

/** The card's answer. An error status goes bare (section 6.2.5); 9000, 62xx and 63xx carry data and R-MAC. */
export function wrapResponse(session: Scp03Session, response: ResponseApdu): ResponseApdu {
  const isProtected = has(session, 'responseMac') && isGood(response.status);
  const data =
    isProtected && has(session, 'responseEncryption') ? encryptResponse(session, response.data) : response.data;
  session.commandCounter += 1;
  if (!isProtected) return { ...response, data };
  return { data: concatBytes(data, responseMac(session, data, response.status)), status: response.status };
}

/**
 * The host's side of `wrapResponse`. Fails with `chip.malformed` where the R-MAC or the padding is wrong. A bare error
 * status is handed on: it is a refusal whoever sent it.
 */
export function unwrapResponse(session: Scp03Session, response: ResponseApdu): Result<ResponseApdu> {
  const opened = openResponse(session, response);
  session.commandCounter += 1;
  return opened;
}

/** Most data bytes of a command whose protected form has `room` bytes. */
export function roomInCommand(level: number, room: number): number {
  const inner = room - MAC_LENGTH;
  return (level & securityLevel.encryption) === 0 ? inner : Math.floor(inner / AES_BLOCK) * AES_BLOCK - 1;
}

/** Most data bytes of an answer whose protected form has `room` bytes. */
export function roomInResponse(level: number, room: number): number {
  const inner = (level & securityLevel.responseMac) === 0 ? room : room - MAC_LENGTH;
  return (level & securityLevel.responseEncryption) === 0 ? inner : Math.floor(inner / AES_BLOCK) * AES_BLOCK - 1;
}

/** The protected answer to a command that expects `length` bytes, which is what Le asks for: SCP03 has no other Le. */
export function protectedLength(level: number, length: number): number {
  // No answer but its MAC: any length, as for a command that expects whatever there is.
  if (length === 0) return 256;
  const isEncrypted = (level & securityLevel.responseEncryption) !== 0;
  return (isEncrypted ? (Math.floor(length / AES_BLOCK) + 1) * AES_BLOCK : length) + MAC_LENGTH;
}

function openResponse(session: Scp03Session, response: ResponseApdu): Result<ResponseApdu> {
  if (!has(session, 'responseMac')) return ok(response);
  if (!isGood(response.status)) return ok({ data: new Uint8Array(), status: response.status });
  if (response.data.length < MAC_LENGTH) return malformed('SCP03', 'R-MAC missing');
  const data = response.data.slice(0, -MAC_LENGTH);
  const mac = response.data.subarray(response.data.length - MAC_LENGTH);
  if (!bytesEqual(responseMac(session, data, response.status), mac)) return malformed('SCP03', 'R-MAC');
  const plain = has(session, 'responseEncryption') ? decryptResponse(session, data) : data;
  return plain === null ? malformed('SCP03', 'padding') : ok({ data: plain, status: response.status });
}

/** Section 6.2.4: over the chaining value, the header with the secure bit, Lc with the MAC counted in, and the data. */
function commandMac(session: Scp03Session, { cla, ins, p1, p2, data }: CommandApdu): Uint8Array {
  const length =
    data.length > 255 ? concatBytes(uintBytes(0, 1), uintBytes(data.length, 2)) : uintBytes(data.length, 1);
  const header = concatBytes(session.chaining, Uint8Array.of(cla, ins, p1, p2), length);
  return aesCmac(session.mac, concatBytes(header, data.subarray(0, data.length - MAC_LENGTH)));
}

/** Section 6.2.5: over the chaining value of the command, the data as sent, and the status word. */
function responseMac(session: Scp03Session, data: Uint8Array, status: number): Uint8Array {
  return aesCmac(session.responseMac, concatBytes(session.chaining, data, uintBytes(status, 2))).slice(0, MAC_LENGTH);
}

/** A command without data is not encrypted, yet it counts (section 6.2.6). */
function encryptCommand(session: Scp03Session, data: Uint8Array): Uint8Array {
  if (data.length === 0) return data;
  return aesCbcEncrypt(session.encryption, startBlock(session, 'command'), pad(data, AES_BLOCK));
}

function decryptCommand(session: Scp03Session, data: Uint8Array): Uint8Array | null {
  if (data.length === 0) return data;
  if (data.length % AES_BLOCK !== 0) return null;
  return unpad(aesCbcDecrypt(session.encryption, startBlock(session, 'command'), data));
}

function encryptResponse(session: Scp03Session, data: Uint8Array): Uint8Array {
  if (data.length === 0) return data;
  return aesCbcEncrypt(session.encryption, startBlock(session, 'response'), pad(data, AES_BLOCK));
}

function decryptResponse(session: Scp03Session, data: Uint8Array): Uint8Array | null {
  if (data.length === 0) return data;
  if (data.length % AES_BLOCK !== 0) return null;
  return unpad(aesCbcDecrypt(session.encryption, startBlock(session, 'response'), data));
}

/** Section 6.2.6 and 6.2.7: the encrypted number of the command, its first bit set for the answer. */
function startBlock(session: Scp03Session, direction: 'command' | 'response'): Uint8Array {
  const counter = uintBytes(session.commandCounter, AES_BLOCK);
  if (direction === 'response') counter[0] = 0x80;
  return aesBlockEncrypt(session.encryption, counter);
}

function has(session: Scp03Session, protection: keyof typeof securityLevel): boolean {
  return (session.level & securityLevel[protection]) !== 0;
}

function isGood(status: number): boolean {
  return status === 0x9000 || status >> 8 === 0x62 || status >> 8 === 0x63;
}
