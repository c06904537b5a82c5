import { describe, expect, test } from 'vitest';
import {
  applicationEvents,
  nextApplication,
  type ApplicationEvent,
} from '../../../electron/core/review/application-state.ts';
import { applicationStateSchema, type ApplicationState } from '../../../shared/model/application.ts';

/** Every pair of state and event: where it leads, or `-` where it is refused. */
const table: Record<ApplicationState, Record<ApplicationEvent, string>> = {
  received: {
    accept: 'accepted',
    return: 'returned',
    replace: 'received',
    withdraw: 'withdrawn',
    hold: 'held<received',
    release: '-',
  },
  accepted: {
    accept: '-',
    return: 'returned',
    replace: 'received',
    withdraw: 'withdrawn',
    hold: 'held<accepted',
    release: '-',
  },
  returned: {
    accept: '-',
    return: '-',
    replace: 'received',
    withdraw: 'withdrawn',
    hold: 'held<returned',
    release: '-',
  },
  held: { accept: '-', return: '-', replace: 'held<received', withdraw: 'withdrawn', hold: '-', release: 'accepted' },
  withdrawn: { accept: '-', return: '-', replace: '-', withdraw: '-', hold: '-', release: '-' },
};

function outcome(state: ApplicationState, event: ApplicationEvent): string {
  const step = nextApplication(state, event, state === 'held' ? 'accepted' : null);
  if (!step.ok) return '-';
  return step.value.heldFrom === null ? step.value.state : `${step.value.state}<${step.value.heldFrom}`;
}

describe('the life of an application', () => {
  test('every state answers every event as the table says', () => {
    const found = Object.fromEntries(
      applicationStateSchema.options.map((state) => [
        state,
        Object.fromEntries(applicationEvents.map((event) => [event, outcome(state, event)])),
      ]),
    );
    expect(found).toEqual(table);
  });

  test.each(['received', 'accepted', 'returned'] as const)('a release of hold leads back to %s', (origin) => {
    const held = nextApplication(origin, 'hold', null);
    expect(held).toEqual({ ok: true, value: { state: 'held', heldFrom: origin } });
    expect(nextApplication('held', 'release', origin)).toEqual({ ok: true, value: { state: origin, heldFrom: null } });
  });

  test('an officer and the authority are refused by different names', () => {
    expect(nextApplication('withdrawn', 'accept', null)).toMatchObject({
      error: { kind: 'application.notReviewable' },
    });
    expect(nextApplication('withdrawn', 'replace', null)).toMatchObject({
      error: { kind: 'intake.wrongState', data: { state: 'withdrawn', event: 'replace' } },
    });
  });
});
