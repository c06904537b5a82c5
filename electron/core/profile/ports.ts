/** What a change of the profile leaves in the database: the file as it was signed, and who answered for it. */

import type { Sha256 } from '../../../shared/model/ids.ts';
import type { Instant } from '../../../shared/model/time.ts';

export interface ProfileChange {
  readonly serial: number;
  readonly jws: string;
  /** SHA-256 of it. */
  readonly digest: Sha256;
  readonly changedBy: string;
  readonly approvedBy: string;
  readonly approvalId: string;
  readonly changedAt: Instant;
}

export interface ProfileReader {
  newestProfileChange(): ProfileChange | undefined;
}

export interface ProfileWriter extends ProfileReader {
  insertProfileChange(change: ProfileChange): void;
}
