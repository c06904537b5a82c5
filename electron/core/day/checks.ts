/** What is looked at before the day is opened: the clock, the certificates' time, the devices, the self-test. */

import { dayInChina } from '../../../shared/card/china-day.ts';
import type { DayCheck } from '../../../shared/model/day.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { readCertificate } from '../chip/lds/read-certificate.ts';
import { daysOf, keyUsagePeriod } from '../chip/lds/key-usage-period.ts';
import type { Reader } from '../ports.ts';
import type { DayContext } from './context.ts';
import { selfTestOfDay } from './self-test-of-day.ts';

/** Two machines' clocks differ by this much without anybody having set one back. */
const SKEW_MS = 60_000;
const DAY_MS = 86_400_000;
/** After so long without an entry somebody says that the clock is right. */
const LONG_DAYS = 14;
/** A certificate that ends within this time is to be renewed. */
const SOON_DAYS = 14;

/** Fails with `day.clockBack` and, unless it was confirmed, `day.clockJumped`. */
export function checkClock(reader: Reader, now: Date, confirmed: boolean): Result<void> {
  const [newest] = reader.auditEntries({ limit: 1 });
  const since = newest === undefined ? 0 : now.getTime() - Date.parse(newest.time);
  if (newest !== undefined && since < -SKEW_MS) {
    return fail('day.clockBack', { day: dayInChina(new Date(newest.time)) });
  }
  const days = Math.floor(since / DAY_MS);
  return days >= LONG_DAYS && !confirmed ? fail('day.clockJumped', { days }) : ok(undefined);
}

/** Every check with what there is to know of it; the self-test alone has to be well, or its lack explained. */
export async function dayChecks(context: DayContext): Promise<readonly DayCheck[]> {
  const { store, clock, writer, printer, documentSigner, sealSigner } = context;
  const now = clock.now();
  const test = selfTestOfDay(store, context);
  const [writing, printing] = [await writer.status(), await printer.status()];
  return [
    { check: 'clock', ok: checkClock(store, now, false).ok, detail: now.toISOString() },
    certificateCheck('documentSigner', documentSigner.certificate, now),
    certificateCheck('sealSigner', sealSigner.certificate, now),
    { check: 'writer', ok: writing.state !== 'absent' && writing.state !== 'fault', detail: writing.state },
    { check: 'printer', ok: printing.state !== 'absent' && printing.state !== 'stopped', detail: printing.state },
    { check: 'selfTest', ok: test?.passed === true, detail: test?.testCard ?? '' },
  ];
}

/** A key signs for less time than its certificate holds (Doc 9303-12 section 4.2); the shorter counts. */
function certificateCheck(check: 'documentSigner' | 'sealSigner', der: Uint8Array, now: Date): DayCheck {
  const read = readCertificate(der);
  if (!read.ok) return { check, ok: false, detail: '' };
  const period = keyUsagePeriod(read.value);
  const until = period === null ? dayInChina(read.value.notAfter) : daysOf(period).until;
  return { check, ok: Date.parse(until) - now.getTime() > SOON_DAYS * DAY_MS, detail: until };
}
