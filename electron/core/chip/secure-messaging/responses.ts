/**
 * Answers under secure messaging (Doc 9303-11 section 9.8.4): DO'87' or DO'85' with the enciphered data, DO'99' with the
 * status word, DO'8E' with the checksum. The card protects, the terminal opens.
 */

import { ok, type Result } from '../../../../shared/result.ts';
import type { ResponseApdu } from '../apdu.ts';
import { bytesEqual, concatBytes, uintBytes, uintOf } from '../bytes.ts';
import type { CipherSuite } from '../crypto/kdf.ts';
import { encodeTlv, malformed, parseTlvs, type Tlv } from '../lds/tlv.ts';
import { blockLength, checksum, decipher, encipher, raiseCounter, type SecureSession } from './session.ts';

/** The protected form of the answer to a command of this instruction byte. */
export function protectResponse(session: SecureSession, ins: number, response: ResponseApdu): ResponseApdu {
  raiseCounter(session);
  const body = concatBytes(dataObject(session, ins, response.data), encodeTlv(0x99, uintBytes(response.status, 2)));
  const data = concatBytes(body, encodeTlv(0x8e, checksum(session, body)));
  return { data, status: response.status };
}

/**
 * The answer that the card protected. Fails with `chip.malformed` where the objects or the checksum are wrong, or where a
 * good answer came without protection: then nobody knows who sent it.
 */
export function openResponse(session: SecureSession, response: ResponseApdu): Result<ResponseApdu> {
  raiseCounter(session);
  // A card that ends the session says why without protection (section 9.8.2): a refusal, whoever sent it.
  if (response.data.length === 0 && !isGood(response.status)) return ok(response);
  const objects = parseTlvs(response.data, 'secure messaging');
  if (!objects.ok) return objects;
  const rest = [...objects.value];
  const data = rest[0]?.tag === 0x87 || rest[0]?.tag === 0x85 ? rest.shift() : undefined;
  const status = rest.shift();
  const mac = rest.shift();
  if (status?.tag !== 0x99 || status.value.length !== 2 || mac?.tag !== 0x8e || rest.length > 0)
    return malformed('secure messaging', 'objects');
  const signed = concatBytes(data?.raw ?? new Uint8Array(), status.raw);
  if (!bytesEqual(checksum(session, signed), mac.value)) return malformed('secure messaging', 'checksum');
  const plain = openData(session, data);
  if (plain === null) return malformed('secure messaging', 'padding');
  // The status word outside the objects is not protected: anyone on the air may have changed it.
  if (uintOf(status.value) !== response.status) return malformed('secure messaging', 'status word');
  return ok({ data: plain, status: response.status });
}

/** Bytes of the protected answer, without its status word, that carries `dataLength` bytes. */
export function protectedLength(suite: CipherSuite, dataLength: number): number {
  const statusAndMac = 4 + 10;
  if (dataLength === 0) return statusAndMac;
  const block = blockLength(suite);
  const value = 1 + block * (Math.floor(dataLength / block) + 1);
  const header = value < 0x80 ? 2 : value < 0x100 ? 3 : 4;
  return header + value + statusAndMac;
}

function dataObject(session: SecureSession, ins: number, data: Uint8Array): Uint8Array {
  if (data.length === 0) return data;
  const enciphered = encipher(session, data);
  return ins % 2 === 1 ? encodeTlv(0x85, enciphered) : encodeTlv(0x87, Uint8Array.of(0x01), enciphered);
}

function openData(session: SecureSession, object: Tlv | undefined): Uint8Array | null {
  if (object === undefined) return new Uint8Array();
  if (object.tag === 0x85) return decipher(session, object.value);
  return object.value[0] === 0x01 ? decipher(session, object.value.subarray(1)) : null;
}

function isGood(status: number): boolean {
  return status === 0x9000 || status >> 8 === 0x62 || status >> 8 === 0x63;
}
