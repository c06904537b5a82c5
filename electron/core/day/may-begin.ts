/**
 * May a card be begun now? A day that is open, no difference that nobody explained. Asked before a blank is taken and at no
 * other step: a card that was begun is never interrupted (docs/design.md section 10).
 */

import { dayInChina } from '../../../shared/card/china-day.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Clock, Reader } from '../ports.ts';

export interface DayRules {
  readonly profile: Pick<Profile, 'live'>;
  readonly clock: Clock;
}

/** Fails with `day.differenceUnexplained`, `day.notOpen`, `day.closing`, `day.closeMissed` or `day.clockBack`. */
export function mayBegin(reader: Reader, { profile, clock }: DayRules): Result<void> {
  const [difference] = reader.unexplained();
  if (difference !== undefined) return fail('day.differenceUnexplained', { day: difference.day });
  const day = reader.openDay();
  const today = dayInChina(clock.now());
  if (day === undefined) return fail('day.notOpen', { day: today });
  if (day.state === 'closing') return fail('day.closing', { day: day.day });
  // A training office may stay open as long as somebody trains; elsewhere the next day is another one.
  if (!profile.live || day.day === today) return ok(undefined);
  return day.day < today ? fail('day.closeMissed', { day: day.day }) : fail('day.clockBack', { day: day.day });
}
