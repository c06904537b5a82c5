import { expect, test } from 'vitest';
import { dayInChina } from '../../../shared/card/china-day.ts';

test('days are counted as China does, wherever the machine thinks it is', () => {
  const days = ['2026-11-22T15:59:59Z', '2026-11-22T16:00:00Z'].map((moment) => dayInChina(new Date(moment)));
  expect(days).toEqual(['2026-11-22', '2026-11-23']);
});
