/** From the filters of the audit screen to the question that the log is asked. */

import { describe, expect, it } from 'vitest';
import { isFiltered, momentOf, noFilter, questionOf } from '../../../renderer/screens/audit/audit-filter.ts';
import { isPeriod, monthBefore, monthOf, dayOf } from '../../../renderer/screens/audit/report-period.ts';

const now = new Date(2026, 10, 22, 15, 30);
const local = (...parts: [number, number, number, number?, number?]): string => new Date(...parts).toISOString();

describe('the question', () => {
  it('goes back six months where nothing was chosen, and no time at all where all of it was', () => {
    expect(questionOf(noFilter, now)).toEqual({ from: local(2026, 4, 22) });
    expect(questionOf({ ...noFilter, period: 'all' }, now)).toEqual({});
  });

  it.each([
    ['today', local(2026, 10, 22)],
    ['week', local(2026, 10, 16)],
    ['month', local(2026, 9, 24)],
  ] as const)('%s begins at a midnight on the wall', (period, from) => {
    expect(questionOf({ ...noFilter, period }, now)).toEqual({ from });
  });

  it('stays the same through a day, so that nothing is asked again', () => {
    const later = new Date(2026, 10, 22, 23, 59);
    expect(questionOf(noFilter, later)).toEqual(questionOf(noFilter, now));
  });

  it('holds every filter, and words without what is around them', () => {
    const filter = {
      ...noFilter,
      period: 'between',
      from: '2026-11-01',
      to: '2026-11-02',
      text: '  printed ',
      actor: 'officer1',
      action: 'card.print',
      outcome: 'failed',
      severity: 'warning',
      subjectKind: 'job',
      id: ' SC-1 ',
    } as const;
    expect(questionOf(filter, now)).toEqual({
      from: local(2026, 10, 1),
      to: local(2026, 10, 3),
      text: 'printed',
      actor: 'officer1',
      action: 'card.print',
      outcome: 'failed',
      severity: 'warning',
      subjectKind: 'job',
      id: 'SC-1',
    });
    expect([isFiltered(filter), isFiltered(noFilter)]).toEqual([true, false]);
  });

  it('is not narrowed by a day that is not written whole', () => {
    expect(questionOf({ ...noFilter, period: 'between', from: '2026-11', to: '' }, now)).toEqual({});
  });
});

describe('a moment', () => {
  it('is a day or a minute; the last day belongs to the time', () => {
    expect(momentOf('2026-11-05', 'first')?.toISOString()).toBe(local(2026, 10, 5));
    expect(momentOf('2026-11-05', 'after')?.toISOString()).toBe(local(2026, 10, 6));
    expect(momentOf('2026-11-05 09:30', 'first')?.toISOString()).toBe(local(2026, 10, 5, 9, 30));
    expect(momentOf('2026-11-05 09:30', 'after')?.toISOString()).toBe(local(2026, 10, 5, 9, 31));
  });

  it.each(['', '2026', '2026-13-01', '2026-02-30', '2026-11-05 24:00', '2026-11-05 09:60', 'yesterday'])(
    'is not "%s"',
    (text) => {
      expect(momentOf(text, 'first')).toBeNull();
    },
  );
});

describe('the period of a report', () => {
  it('is a day or a month of the calendar', () => {
    const texts = ['2026-11-22', '2026-11', '2024-02-29', '2026-02-29', '2026-00', '2026-13', '2026-11-31', '26-11'];
    expect(texts.filter(isPeriod)).toEqual(['2026-11-22', '2026-11', '2024-02-29']);
  });

  it('is today, or the month before this', () => {
    expect([dayOf(now), monthOf(now), monthBefore('2026-11'), monthBefore('2026-01')]).toEqual([
      '2026-11-22',
      '2026-11',
      '2026-10',
      '2025-12',
    ]);
  });
});
