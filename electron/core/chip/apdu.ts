/** Command and response units (ISO/IEC 7816-4 section 5): encoded, and parsed strictly. */

import { fail, ok, type Result } from '../../../shared/result.ts';
import { concatBytes, hexOf, uintBytes, uintOf } from './bytes.ts';

export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Uint8Array;
  /** Most bytes expected in the answer, 1 to 65,536; null where none are. */
  readonly expected: number | null;
}

export interface ResponseApdu {
  readonly data: Uint8Array;
  /** SW1 SW2, 0x9000 = done. */
  readonly status: number;
}

/** Status words by ISO/IEC 7816-4 section 5.6 that the engine or the card names. */
export const status = {
  ok: 0x9000,
  endOfFile: 0x6282,
  authenticationFailed: 0x6300,
  memoryFailure: 0x6581,
  wrongLength: 0x6700,
  noLogicalChannel: 0x6881,
  noSecureMessaging: 0x6882,
  endOfChainExpected: 0x6883,
  noChaining: 0x6884,
  securityNotSatisfied: 0x6982,
  authenticationBlocked: 0x6983,
  conditionsNotSatisfied: 0x6985,
  noFileSelected: 0x6986,
  wrongData: 0x6a80,
  fileNotFound: 0x6a82,
  notEnoughMemory: 0x6a84,
  wrongParameters: 0x6a86,
  dataNotFound: 0x6a88,
  fileExists: 0x6a89,
  wrongOffset: 0x6b00,
  wrongInstruction: 0x6d00,
  wrongClass: 0x6e00,
} as const;

/** Short where data and answer fit it (255 and 256 bytes), else extended (65,535 and 65,536). */
export function encodeCommand(command: CommandApdu): Uint8Array {
  const header = Uint8Array.of(command.cla, command.ins, command.p1, command.p2);
  const isExtended = command.data.length > 255 || (command.expected ?? 0) > 256;
  return isExtended ? encodeExtended(header, command) : encodeShort(header, command);
}

/** Fails with `chip.malformed` where the bytes are none of the seven cases of section 5.1. */
export function parseCommand(bytes: Uint8Array): Result<CommandApdu> {
  const [cla, ins, p1, p2, first] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return broken('header');
  const command = { cla, ins, p1, p2, data: new Uint8Array(), expected: null };
  if (first === undefined) return ok(command);
  const body = bytes.subarray(4);
  if (body.length === 1) return ok({ ...command, expected: first === 0 ? 256 : first });
  const parsed = first === 0 ? parseExtended(body) : parseShort(body);
  return parsed.ok ? ok({ ...command, ...parsed.value }) : parsed;
}

/** Fails with `chip.malformed` for less than SW1 SW2, more than 65,538 bytes, or an SW1 that is none. */
export function parseResponse(bytes: Uint8Array): Result<ResponseApdu> {
  if (bytes.length < 2 || bytes.length > 65_538) return broken('response length');
  const sw = uintOf(bytes.subarray(bytes.length - 2));
  // Section 5.6: SW1 is 6X or 9X, but never 60.
  const isStatus = sw >> 12 === 9 || (sw >> 12 === 6 && sw >> 8 !== 0x60);
  return isStatus ? ok({ data: bytes.slice(0, -2), status: sw }) : broken('status word');
}

export function encodeResponse(sw: number, data: Uint8Array = new Uint8Array()): Uint8Array {
  return concatBytes(data, uintBytes(sw, 2));
}

export function statusText(sw: number): string {
  return hexOf(uintBytes(sw, 2));
}

function encodeShort(header: Uint8Array, { data, expected }: CommandApdu): Uint8Array {
  const body = data.length === 0 ? data : concatBytes(uintBytes(data.length, 1), data);
  return concatBytes(header, body, expected === null ? new Uint8Array() : uintBytes(expected % 256, 1));
}

function encodeExtended(header: Uint8Array, { data, expected }: CommandApdu): Uint8Array {
  // The zero that marks the extended form stands once, before the first length field.
  const body = concatBytes(uintBytes(0, 1), data.length === 0 ? data : concatBytes(uintBytes(data.length, 2), data));
  return concatBytes(header, body, expected === null ? new Uint8Array() : uintBytes(expected % 65_536, 2));
}

type Body = Pick<CommandApdu, 'data' | 'expected'>;

function parseShort(body: Uint8Array): Result<Body> {
  const length = body[0] ?? 0;
  const data = body.slice(1, 1 + length);
  const rest = body.subarray(1 + length);
  if (data.length !== length || rest.length > 1) return broken('length');
  const [le] = rest;
  return ok({ data, expected: le === undefined ? null : le === 0 ? 256 : le });
}

function parseExtended(body: Uint8Array): Result<Body> {
  const length = uintOf(body.subarray(1, 3));
  if (body.length < 3) return broken('extended length');
  if (body.length === 3) return ok({ data: new Uint8Array(), expected: length === 0 ? 65_536 : length });
  const data = body.slice(3, 3 + length);
  const rest = body.subarray(3 + length);
  if (length === 0 || data.length !== length || (rest.length !== 0 && rest.length !== 2))
    return broken('extended length');
  const le = uintOf(rest);
  return ok({ data, expected: rest.length === 0 ? null : le === 0 ? 65_536 : le });
}

function broken(problem: string): ReturnType<typeof fail> {
  return fail('chip.malformed', { what: 'APDU', problem });
}
