/** What a simulated chip holds when it has no power: files, keys, counters, and how often it was written. */

import { bytesOfHex, concatBytes, uintBytes } from '../../../../core/chip/bytes.ts';
import type { ChipApplication } from '../../../../core/chip/chip.ts';
import type { TransportKeys } from '../../../../core/chip/scp03/session.ts';

export interface CardApplication {
  lifeCycle: 'blank' | 'personalising' | 'operational';
  /** Contents by file identifier. */
  readonly files: Map<number, Uint8Array>;
  /** Secrets by PUT DATA tag (docs/formats.md, Keys and access). No command answers them. */
  readonly keys: Map<number, Uint8Array>;
}

/** The issuer's side of the card: SCP03 static keys and what guards them. */
export interface IssuerDomain {
  keys: TransportKeys;
  /** Rises with every INITIALIZE UPDATE and makes the card's challenge; 24 bits (Amendment D section 6.2.2.1). */
  sequence: number;
  /** Wrong host cryptograms still allowed; 0 = blocked for good. */
  attemptsLeft: number;
  /** Whether the challenge follows from the counter (`i` = 70) or from chance (`i` = 60). */
  readonly challenge: 'pseudoRandom' | 'random';
}

export interface CardState {
  /** 42 bytes of card production life cycle data. */
  readonly production: Uint8Array;
  /** `open`: a chip of the first version, without any access control. */
  readonly access: 'guarded' | 'open';
  readonly applications: Readonly<Record<ChipApplication, CardApplication>>;
  readonly issuer: IssuerDomain;
  /** Memory pages written since manufacture. */
  pagesWritten: number;
}

/** Bytes for files and keys. */
export const MEMORY_BYTES = 81_920;
/** Attempts at the issuer's keys. */
export const ATTEMPTS = 10;
/** Pages that the memory bears before it fails: far more than any card's life, within reach of a test. */
export const PAGE_LIMIT = 200_000;
const PAGE_BYTES = 64;

/** Factory-new: no file, no key but the issuer's. */
export function blankCard(
  production: Uint8Array,
  keys: TransportKeys,
  access: CardState['access'] = 'guarded',
): CardState {
  const empty = (): CardApplication => ({ lifeCycle: 'blank', files: new Map(), keys: new Map() });
  return {
    production,
    access,
    applications: { master: empty(), emrtd: empty(), service: empty() },
    issuer: { keys, sequence: 0, attemptsLeft: ATTEMPTS, challenge: 'pseudoRandom' },
    pagesWritten: 0,
  };
}

/** The production data of a chip: maker and type `SP` `EC`, then what the digest gives as date, serial and batch. */
export function productionData(digest: Uint8Array): Uint8Array {
  return concatBytes(bytesOfHex('53504543'), new Uint8Array(6), digest.subarray(0, 8), new Uint8Array(24));
}

/** The 12 bytes of production data that name one chip: maker, type, date, serial, batch. */
export function serialBytes(production: Uint8Array): Uint8Array {
  return concatBytes(production.subarray(0, 4), production.subarray(10, 18));
}

export function usedMemory(card: CardState): number {
  let used = 0;
  for (const { files, keys } of Object.values(card.applications)) {
    for (const held of [...files.values(), ...keys.values()]) used += held.length;
  }
  return used;
}

/** Counts the pages that a write touches; false where the memory is worn out, and nothing is written then. */
export function wear(card: CardState, offset: number, length: number): boolean {
  const pages = Math.floor((offset + length - 1) / PAGE_BYTES) - Math.floor(offset / PAGE_BYTES) + 1;
  if (card.pagesWritten + pages > PAGE_LIMIT) return false;
  card.pagesWritten += pages;
  return true;
}

/** Life cycle status byte by ISO/IEC 7816-4 table 14. */
export function lifeCycleByte(application: CardApplication): Uint8Array {
  return uintBytes({ blank: 0x01, personalising: 0x03, operational: 0x05 }[application.lifeCycle], 1);
}
