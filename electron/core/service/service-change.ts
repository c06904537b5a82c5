/** One change of the list of services in a card, as it is journalled: about to, and what came of it. */

import type { CardId } from '../../../shared/model/ids.ts';
import type { ServiceAct, ServiceChangeState, ServiceId } from '../../../shared/model/service.ts';
import type { Instant } from '../../../shared/model/time.ts';

export interface ServiceChange {
  /** 128 random bits, lower-case hex. */
  readonly id: string;
  readonly cardId: CardId;
  readonly act: ServiceAct;
  readonly serviceId: ServiceId;
  /** Of the list below; used once, also where it never reached the chip. */
  readonly listNumber: number;
  /** The whole signed list, as it is to stand in the chip. */
  readonly list: Uint8Array;
  readonly state: ServiceChangeState;
  readonly startedBy: string;
  readonly approvedBy: string;
  /** Of the holder; null where a service is withdrawn, and for changes of earlier versions. */
  readonly consentId: string | null;
  /** The approval that was spent on it. */
  readonly approvalId: string;
  readonly startedAt: Instant;
  readonly settledAt: Instant | null;
}
