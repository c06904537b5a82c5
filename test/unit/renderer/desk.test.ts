/** The small decisions of the desk: the next case, the next slot, where a case opens, which word is the newest. */

import { describe, expect, it } from 'vitest';
import { caseStatus } from '../../../renderer/case-status.tsx';
import { placeOfCase } from '../../../renderer/navigation.tsx';
import { rowAfter } from '../../../renderer/next-case.ts';
import { nextSlot } from '../../../renderer/screens/issue/next-slot.ts';
import { applicationIdSchema, applicationNumberSchema, cardIdSchema, jobIdSchema } from '../../../shared/model/ids.ts';

const [one, two, three] = ['1', '2', '3'].map((digit) => ({ id: applicationIdSchema.parse(digit.repeat(32)) }));
if (one === undefined || two === undefined || three === undefined) throw new Error('three ids');

describe('rowAfter', () => {
  it('takes the row below, and the first one after the last', () => {
    expect([rowAfter([one, two, three], one.id), rowAfter([one, two, three], three.id)]).toEqual([two.id, one.id]);
  });

  it('takes the first when the case has left the list, and none when it is alone', () => {
    expect([rowAfter([two, three], one.id), rowAfter([one], one.id), rowAfter([], null)]).toEqual([two.id, null, null]);
  });
});

describe('nextSlot', () => {
  const inSafe = (slot: string, minute: string, state: 'inCustody' | 'handedOver' = 'inCustody') => ({
    state,
    safe: 'B',
    slot,
    finishedAt: `2026-11-22T08:${minute}:00Z`,
  });

  it('counts on from the card that was stored last, past taken slots', () => {
    expect(nextSlot([inSafe('09', '01'), inSafe('07', '02'), inSafe('08', '00')])).toEqual({ safe: 'B', slot: '10' });
  });

  it('begins where nothing was stored, and forgets cards that have left', () => {
    expect(nextSlot([inSafe('05', '01', 'handedOver')])).toEqual({ safe: 'A', slot: '01' });
  });
});

describe('placeOfCase', () => {
  const job = { id: jobIdSchema.parse('a'.repeat(32)), state: 'verified' as const };
  const row = { ...one, number: applicationNumberSchema.parse('A-2026-000001') };
  const card = { id: cardIdSchema.parse('b'.repeat(32)), state: 'inCustody' as const };

  it('opens an accepted case where its card is made, a finished one where it is handed over, others where they are read', () => {
    expect(placeOfCase({ ...row, view: 'toIssue', state: 'accepted', job: null, card: null }, true, true).screen).toBe(
      'issue',
    );
    expect(placeOfCase({ ...row, view: 'custody', state: 'accepted', job, card }, true, true)).toEqual({
      screen: 'custody',
      collecting: row.number,
    });
    expect(placeOfCase({ ...row, view: 'custody', state: 'accepted', job, card }, true, false).screen).toBe('review');
    expect(placeOfCase({ ...row, view: 'toReview', state: 'received', job: null, card: null }, true, true).screen).toBe(
      'review',
    );
    expect(placeOfCase({ ...row, view: 'toIssue', state: 'accepted', job: null, card: null }, false, true).screen).toBe(
      'review',
    );
  });
});

describe('placeOfCase of a record that was replaced', () => {
  const job = { id: jobIdSchema.parse('a'.repeat(32)), state: 'verified' as const };
  const row = { ...one, number: applicationNumberSchema.parse('A-2026-000001'), job };
  const card = { id: cardIdSchema.parse('b'.repeat(32)), state: 'inCustody' as const };

  it('is its review, whatever lies in the safe, then the next card', () => {
    expect(placeOfCase({ ...row, view: 'toReview', state: 'received', card }, true, true).screen).toBe('review');
    const left = { ...card, state: 'handedOver' as const };
    expect(placeOfCase({ ...row, view: 'toIssue', state: 'accepted', card: left }, true, true).screen).toBe('issue');
    expect(placeOfCase({ ...row, view: 'done', state: 'accepted', card: left }, true, true).screen).toBe('review');
  });
});

describe('caseStatus', () => {
  it('lets the card speak before the job, and a stopped application before its job', () => {
    const keys = [
      caseStatus({ application: 'accepted', job: 'verified', card: 'handedOver' }),
      caseStatus({ application: 'accepted', job: 'printed', card: null }),
      caseStatus({ application: 'withdrawn', job: 'encoded', card: null }),
      caseStatus({ application: 'accepted', job: 'cancelled', card: null }),
    ].map(({ key }) => key);
    expect(keys).toEqual([
      'card.state.handedOver',
      'job.state.printed',
      'application.state.withdrawn',
      'application.state.accepted',
    ]);
  });
});
