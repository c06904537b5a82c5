/** The working day for which two people opened the keys that sign cards. */

import type { Instant } from '../../../shared/model/time.ts';

export interface KeySession {
  /** Of the second person; names the session too. */
  readonly approvalId: string;
  readonly day: string;
  readonly openedBy: string;
  readonly approvedBy: string;
  readonly openedAt: Instant;
}

export interface KeySessionReader {
  /** Of that working day, where it was not closed. */
  openKeySession(day: string): KeySession | undefined;
}

export interface KeySessionWriter extends KeySessionReader {
  insertKeySession(session: KeySession): void;
  closeKeySession(approvalId: string, closedBy: string, closedAt: Instant): void;
}
