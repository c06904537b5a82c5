/** What is printed on a card opens its chip: the secrets of BAC and PACE from number, birth date and expiry date. */

import { sha1 } from '@noble/hashes/legacy.js';
import { concatBytes, utf8Bytes } from '../bytes.ts';
import type { CurveName } from '../crypto/curve.ts';
import { checkDigit } from '../lds/mrz.ts';

/** Read off the card; dates `YYYY-MM-DD`. */
export interface PrintedAccess {
  readonly number: string;
  readonly birthDate: string;
  readonly expiryDate: string;
}

/** The MRZ information of a card in hand; see `informationOf`. */
export function mrzInformation({ number, birthDate, expiryDate }: PrintedAccess): string {
  return informationOf({ documentNumber: number, birthDate: shortDate(birthDate), expiryDate: shortDate(expiryDate) });
}

/**
 * Doc 9303-11 section 4.3.2: number, birth date and expiry date (`YYMMDD`), each with its check digit. A number of more
 * than nine characters stands whole, with the one check digit over all of it.
 */
export function informationOf(zone: Readonly<Record<'documentNumber' | 'birthDate' | 'expiryDate', string>>): string {
  const fields = [zone.documentNumber.padEnd(9, '<'), zone.birthDate, zone.expiryDate];
  return fields.map((field) => field + checkDigit(field)).join('');
}

/** K_seed of Basic Access Control, 16 bytes (section 4.3.2): also what PUT DATA 0062 loads. */
export function basicAccessSeed(information: string): Uint8Array {
  return sha1(utf8Bytes(information)).slice(0, 16);
}

/** f(pi) of PACE with the MRZ as password, 20 bytes (section 9.7.3). */
export function pacePassword(information: string): Uint8Array {
  return sha1(utf8Bytes(information));
}

/** Standardised domain parameters, Doc 9303-11 section 9.5.1. */
export const domainParameters: Readonly<Record<CurveName, number>> = { p256: 12, brainpoolP256r1: 13 };

/** What PUT DATA 0064 loads: the domain parameters, then the password (docs/formats.md, Keys and access). */
export function paceKeyData(information: string, curve: CurveName): Uint8Array {
  return concatBytes(Uint8Array.of(domainParameters[curve]), pacePassword(information));
}

function shortDate(date: string): string {
  return date.slice(2).replaceAll('-', '');
}
