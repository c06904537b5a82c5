/** The life of a finished card: somebody's, from the safe to its end (docs/design.md section 4, docs/adr/0050). */

import { cardStateSchema, type CardState } from '../../../shared/model/stock.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';

export type CardEvent =
  | 'dispatched'
  /** Arrived at the other office. */
  | 'received'
  | 'handedOver'
  /** Came back: collected when its successor was handed over, never called for, or revoked before and turned up. */
  | 'returned'
  | 'revoked'
  | 'destroyed';

export const cardStates: readonly CardState[] = cardStateSchema.options;

/** The next state, or `card.wrongState` where the event is not possible. */
export function nextCard(state: CardState, event: CardEvent): Result<CardState> {
  switch (event) {
    case 'dispatched':
      return move(state, event, ['inCustody'], 'dispatched');
    case 'received':
      return move(state, event, ['dispatched'], 'inCustody');
    case 'handedOver':
      return move(state, event, ['inCustody'], 'handedOver');
    case 'returned':
      // What was revoked stays revoked: only its plastic is back.
      if (state === 'revoked') return ok('revoked');
      return move(state, event, ['inCustody', 'dispatched', 'handedOver'], 'returned');
    case 'revoked':
      return move(state, event, ['inCustody', 'dispatched', 'handedOver'], 'revoked');
    case 'destroyed':
      // A revoked card may turn up again; then it too is destroyed.
      return move(state, event, ['returned', 'revoked'], 'destroyed');
    default:
      return assertNever(event);
  }
}

function move(state: CardState, event: CardEvent, from: readonly CardState[], to: CardState): Result<CardState> {
  return from.includes(state) ? ok(to) : fail('card.wrongState', { state, action: event });
}
