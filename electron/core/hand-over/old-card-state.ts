/** The way of an old card, from the holder's hand to its end (docs/design.md section 5). Pure and exhaustive. */

import type { OldCardState } from '../../../shared/model/hand-over.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';

export type OldCardEvent =
  /** Cut or punched before the holder's eyes: nobody can use it again. */
  | 'cancelled'
  /** An authority wants it whole, or as it is. */
  | 'heldAsEvidence'
  /** Before a witness. */
  | 'destroyed';

/** The next state, or `oldCard.wrongState` where the event is not possible. */
export function nextOldCard(state: OldCardState, event: OldCardEvent): Result<OldCardState> {
  switch (event) {
    case 'cancelled':
      // Evidence that is no longer needed is cancelled as any other.
      return move(state, event, ['collected', 'evidence'], 'cancelled');
    case 'heldAsEvidence':
      return move(state, event, ['collected', 'cancelled'], 'evidence');
    case 'destroyed':
      return move(state, event, ['cancelled'], 'destroyed');
    default:
      return assertNever(event);
  }
}

function move(state: OldCardState, event: OldCardEvent, from: readonly OldCardState[], to: OldCardState) {
  return from.includes(state) ? ok(to) : fail('oldCard.wrongState', { state, action: event });
}
