/** What is looked at before the day is opened: the clock, the certificates' time, the devices, the self-test. */

import { dayInChina, minuteInChina } from '../../../shared/card/china-day.ts';
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
/** An office that never closed a day has a log of any length. */
const MOST_ENTRIES = 20_000;
/** After so long without a day somebody says that the clock is right. */
const LONG_DAYS = 14;
/** A certificate that ends within this time is to be renewed. */
const SOON_DAYS = 14;

/**
 * Unless it was confirmed, fails with `day.clockBehind` where an entry since the last close lies ahead of the clock, and with
 * `day.clockJumped`. Not by the newest entry: whoever opens the day signed in before, by the clock as it is now.
 */
export function checkClock(reader: Reader, now: Date, confirmed: boolean): Result<void> {
  if (confirmed) return ok(undefined);
  const [closed] = reader.auditEntries({ action: 'day.closed', limit: 1 });
  const size = reader.treeHead()?.size ?? 0;
  const latest = reader.latestAfter(Math.max(closed?.sequence ?? -1, size - MOST_ENTRIES));
  if (latest !== null && Date.parse(latest) - now.getTime() > SKEW_MS)
    return fail('day.clockBehind', { entryAt: minuteInChina(new Date(latest)) });
  const last = reader.lastClose();
  const days = last === null ? 0 : Math.floor((now.getTime() - Date.parse(last)) / DAY_MS);
  return days >= LONG_DAYS ? fail('day.clockJumped', { days }) : ok(undefined);
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
