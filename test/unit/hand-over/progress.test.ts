/** What each kind asks for, and how far a hand-over is: pure, kind by kind. */

import { describe, expect, test } from 'vitest';
import { nextOldCard, type OldCardEvent } from '../../../electron/core/hand-over/old-card-state.ts';
import { firstMissing, hasOldCard, progressOf, type OnFile } from '../../../electron/core/hand-over/progress.ts';
import { requiredOf } from '../../../shared/hand-over/kinds.ts';
import { kindOfIssueSchema, type KindOfIssue } from '../../../shared/model/approval.ts';
import { oldCardSchema, oldCardStateSchema, type OldCardState } from '../../../shared/model/hand-over.ts';
import { cardIdSchema } from '../../../shared/model/ids.ts';

const cardId = cardIdSchema.parse('c'.repeat(32));
const now = new Date('2026-03-02T08:00:00.000Z');

function done(...steps: readonly OnFile['steps'][number]['step'][]): OnFile['steps'] {
  const doneAt = now.toISOString();
  return steps.map((step) => ({ cardId, step, doneBy: 'officer2', doneAt, receiptHash: null }));
}

function old(state: OldCardState, readBy: 'chip' | 'eye') {
  const at = now.toISOString();
  const cut = state === 'cancelled' ? { cancelledBy: 'officer2', cancelledAt: at } : {};
  return oldCardSchema.parse({
    id: 'd'.repeat(32),
    applicationId: 'a'.repeat(32),
    cardId: null,
    layout: '2017',
    readBy,
    differences: '',
    state,
    collectedBy: 'officer2',
    collectedAt: at,
    cancelledBy: null,
    cancelledAt: null,
    evidenceReason: null,
    destroyedBy: null,
    witness: null,
    approvalId: null,
    destroyedAt: null,
    revision: 1,
    ...cut,
  });
}

function missing(kind: KindOfIssue, onFile: Partial<OnFile>): string | null {
  return firstMissing(
    progressOf({ kind, now, steps: [], oldCard: undefined, revocation: undefined, otherLives: false, ...onFile }),
  );
}

describe('another card of the person', () => {
  test.each<[KindOfIssue, string]>([
    ['firstIssue', 'oldCard'],
    ['expiry', 'oldCard'],
    // Revoked when the loss was accepted: nobody has it to lay on the desk.
    ['loss', 'revocation'],
  ])('of a case of kind %s asks for %s first', (kind, first) => {
    expect(missing(kind, { otherLives: true })).toBe(first);
  });

  test('is not accounted for by one that was collected before it', () => {
    expect(missing('firstIssue', { otherLives: true, oldCard: old('cancelled', 'eye') })).toBe('oldCard');
    expect(missing('firstIssue', { oldCard: old('cancelled', 'eye') })).toBe('identity');
    expect(missing('firstIssue', {})).toBe('identity');
  });
});

describe('the table of kinds', () => {
  test('asks every kind for identity, chip, the holder’s look and a signature, in this order', () => {
    for (const kind of kindOfIssueSchema.options) {
      expect(requiredOf[kind].slice(-4)).toEqual(['identity', 'chip', 'holder', 'signature']);
    }
  });

  test('collects an old card at every kind but a first issue and a loss', () => {
    expect(kindOfIssueSchema.options.filter(hasOldCard)).toEqual([
      'expiry',
      'changeOfData',
      'damage',
      'voluntaryExchange',
    ]);
  });
});

describe('what is missing', () => {
  const all = done('identity', 'chip', 'holder', 'signature');

  test('follows the steps', () => {
    const steps = [done(), done('identity'), done('identity', 'chip'), done('identity', 'chip', 'holder'), all];
    expect(steps.map((one) => missing('firstIssue', { steps: one }))).toEqual([
      'identity',
      'chip',
      'holder',
      'signature',
      null,
    ]);
  });

  test('is what was done on another day in China', () => {
    expect(missing('firstIssue', { steps: all, now: new Date('2026-03-02T15:59:59Z') })).toBeNull();
    expect(missing('firstIssue', { steps: all, now: new Date('2026-03-02T16:00:00Z') })).toBe('identity');
  });

  test('is the old card until it is cut, and its chip where the card is still valid', () => {
    const cards = [undefined, old('collected', 'chip'), old('cancelled', 'eye'), old('cancelled', 'chip')];
    expect(cards.map((oldCard) => missing('voluntaryExchange', { steps: all, oldCard }))).toEqual([
      'oldCard',
      'oldCard',
      'oldCardRead',
      null,
    ]);
    expect(missing('damage', { steps: all, oldCard: old('cancelled', 'eye') })).toBeNull();
  });

  test('is the revocation of a lost card', () => {
    expect(missing('loss', { steps: all })).toBe('revocation');
  });
});

test('an old card goes from the hand to its end, one way only', () => {
  const events: readonly OldCardEvent[] = ['cancelled', 'heldAsEvidence', 'destroyed'];
  const table = oldCardStateSchema.options.flatMap((state) =>
    events.flatMap((event) => {
      const next = nextOldCard(state, event);
      return next.ok ? [`${state} ${event} ${next.value}`] : [];
    }),
  );
  expect(table).toEqual(
    [
      'collected cancelled cancelled',
      'collected heldAsEvidence evidence',
      'cancelled heldAsEvidence evidence',
      'evidence cancelled cancelled',
      'cancelled destroyed destroyed',
    ].toSorted((one, other) => order(one) - order(other)),
  );

  function order(line: string): number {
    const [state = '', event = ''] = line.split(' ');
    const at = events.findIndex((one) => one === event);
    return oldCardStateSchema.options.findIndex((one) => one === state) * 10 + at;
  }
});
