/** What a printer's last word proves about the card (docs/design.md section 8). "Success" and "cancelled" prove nothing. */

import { assertNever } from '../../../shared/result.ts';
import type { PrintJobStatus } from '../ports.ts';

export type PrintVerdict =
  | { readonly kind: 'running' }
  /** The device counted both sides. */
  | { readonly kind: 'printed' }
  /** The device ended the job and counted no side: the same card goes on. */
  | { readonly kind: 'nothingPrinted' }
  | { readonly kind: 'unknown'; readonly sides: number | null };

/** Both sides of one card in one job. */
export const sidesOfACard = 2;

/**
 * A cancelled job whose device counted two sides is printed: the plastic is read afterwards in any case. An aborted one
 * that counted two contradicts itself, and so does a completed one that counted fewer: the card is looked at.
 */
export function judgePrint(status: PrintJobStatus): PrintVerdict {
  const sides = status.impressionsCompleted;
  switch (status.state) {
    case 'pending':
    case 'processing':
      return { kind: 'running' };
    case 'completed':
      return sides === sidesOfACard ? { kind: 'printed' } : { kind: 'unknown', sides };
    case 'canceled':
      if (sides === sidesOfACard) return { kind: 'printed' };
      return sides === 0 ? { kind: 'nothingPrinted' } : { kind: 'unknown', sides };
    case 'aborted':
      return sides === 0 ? { kind: 'nothingPrinted' } : { kind: 'unknown', sides };
    case 'unknown':
      return { kind: 'unknown', sides: null };
    default:
      return assertNever(status.state);
  }
}
