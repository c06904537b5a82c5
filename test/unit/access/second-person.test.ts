/** An approval is for one act, by another person, for a short while. */

import { describe, expect, test } from 'vitest';
import { holdsFor, type Approval } from '../../../electron/core/access/second-person.ts';
import { sha256Schema } from '../../../shared/model/ids.ts';
import { fail, ok } from '../../../shared/result.ts';

const shown = sha256Schema.parse('12'.repeat(32));
const question = { action: 'service.add', subjectId: 'the card', shown } as const;
const approval: Approval = {
  ...question,
  id: '0'.repeat(32),
  startedBy: 'officer1',
  approver: 'officer2',
  expiresAt: new Date('2026-11-22T08:02:00Z'),
};
const inTime = new Date('2026-11-22T08:02:00Z');

describe('an approval', () => {
  test('holds for what was approved, until its end', () => {
    expect(holdsFor(approval, question, inTime)).toEqual(ok(undefined));
  });

  test.each([
    ['another act', { ...question, action: 'service.withdraw' }],
    ['another card', { ...question, subjectId: 'another card' }],
    ['something else than was shown', { ...question, shown: sha256Schema.parse('13'.repeat(32)) }],
  ] as const)('does not hold for %s', (_, other) => {
    expect(holdsFor(approval, other, inTime)).toEqual(
      fail('access.secondRefused', { account: 'officer2', reason: 'otherAct' }),
    );
  });

  test('does not hold a moment later', () => {
    expect(holdsFor(approval, question, new Date(inTime.getTime() + 1))).toEqual(
      fail('access.secondRefused', { account: 'officer2', reason: 'late' }),
    );
  });
});
