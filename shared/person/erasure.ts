/** The end of a person's data: why, by whom, and what proves it. */

import * as z from 'zod';
import type { ApplicationId } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';

/** `requested` and `takenInByMistake` do not wait for the retention to be over; everything else that holds a case does hold. */
export const erasureReasonSchema = z.enum(['retentionOver', 'requested', 'takenInByMistake']);

export type ErasureReason = z.infer<typeof erasureReasonSchema>;

export interface Erasure {
  /** 128 random bits, hex. */
  readonly id: string;
  /** `begun` alone means: the rows are marked, the keys may still be there; the next start destroys them. */
  readonly state: 'begun' | 'done';
  readonly reason: ErasureReason;
  readonly startedBy: string;
  readonly approvedBy: string;
  readonly approvalId: string;
  /** The case that it was asked for. */
  readonly applicationId: ApplicationId;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** JWS in compact form; null while begun. */
  readonly certificate: string | null;
}
