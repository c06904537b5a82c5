/** How instants, dates and sizes are written on the screen. The same in both languages, and sortable. */

import { dayInChina } from '../shared/card/china-day.ts';
import { ageOn } from '../shared/card/validity.ts';
import type { IsoDate } from '../shared/model/time.ts';

/** `2026-11-22T08:00:00Z` as local `2026-11-22 16:00`. */
export function formatInstant(instant: string): string {
  const date = new Date(instant);
  return `${formatDay(date)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** For narrow columns: month, day and time within this year, else the whole date. */
export function formatRecent(instant: string, now = new Date()): string {
  const text = formatInstant(instant);
  return new Date(instant).getFullYear() === now.getFullYear() ? text.slice(5) : text.slice(0, 10);
}

/** As `formatInstant`, to the second: for the audit log. */
export function formatSecond(instant: string): string {
  return `${formatInstant(instant)}:${two(new Date(instant).getSeconds())}`;
}

/** `1981-08-03` as on the card, `1981.08.03`. */
export function formatCardDate(date: string): string {
  return date.replaceAll('-', '.');
}

/** `2023-09-15`, `2033-09-14` as on the card. */
export function formatValidity(from: string, until: string): string {
  return `${formatCardDate(from)}-${formatCardDate(until)}`;
}

/** Completed years today, for the reviewer's eye. */
export function ageToday(birthDate: IsoDate, now = new Date()): number {
  return ageOn(birthDate, dayInChina(now));
}

/** Groups a long hash for reading: its first and last eight characters. */
export function shortHash(hash: string): string {
  return hash.length <= 20 ? hash : `${hash.slice(0, 8)}…${hash.slice(-8)}`;
}

/** Whole percent, 0 to 100; 0 when nothing is known of the total. */
export function percent(done: number, total: number): number {
  if (total <= 0) return 0;
  return Math.min(100, Math.max(0, Math.round((done / total) * 100)));
}

function formatDay(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
