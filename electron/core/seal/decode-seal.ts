/** Takes a visible digital seal apart (Doc 9303-13): strictly, never past its end, one spelling for one seal. */

import { dateSchema, type IsoDate } from '../../../shared/model/time.ts';
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts';
import { uintOf } from '../chip/bytes.ts';
import { decodeC40 } from './c40.ts';
import {
  isCode,
  MAGIC,
  SIGNATURE_MARKER,
  VERSION_4,
  type SealFeature,
  type SealHeader,
  type VisibleDigitalSeal,
} from './visible-digital-seal.ts';

/**
 * Fails with `seal.malformed`, whose problem names the first place that is wrong. Says nothing of the signature, but that
 * there is one of even length and nothing behind it.
 */
export function decodeSeal(bytes: Uint8Array): Result<VisibleDigitalSeal> {
  if (bytes[0] !== MAGIC) return malformed('magic constant');
  if (bytes[1] !== VERSION_4) return malformed('version');
  const header = decodeHeader(bytes);
  if (!header.ok) return header;
  const features: SealFeature[] = [];
  let offset = header.value.length;
  while (offset < bytes.length) {
    const next = featureAt(bytes, offset);
    if (!next.ok) return next;
    const { tag, value, end } = next.value;
    if (tag === SIGNATURE_MARKER) {
      if (end !== bytes.length) return malformed('bytes behind the signature');
      if (value.length === 0 || value.length % 2 !== 0) return malformed('signature');
      return ok({ header: header.value.header, features, signed: bytes.subarray(0, offset), signature: value });
    }
    // Section 2.3.1: a tag identifies its feature.
    if (features.some((feature) => feature.tag === tag)) return malformed(`feature ${tag} stands twice`);
    features.push({ tag, value });
    offset = end;
  }
  return malformed('signature missing');
}

interface DecodedHeader {
  readonly header: SealHeader;
  readonly length: number;
}

function decodeHeader(bytes: Uint8Array): Result<DecodedHeader> {
  const state = /^(?=.{3}$)([A-Z]{1,3}) *$/.exec(decodeC40(bytes.subarray(2, 4)) ?? '')?.[1];
  if (state === undefined) return malformed('issuing country');
  // Section 2.2.1: signer and length of the reference are the first six characters, two triples.
  const start = /^([A-Z]{2}[A-Z0-9]{2})([0-9A-F]{2})$/.exec(decodeC40(bytes.subarray(4, 8)) ?? '');
  const [, signer, count] = start ?? [];
  if (signer === undefined || count === undefined) return malformed('signer identifier');
  const rest = 8 + 2 * Math.ceil(Number.parseInt(count, 16) / 3);
  const certificateReference = decodeC40(bytes.subarray(8, rest)) ?? '';
  if (certificateReference.length !== Number.parseInt(count, 16) || !/^[0-9A-F]+$/.test(certificateReference))
    return malformed('certificate reference');
  if (bytes.length < rest + 8) return malformed('header cut off');
  const issuedOn = decodeDate(bytes.subarray(rest, rest + 3));
  if (issuedOn === null) return malformed('document issue date');
  const signedOn = decodeDate(bytes.subarray(rest + 3, rest + 6));
  if (signedOn === null) return malformed('signature creation date');
  const featureDefinition = bytes[rest + 6] ?? 0;
  if (!isCode(featureDefinition)) return malformed('feature definition');
  const documentCategory = bytes[rest + 7] ?? 0;
  if (!isCode(documentCategory)) return malformed('document category');
  const header = {
    issuingState: state,
    signer,
    certificateReference,
    issuedOn,
    signedOn,
    featureDefinition,
    documentCategory,
  };
  return ok({ header, length: rest + 8 });
}

/** Section 2.3.1 d backwards; null where there is no such day or it takes more than three bytes. */
export function decodeDate(bytes: Uint8Array): IsoDate | null {
  if (bytes.length !== 3) return null;
  const digits = String(uintOf(bytes)).padStart(8, '0');
  const date = dateSchema.safeParse(`${digits.slice(4)}-${digits.slice(0, 2)}-${digits.slice(2, 4)}`);
  return date.success ? date.data : null;
}

/** Section 2.3: the length is DER's (ITU-T X.690 section 10.1), in its shortest form; two bytes are more than any symbol. */
function featureAt(bytes: Uint8Array, offset: number): Result<SealFeature & { readonly end: number }> {
  const tag = bytes[offset] ?? 0;
  const first = bytes[offset + 1] ?? 0x80;
  const extra = first < 0x80 ? 0 : first - 0x80;
  if (first >= 0x80 && (extra < 1 || extra > 2)) return malformed(`length of feature ${tag}`);
  const start = offset + 2 + extra;
  const length = extra === 0 ? first : uintOf(bytes.subarray(offset + 2, start));
  if (extra > 0 && length < (extra === 1 ? 0x80 : 0x100)) return malformed(`length of feature ${tag}`);
  if (start + length > bytes.length) return malformed(`feature ${tag} cut off`);
  return ok({ tag, value: bytes.subarray(start, start + length), end: start + length });
}

function malformed(problem: string): Failure {
  return fail('seal.malformed', { problem });
}
