/**
 * Elliptic curves of the chip: P-256 and brainpoolP256r1 (domain parameters 12 and 13 of Doc 9303-11 table 6), in the pure
 * library because the platform's cryptography lacks brainpool. Secrets are 32 bytes, points 65 bytes `04 || x || y`.
 */

import { brainpoolP256r1 } from '@noble/curves/misc.js';
import { p256 } from '@noble/curves/nist.js';
import { hexOf } from '../bytes.ts';

export type CurveName = 'p256' | 'brainpoolP256r1';

const curves = { p256, brainpoolP256r1 } as const;

/** A point other than infinity that is proven to lie on the curve. */
export type CurvePoint = ReturnType<typeof p256.Point.fromAffine>;

export interface KeyPair {
  readonly secret: Uint8Array;
  /** Uncompressed. */
  readonly publicKey: Uint8Array;
}

/** Random bytes, as the Random port gives them. */
type RandomBytes = (count: number) => Uint8Array;

/** Null where the bytes are no uncompressed point of the curve. */
export function decodePoint(curve: CurveName, bytes: Uint8Array): CurvePoint | null {
  if (bytes.length !== 65 || bytes[0] !== 0x04) return null;
  try {
    const point = curves[curve].Point.fromBytes(bytes);
    point.assertValidity();
    return point;
  } catch {
    return null;
  }
}

export function encodePoint(point: CurvePoint): Uint8Array {
  return point.toBytes(false);
}

/** FIPS 186-5 appendix A.2.1: 64 bits more than the order has, reduced to 1 up to n - 1. */
export function secretFrom(curve: CurveName, random: Uint8Array): Uint8Array {
  const order = curves[curve].Point.Fn.ORDER;
  const scalar = (BigInt(`0x${hexOf(random)}`) % (order - 1n)) + 1n;
  return curves[curve].Point.Fn.toBytes(scalar);
}

/** A key pair over the standard base point, or over the `base` that PACE mapped to. */
export function generateKeyPair(curve: CurveName, random: RandomBytes, base?: CurvePoint): KeyPair {
  return keyPairOf(curve, secretFrom(curve, random(40)), base);
}

export function keyPairOf(curve: CurveName, secret: Uint8Array, base?: CurvePoint): KeyPair {
  const point = (base ?? curves[curve].Point.BASE).multiply(scalarOf(curve, secret));
  return { secret, publicKey: encodePoint(point) };
}

/** The x coordinate, 32 bytes (BSI TR-03111 section 4.3.1 ECKA); null where the other side's point is none. */
export function sharedSecret(curve: CurveName, secret: Uint8Array, otherPublicKey: Uint8Array): Uint8Array | null {
  const other = decodePoint(curve, otherPublicKey);
  return other === null ? null : encodePoint(other.multiply(scalarOf(curve, secret))).slice(1, 33);
}

/**
 * Generic mapping (Doc 9303-11 section 4.4.3.3.1): the new base `s * G + H`, with H the shared point of the mapping keys.
 * Null where the other side's point is none, or the result is infinity.
 */
export function mapGenerically(
  curve: CurveName,
  nonce: Uint8Array,
  secret: Uint8Array,
  otherPublicKey: Uint8Array,
): CurvePoint | null {
  const other = decodePoint(curve, otherPublicKey);
  if (other === null) return null;
  const { BASE, Fn, ZERO } = curves[curve].Point;
  const scalar = BigInt(`0x${hexOf(nonce)}`) % Fn.ORDER;
  const scaled = scalar === 0n ? ZERO : BASE.multiply(scalar);
  const mapped = scaled.add(other.multiply(scalarOf(curve, secret)));
  return mapped.is0() ? null : mapped;
}

/** ECDSA with SHA-256 in the plain form r || s, 64 bytes (BSI TR-03111 section 5.2.1), as Active Authentication answers. */
export function signPlain(curve: CurveName, secret: Uint8Array, message: Uint8Array): Uint8Array {
  return curves[curve].sign(message, secret, { lowS: false });
}

export function verifyPlain(
  curve: CurveName,
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== 64 || decodePoint(curve, publicKey) === null) return false;
  try {
    return curves[curve].verify(signature, message, publicKey, { lowS: false });
  } catch {
    return false;
  }
}

function scalarOf(curve: CurveName, secret: Uint8Array): bigint {
  return curves[curve].Point.Fn.fromBytes(secret);
}
