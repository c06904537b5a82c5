/** What a printer's last word proves about the card (docs/design.md section 8). "Success" and "cancelled" prove nothing. */

import type { PrintEvidence } from '../../../shared/model/printer-profile.ts';
import { assertNever } from '../../../shared/result.ts';
import type { PrintJobStatus } from '../ports.ts';

export type PrintVerdict =
  | { readonly kind: 'running' }
  /** Both sides are proven. */
  | { readonly kind: 'printed' }
  /** The device ended the job and no side was printed: the same card goes on. */
  | { readonly kind: 'nothingPrinted' }
  | { readonly kind: 'unknown'; readonly sides: number | null };

/** The device's life counter before the card was submitted and now; null where it has none or could not be asked. */
export interface CounterReadings {
  readonly before: number | null;
  readonly after: number | null;
}

/** Both sides of one card in one job. */
export const sidesOfACard = 2;

export function isRunning({ state }: PrintJobStatus): boolean {
  return state === 'pending' || state === 'processing';
}

/**
 * A cancelled job whose device counted a whole card is printed: the plastic is read afterwards in any case. An aborted one
 * that counted it contradicts itself, and so does a completed one that counted less: the card is looked at.
 */
export function judgePrint(status: PrintJobStatus, evidence: PrintEvidence, counter: CounterReadings): PrintVerdict {
  const impressions = impressionsBy(evidence, status, counter);
  const isWhole = evidence.kind !== 'presented' && impressions === evidence.impressionsPerCard;
  switch (status.state) {
    case 'pending':
    case 'processing':
      return { kind: 'running' };
    case 'completed':
      return isWhole ? { kind: 'printed' } : { kind: 'unknown', sides: impressions };
    case 'canceled':
      if (isWhole) return { kind: 'printed' };
      return impressions === 0 ? { kind: 'nothingPrinted' } : { kind: 'unknown', sides: impressions };
    case 'aborted':
      return impressions === 0 ? { kind: 'nothingPrinted' } : { kind: 'unknown', sides: impressions };
    case 'unknown':
      return { kind: 'unknown', sides: null };
    default:
      return assertNever(status.state);
  }
}

/** Null where the evidence that the profile names is not there. A counter that went back was reset, and proves nothing. */
function impressionsBy(
  evidence: PrintEvidence,
  status: PrintJobStatus,
  { before, after }: CounterReadings,
): number | null {
  switch (evidence.kind) {
    case 'impressions':
      return status.impressionsCompleted;
    case 'counter':
      return before === null || after === null || after < before ? null : after - before;
    case 'presented':
      return null;
    default:
      return assertNever(evidence);
  }
}
