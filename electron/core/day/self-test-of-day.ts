/**
 * Was the writer tried today? Asked of the log, which nobody writes by hand: the newest self-test of this workstation on
 * this day, and whether its card still lies among the test cards. Without a test that passed, the day is opened with one of
 * the listed reasons, and only where that reason is true.
 */

import { dayInChina } from '../../../shared/card/china-day.ts';
import type { DayCheck, UntestedReason, WorkDay } from '../../../shared/model/day.ts';
import { blankSerialSchema } from '../../../shared/model/ids.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Clock, Reader } from '../ports.ts';

interface Desk {
  readonly profile: Pick<Profile, 'workstation'>;
  readonly clock: Clock;
}

interface SelfTestOfDay {
  readonly testCard: string;
  readonly passed: boolean;
}

/** Of today; undefined where none was begun. One that broke off, or was followed by one that failed, has not passed. */
export function selfTestOfDay(reader: Reader, { profile, clock }: Desk): SelfTestOfDay | undefined {
  const [newest] = reader.auditEntries({ action: 'device.selfTest', limit: 1 });
  if (newest === undefined || newest.workstation !== profile.workstation) return undefined;
  if (dayInChina(new Date(newest.time)) !== dayInChina(clock.now())) return undefined;
  const testCard = blankSerialSchema.parse(newest.subject.id);
  return { testCard, passed: newest.outcome === 'ok' && reader.blank(testCard)?.place === 'test' };
}

/**
 * What the day's row says of it. Fails with `day.notTested`, `day.testCardInStock`, `day.noFaultShown`. `checks`: as they
 * were when the day was to be opened.
 */
export function testedOrWhyNot(
  reader: Reader,
  untested: UntestedReason | null,
  checks: readonly DayCheck[],
  desk: Desk,
): Result<Pick<WorkDay, 'testCard' | 'untested'>> {
  const test = selfTestOfDay(reader, desk);
  if (untested === null) {
    return test?.passed === true ? ok({ testCard: test.testCard, untested }) : fail('day.notTested', {});
  }
  const without = ok({ testCard: null, untested });
  if (untested === 'noTestCard') {
    const { test: count } = reader.countBlanks();
    return count === 0 ? without : fail('day.testCardInStock', { count });
  }
  const isWriterOut = checks.some(({ check, ok: isWell }) => check === 'writer' && !isWell);
  const isShown = test?.passed === false || (untested === 'writerFault' && isWriterOut);
  return isShown ? without : fail('day.noFaultShown', {});
}
