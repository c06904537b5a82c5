/** How blanks of the default make are spoken to: identifiers, order and sizes, as data and nowhere else. */

import type { ChipApplication } from './chip.ts';
import { applicationIds } from './lds/files.ts';

export interface PersonalisationProfile {
  /** P1 of SELECT and the identifier, in hex, by application. */
  readonly select: Readonly<Record<ChipApplication, { readonly p1: number; readonly identifier: string }>>;
  /** The last application is locked last: only then is the card finished. */
  readonly lockOrder: readonly ChipApplication[];
  /** Data bytes of one UPDATE BINARY and of one READ BINARY; short length, which every reader carries. */
  readonly writeBlock: number;
  readonly readBlock: number;
  /** How often a run goes on after a lost answer before it calls the outcome unknown. */
  readonly reconnects: number;
}

export const defaultProfile: PersonalisationProfile = {
  select: {
    // ISO/IEC 7816-4 section 11.2.2: P1 00 selects the master file by its identifier, P1 04 an application by AID.
    master: { p1: 0x00, identifier: '3F00' },
    emrtd: { p1: 0x04, identifier: applicationIds.emrtd },
    service: { p1: 0x04, identifier: applicationIds.service },
  },
  lockOrder: ['service', 'master', 'emrtd'],
  writeBlock: 255,
  readBlock: 256,
  reconnects: 3,
};
