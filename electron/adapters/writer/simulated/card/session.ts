/** What a simulated chip knows only while it has power: where it stands, and who it is talking to. */

import type { ChipApplication } from '../../../../core/chip/chip.ts';
import type { Scp03Session } from '../../../../core/chip/scp03/session.ts';
import type { SecureSession } from '../../../../core/chip/secure-messaging/session.ts';
import type { PaceRun } from './pace.ts';
import type { CardState } from './state.ts';

/** Through which the present command came, and therefore what it may do. */
export type Channel =
  | { readonly kind: 'none' }
  /** Secure messaging of Doc 9303-11 section 9.8. */
  | { readonly kind: 'document'; readonly session: SecureSession }
  /** SCP03; `isOpen` after EXTERNAL AUTHENTICATE. */
  | { readonly kind: 'issuer'; readonly session: Scp03Session; readonly context: Uint8Array; readonly isOpen: boolean };

export interface Session {
  application: ChipApplication;
  fileId: number | null;
  channel: Channel;
  /** Takes over after the answer to the present command is out. */
  nextChannel: Channel | null;
  /** RND.IC of the last GET CHALLENGE; good for the very next command. */
  challenge: Uint8Array | null;
  pace: PaceRun | null;
  /** By MSE:SET AT; good for the very next command. */
  isChipAuthenticationAnnounced: boolean;
}

/** A card with power. */
export interface Chip {
  readonly card: CardState;
  readonly session: Session;
  readonly random: (count: number) => Uint8Array;
}

export const noChannel: Channel = { kind: 'none' };

export function newSession(): Session {
  return {
    application: 'master',
    fileId: null,
    channel: noChannel,
    nextChannel: null,
    challenge: null,
    pace: null,
    isChipAuthenticationAnnounced: false,
  };
}
