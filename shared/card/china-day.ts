/** The day it is in China, which is the day that approvals, cards and services count by. */

import type { IsoDate } from '../model/time.ts';

/** China keeps UTC+8 in the whole country and all year, without summer time. */
const OFFSET_MS = 8 * 3_600_000;

/** The calendar day in China at that instant, wherever the machine thinks it is. */
export function dayInChina(instant: Date): IsoDate {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The same with the minute, as people write it: `2026-03-02 16:05`. */
export function minuteInChina(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}
