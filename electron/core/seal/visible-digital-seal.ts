/**
 * The visible digital seal of Doc 9303-13, version 4 of its encoding: header, message zone, signature zone. What the
 * features of the message zone mean is the business of a feature definition: ours is in `card-seal.ts`.
 */

import type { IsoDate } from '../../../shared/model/time.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { concatBytes, uintBytes } from '../chip/bytes.ts';
import { encodeTlv } from '../chip/lds/tlv.ts';
import { encodeC40 } from './c40.ts';

/** Doc 9303-13 table 1. */
export interface SealHeader {
  /** Three-letter code of Doc 9303-3 without its fillers: `UTO`, `D`. */
  readonly issuingState: string;
  /** Two-letter country and two characters of the signer, section 2.2.1 a. */
  readonly signer: string;
  /** Serial number of the signer's certificate in upper-case hex, section 2.2.1 b. */
  readonly certificateReference: string;
  readonly issuedOn: IsoDate;
  readonly signedOn: IsoDate;
  /** 1 to 254. */
  readonly featureDefinition: number;
  /** 1 to 254; odd ones are ICAO's. */
  readonly documentCategory: number;
}

export interface SealFeature {
  /** 0 to 254. */
  readonly tag: number;
  readonly value: Uint8Array;
}

export interface VisibleDigitalSeal {
  readonly header: SealHeader;
  readonly features: readonly SealFeature[];
  /** Header and message zone as they were signed, section 2.4. */
  readonly signed: Uint8Array;
  /** r || s. */
  readonly signature: Uint8Array;
}

export const MAGIC = 0xdc;
/** Table 1: the byte 3 stands for version 4. */
export const VERSION_4 = 0x03;
export const SIGNATURE_MARKER = 0xff;

/** Header and message zone: what the signer signs. Fails with `seal.fieldInvalid`. */
export function encodeSigned(header: SealHeader, features: readonly SealFeature[]): Result<Uint8Array> {
  const state = encodeC40(header.issuingState.padEnd(3, '<'));
  if (state?.length !== 2) return invalid('issuingState');
  const count = header.certificateReference.length.toString(16).toUpperCase().padStart(2, '0');
  const reference = encodeC40(header.signer + count + header.certificateReference);
  if (reference === null || header.signer.length !== 4 || count.length !== 2) return invalid('signer');
  for (const code of ['featureDefinition', 'documentCategory'] as const) {
    if (!isCode(header[code])) return invalid(code);
  }
  return ok(
    concatBytes(
      uintBytes(MAGIC, 1),
      uintBytes(VERSION_4, 1),
      state,
      reference,
      encodeDate(header.issuedOn),
      encodeDate(header.signedOn),
      uintBytes(header.featureDefinition, 1),
      uintBytes(header.documentCategory, 1),
      ...features.map(encodeFeature),
    ),
  );
}

/** The whole seal. The signature is r || s, each of the key's length (section 2.4). */
export function withSignature(signed: Uint8Array, signature: Uint8Array): Uint8Array {
  return concatBytes(signed, encodeFeature({ tag: SIGNATURE_MARKER, value: signature }));
}

/** Section 2.3.1 d: month, day and year as one number in three bytes. */
export function encodeDate(date: IsoDate): Uint8Array {
  const [year = '', month = '', day = ''] = date.split('-');
  return uintBytes(Number(month + day + year), 3);
}

export function isCode(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 254;
}

/** Section 2.3: one byte for the tag, whatever its bits say elsewhere, then the length as in DER. */
function encodeFeature({ tag, value }: SealFeature): Uint8Array {
  return concatBytes(uintBytes(tag, 1), encodeTlv(0, value).subarray(1));
}

function invalid(field: string): ReturnType<typeof fail> {
  return fail('seal.fieldInvalid', { field });
}
