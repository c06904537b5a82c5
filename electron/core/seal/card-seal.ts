/** Our feature definition: what the seal of a card says, and how (docs/formats.md, Digital seal). */

import { cardNumberSchema, type CardNumber } from '../../../shared/model/ids.ts';
import type { IsoDate } from '../../../shared/model/time.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import type { Digest } from '../ports.ts';
import { decodeC40, encodeC40 } from './c40.ts';
import { decodeDate } from './decode-seal.ts';
import { encodeDate, type SealFeature } from './visible-digital-seal.ts';

export interface CardSeal {
  readonly number: CardNumber;
  readonly validFrom: IsoDate;
  readonly validUntil: IsoDate;
  /** 16 bytes, see `namesDigest`. */
  readonly namesDigest: Uint8Array;
  /** 32 bytes, see `portraitDigest`. */
  readonly portraitDigest: Uint8Array;
}

const tags = { number: 1, validFrom: 2, validUntil: 3, namesDigest: 4, portraitDigest: 5 } as const;

const NAMES_DIGEST_BYTES = 16;
const PORTRAIT_DIGEST_BYTES = 32;

/**
 * The first 16 bytes of SHA-256 over: the Latin name as printed, LF, the Chinese name as printed or nothing; each in
 * Unicode NFC, together in UTF-8. Half a digest: who would swap a name needs a second preimage of 128 bits.
 */
export function namesDigest(names: NamesOnCard, digest: Digest): Uint8Array {
  const text = `${names.latinName.normalize('NFC')}\n${(names.chineseName ?? '').normalize('NFC')}`;
  return digest.sha256(utf8Bytes(text)).slice(0, NAMES_DIGEST_BYTES);
}

export interface NamesOnCard {
  readonly latinName: string;
  readonly chineseName?: string | null | undefined;
}

/**
 * SHA-256 over the JPEG file inside EF.DG2, byte for byte: any inspection system that read the chip can compute it. The
 * whole digest, because who brings the photo could look for two pictures that collide in half of one.
 */
export function portraitDigest(chipPortrait: Uint8Array, digest: Digest): Uint8Array {
  return digest.sha256(chipPortrait);
}

export function featuresOf(seal: CardSeal): Result<readonly SealFeature[]> {
  const number = encodeC40(seal.number);
  if (number === null) return fail('seal.fieldInvalid', { field: 'number' });
  return ok([
    { tag: tags.number, value: number },
    { tag: tags.validFrom, value: encodeDate(seal.validFrom) },
    { tag: tags.validUntil, value: encodeDate(seal.validUntil) },
    { tag: tags.namesDigest, value: seal.namesDigest },
    { tag: tags.portraitDigest, value: seal.portraitDigest },
  ]);
}

/**
 * Features in any order; those with other tags are passed over, as Doc 9303-13 section 2.3.1 says. Fails with
 * `seal.malformed` where one of ours is missing or has no sense.
 */
export function cardSealOf(features: readonly SealFeature[]): Result<CardSeal> {
  const value = (tag: number): Uint8Array => features.find((feature) => feature.tag === tag)?.value ?? new Uint8Array();
  const number = cardNumberSchema.safeParse(decodeC40(value(tags.number)));
  if (!number.success) return malformed('number');
  const validFrom = decodeDate(value(tags.validFrom));
  if (validFrom === null) return malformed('first day of validity');
  const validUntil = decodeDate(value(tags.validUntil));
  if (validUntil === null) return malformed('last day of validity');
  const names = value(tags.namesDigest);
  if (names.length !== NAMES_DIGEST_BYTES) return malformed('digest of the names');
  const portrait = value(tags.portraitDigest);
  if (portrait.length !== PORTRAIT_DIGEST_BYTES) return malformed('digest of the portrait');
  return ok({ number: number.data, validFrom, validUntil, namesDigest: names, portraitDigest: portrait });
}

function malformed(problem: string): ReturnType<typeof fail> {
  return fail('seal.malformed', { problem });
}
