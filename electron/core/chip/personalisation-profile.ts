/** How blanks of the default make are spoken to: identifiers, order and security, as data and nowhere else. */

import type { TransferLimits } from './channel.ts';
import type { ChipApplication } from './chip.ts';
import { applicationIds, EXTENDED_LENGTH } from './lds/files.ts';
import { FULL_PROTECTION } from './scp03/session.ts';

export interface PersonalisationProfile {
  /** P1 of SELECT and the identifier, in hex, by application. */
  readonly select: Readonly<Record<ChipApplication, { readonly p1: number; readonly identifier: string }>>;
  /** Each is written, read back and given its keys before the next one is begun. */
  readonly writeOrder: readonly ChipApplication[];
  /** The last application is locked last: only then is the card finished. */
  readonly lockOrder: readonly ChipApplication[];
  /** SCP03 security level of everything that changes the card. */
  readonly securityLevel: number;
  /** What a card of this make takes where its ATR announces extended length. */
  readonly extended: TransferLimits;
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
  writeOrder: ['emrtd', 'service', 'master'],
  // The master file is current when the writing ends, so it comes first.
  lockOrder: ['master', 'service', 'emrtd'],
  securityLevel: FULL_PROTECTION,
  // Header, two long lengths and status word count too.
  extended: { commandData: EXTENDED_LENGTH.command - 9, responseData: EXTENDED_LENGTH.response - 2 },
  reconnects: 3,
};
