/**
 * ECDSA on P-256 in the forms that certificates use: keys as SubjectPublicKeyInfo, signatures in DER, while the ports
 * speak r || s. Doc 9303-12 section 4.1.6.3 writes the curve out; OpenSSL 3 refuses to verify such a chain, so ours name
 * it, and both forms are read (ADR 0020).
 */

import { ok, type Result } from '../../../../shared/result.ts';
import { bytesEqual, bytesOfHex, concatBytes, uintBytes } from '../bytes.ts';
import { bitString, objectIdentifier, octetString, sequence, smallInteger, unsignedInteger } from './der.ts';
import { malformed, parseOnly, parseTlvs } from './tlv.ts';

const EC_PUBLIC_KEY = objectIdentifier('1.2.840.10045.2.1');
const NAMED_CURVE = objectIdentifier('1.2.840.10045.3.1.7');

/** FIPS 186-5 / SEC 2 section 2.4.2, with the co-factor that Doc 9303-12 asks for; the seed of the curve is optional. */
function explicitCurve(...seed: readonly Uint8Array[]): Uint8Array {
  return sequence(
    smallInteger(1),
    sequence(
      objectIdentifier('1.2.840.10045.1.1'),
      unsignedInteger(bytesOfHex('FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF')),
    ),
    sequence(
      octetString(bytesOfHex('FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC')),
      octetString(bytesOfHex('5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B')),
      ...seed,
    ),
    octetString(
      bytesOfHex(
        '046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296' +
          '4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5',
      ),
    ),
    unsignedInteger(bytesOfHex('FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551')),
    smallInteger(1),
  );
}

const SEED = bitString(bytesOfHex('C49D360886E704936A6678E1139D26B7819F7E90'));
const CURVE_FORMS = [NAMED_CURVE, explicitCurve(), explicitCurve(SEED)];

/** ecdsa-with-SHA256 (RFC 5758 section 3.2): no parameters. */
export const ECDSA_SHA256 = '1.2.840.10045.4.3.2';

/** The uncompressed point (65 bytes) of a SubjectPublicKeyInfo, named or explicit. Fails for any other key. */
export function pointOf(publicKey: Uint8Array): Result<Uint8Array> {
  const what = 'public key';
  const content = parseOnly(publicKey, 0x30, what);
  if (!content.ok) return content;
  const parts = parseTlvs(content.value, what);
  if (!parts.ok) return parts;
  const [algorithm, bits] = parts.value;
  if (algorithm?.tag !== 0x30 || bits?.tag !== 0x03) return malformed(what, 'structure');
  const isP256 = CURVE_FORMS.some((curve) => bytesEqual(concatBytes(EC_PUBLIC_KEY, curve), algorithm.value));
  if (!isP256) return malformed(what, 'not on the curve P-256');
  const point = bits.value.slice(1);
  if (bits.value[0] !== 0 || point.length !== 65 || point[0] !== 4) return malformed(what, 'not an uncompressed point');
  return ok(point);
}

/** SubjectPublicKeyInfo with the curve by name, as our certificates carry it and the Verifier port takes it. */
export function namedKey(point: Uint8Array): Uint8Array {
  return sequence(sequence(EC_PUBLIC_KEY, NAMED_CURVE), bitString(point));
}

/** How a certificate states its curve: by name, or written out. */
export type CurveForm = 'named' | 'explicit';

export function publicKeyInfo(point: Uint8Array, form: CurveForm): Uint8Array {
  return form === 'named' ? namedKey(point) : explicitKey(point);
}

/** SubjectPublicKeyInfo with the curve written out, co-factor included, as the chip's own keys are published. */
export function explicitKey(point: Uint8Array): Uint8Array {
  return sequence(sequence(EC_PUBLIC_KEY, explicitCurve()), bitString(point));
}

/** r || s of 32 bytes each to ECDSA-Sig-Value (RFC 5480 appendix A). */
export function signatureToDer(raw: Uint8Array): Uint8Array {
  return sequence(unsignedInteger(raw.subarray(0, 32)), unsignedInteger(raw.subarray(32)));
}

export function signatureFromDer(der: Uint8Array): Result<Uint8Array> {
  const what = 'signature';
  const content = parseOnly(der, 0x30, what);
  if (!content.ok) return content;
  const parts = parseTlvs(content.value, what);
  if (!parts.ok) return parts;
  const [r, s, ...rest] = parts.value;
  if (r?.tag !== 0x02 || s?.tag !== 0x02 || rest.length > 0) return malformed(what, 'structure');
  const left = fixedLength(r.value);
  const right = fixedLength(s.value);
  return left === null || right === null ? malformed(what, 'number out of range') : ok(concatBytes(left, right));
}

function fixedLength(integer: Uint8Array): Uint8Array | null {
  const bytes = integer[0] === 0 ? integer.subarray(1) : integer;
  return bytes.length > 32 ? null : concatBytes(uintBytes(0, 32 - bytes.length), bytes);
}
