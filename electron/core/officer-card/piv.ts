/**
 * The officer's card as the PIV card application (NIST SP 800-73-5 part 2) is spoken to: selected, the key of 9A read from
 * its certificate, the PIN given, a digest signed. Nothing else of the card is looked at.
 */

import { error, fail, ok, type Result } from '../../../shared/result.ts';
import { encodeCommand, parseResponse, status, statusText, type ResponseApdu } from '../chip/apdu.ts';
import { bytesOfHex, concatBytes, uintOf } from '../chip/bytes.ts';
import { pointOf, signatureFromDer } from '../chip/lds/p256.ts';
import { encodeTlv, parseTlvs } from '../chip/lds/tlv.ts';

/** One command to a card with power, and its answer. */
export type Transmit = (command: Uint8Array) => Promise<Result<Uint8Array>>;

/** Part 1 section 2.2: the application without its version, which is how it may be selected. */
const APPLICATION = bytesOfHex('A00000030800001000');
/** Part 1 table 3: X.509 certificate for PIV authentication. */
const CERTIFICATE = bytesOfHex('5FC105');
/** SP 800-78-5 tables 6 and 7: ECC on P-256, the PIV authentication key, the PIN of the application. */
export const ALGORITHM = 0x11;
export const KEY = 0x9a;
export const PIN = 0x80;
/** A certificate and what is around it; a card that goes on beyond that is none. */
const LONGEST_OBJECT = 8192;
const NOTHING = new Uint8Array();

/** Part 1 section 3.3: six to eight decimal digits. Anything else would be counted by the card as a wrong one. */
export function isPin(text: string): boolean {
  return /^\d{6,8}$/.test(text);
}

/** Fails with `officerCard.notOne` where the card has no such application. */
export async function selectPiv(transmit: Transmit): Promise<Result<void>> {
  const selected = await send(transmit, { ins: 0xa4, p1: 0x04, p2: 0x00, data: APPLICATION, expected: 256 });
  if (!selected.ok) return selected;
  return selected.value.status === status.ok ? ok(undefined) : notOne(`SELECT ${statusText(selected.value.status)}`);
}

/** The key of 9A as its certificate states it: an uncompressed point of P-256. Fails with `officerCard.notOne`. */
export async function readKey(transmit: Transmit): Promise<Result<Uint8Array>> {
  const asked = encodeTlv(0x5c, CERTIFICATE);
  const read = await send(transmit, { ins: 0xcb, p1: 0x3f, p2: 0xff, data: asked, expected: 256 });
  if (!read.ok) return read;
  if (read.value.status !== status.ok) return notOne(`5FC105 ${statusText(read.value.status)}`);
  // Part 1 section 4.1: 53 { 70 certificate, 71 whether it is compressed, FE }.
  const certificate = valueOf(valueOf(read.value.data, 0x53) ?? NOTHING, 0x70);
  if (certificate === null) return notOne('5FC105');
  const point = pointOf(keyInfoOf(certificate) ?? NOTHING);
  return point.ok ? point : notOne('not a key on P-256');
}

/**
 * Gives the PIN, for as long as the card has power. Fails with `officerCard.wrongPin` and how many tries are left, and
 * with `officerCard.blocked`.
 */
export async function givePin(transmit: Transmit, pin: string): Promise<Result<void>> {
  // Part 2 section 3.2.1: eight bytes, filled with FF.
  const data = Uint8Array.from({ length: 8 }, (_, index) => pin.codePointAt(index) ?? 0xff);
  const given = await send(transmit, { ins: 0x20, p1: 0x00, p2: PIN, data, expected: null });
  data.fill(0);
  if (!given.ok) return given;
  const sw = given.value.status;
  if (sw === status.ok) return ok(undefined);
  if (sw === status.authenticationBlocked || sw === 0x63c0) return fail('officerCard.blocked', {});
  if (sw >> 4 === 0x63c) return fail('officerCard.wrongPin', { left: sw & 0x0f });
  return failed(`VERIFY ${statusText(sw)}`);
}

/** r || s of 32 bytes each over a SHA-256 digest, by the key of 9A. */
export async function signDigest(transmit: Transmit, digest: Uint8Array): Promise<Result<Uint8Array>> {
  // Part 2 section 3.2.4 and appendix A.3: 7C { 82 empty = the answer is wanted, 81 what is to be signed }.
  const data = encodeTlv(0x7c, encodeTlv(0x82), encodeTlv(0x81, digest));
  const signed = await send(transmit, { ins: 0x87, p1: ALGORITHM, p2: KEY, data, expected: 256 });
  if (!signed.ok) return signed;
  if (signed.value.status !== status.ok) return failed(`GENERAL AUTHENTICATE ${statusText(signed.value.status)}`);
  const signature = signatureFromDer(valueOf(valueOf(signed.value.data, 0x7c) ?? NOTHING, 0x82) ?? NOTHING);
  return signature.ok ? signature : failed('signature');
}

interface Command {
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Uint8Array;
  readonly expected: number | null;
}

/** The whole answer, in as many pieces as the card gives it (ISO/IEC 7816-4 section 5.3.4: 61XX, then GET RESPONSE). */
async function send(transmit: Transmit, command: Command): Promise<Result<ResponseApdu>> {
  let data: Uint8Array = NOTHING;
  let next = encodeCommand({ cla: 0x00, ...command });
  while (data.length <= LONGEST_OBJECT) {
    const answered = await transmit(next);
    if (!answered.ok) return answered.error.kind === 'writer.unanswered' ? failed('no answer') : answered;
    const response = parseResponse(answered.value);
    if (!response.ok) return failed('not an answer');
    data = concatBytes(data, response.value.data);
    const { status: sw } = response.value;
    if (sw >> 8 !== 0x61) return ok({ data, status: sw });
    const more = (sw & 0xff) === 0 ? 256 : sw & 0xff;
    next = encodeCommand({ cla: 0x00, ins: 0xc0, p1: 0x00, p2: 0x00, data: NOTHING, expected: more });
  }
  return failed('an answer without end');
}

/** Cards write lengths in more bytes than DER needs, so this reads BER; null where there is no such object. */
function valueOf(bytes: Uint8Array, tag: number): Uint8Array | null {
  let at = 0;
  while (at + 2 <= bytes.length) {
    const first = bytes[at + 1] ?? 0;
    const lengthBytes = first < 0x80 ? 0 : first - 0x80;
    const start = at + 2 + lengthBytes;
    if (lengthBytes > 2 || start > bytes.length) return null;
    const length = lengthBytes === 0 ? first : uintOf(bytes.subarray(at + 2, start));
    if (start + length > bytes.length) return null;
    if (bytes[at] === tag) return bytes.subarray(start, start + length);
    at = start + length;
  }
  return null;
}

/** SubjectPublicKeyInfo of a certificate that somebody else issued, by whatever algorithm (RFC 5280 section 4.1). */
function keyInfoOf(certificate: Uint8Array): Uint8Array | null {
  const outer = valueOf(certificate, 0x30);
  const body = outer === null ? null : valueOf(outer, 0x30);
  if (body === null) return null;
  const fields = parseTlvs(body, 'certificate');
  if (!fields.ok) return null;
  // Of its sequences (algorithm, issuer, validity, subject, key) the fifth.
  return fields.value.filter(({ tag }) => tag === 0x30)[4]?.raw ?? null;
}

function notOne(problem: string): Result<never> {
  return { ok: false, error: error('officerCard.notOne', { problem }) };
}

function failed(problem: string): Result<never> {
  return { ok: false, error: error('officerCard.failed', { problem }) };
}
