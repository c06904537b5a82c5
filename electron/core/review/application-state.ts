/**
 * The life of an application: `received, accepted, returned, held, withdrawn` (docs/design.md section 4). Two officers' events
 * (accept, return) and the authority's four (replace, withdraw, hold, release). Pure and exhaustive; whoever applies the
 * answer also raises the revision and writes the audit entry.
 */

import type { Application, ApplicationState } from '../../../shared/model/application.ts';
import { assertNever, fail, ok, type Failure, type Result } from '../../../shared/result.ts';

export type ReviewEvent = 'accept' | 'return';
export type AuthorityEvent = 'replace' | 'withdraw' | 'hold' | 'release';
export type ApplicationEvent = ReviewEvent | AuthorityEvent;

export const applicationEvents: readonly ApplicationEvent[] = [
  'accept',
  'return',
  'replace',
  'withdraw',
  'hold',
  'release',
];

/** The state after an event, with where a later release leads back to (null unless held). */
export type ApplicationStep = Pick<Application, 'state' | 'heldFrom'>;

/**
 * What becomes of an application when something happens to it.
 *
 * A hold outlasts a replacement: new content does not lift it, but a release then leads to a fresh review.
 * An accepted application may still be returned, for instance when its name turns out not to print.
 * Withdrawn is final: the authority opens a new case.
 *
 * Fails with `application.notReviewable` (officers' events) or `intake.wrongState` (the authority's).
 */
export function nextApplication(
  state: ApplicationState,
  event: ApplicationEvent,
  heldFrom: Application['heldFrom'],
): Result<ApplicationStep> {
  switch (state) {
    case 'received':
    case 'accepted':
    case 'returned':
      return fromOpen(state, event);
    case 'held':
      return fromHeld(event, heldFrom);
    case 'withdrawn':
      return refused(state, event);
    default:
      return assertNever(state);
  }
}

function fromOpen(state: 'received' | 'accepted' | 'returned', event: ApplicationEvent): Result<ApplicationStep> {
  switch (event) {
    case 'accept':
      return state === 'received' ? to('accepted') : refused(state, event);
    case 'return':
      return state === 'returned' ? refused(state, event) : to('returned');
    case 'replace':
      return to('received');
    case 'withdraw':
      return to('withdrawn');
    case 'hold':
      return ok({ state: 'held', heldFrom: state });
    case 'release':
      return refused(state, event);
    default:
      return assertNever(event);
  }
}

function fromHeld(event: ApplicationEvent, heldFrom: Application['heldFrom']): Result<ApplicationStep> {
  switch (event) {
    case 'replace':
      return ok({ state: 'held', heldFrom: 'received' });
    case 'withdraw':
      return to('withdrawn');
    case 'release':
      // A held row without an origin cannot come from this function; reviewing anew is the safe reading of it.
      return to(heldFrom ?? 'received');
    case 'accept':
    case 'return':
    case 'hold':
      return refused('held', event);
    default:
      return assertNever(event);
  }
}

function to(state: Exclude<ApplicationState, 'held'>): Result<ApplicationStep> {
  return ok({ state, heldFrom: null });
}

function refused(state: ApplicationState, event: ApplicationEvent): Failure {
  return event === 'accept' || event === 'return'
    ? fail('application.notReviewable', { state })
    : fail('intake.wrongState', { state, event });
}
