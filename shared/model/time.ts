/** Dates and instants as they stand in records and rows. */

import * as z from 'zod';

/** A calendar date, `YYYY-MM-DD`, that exists. */
export const dateSchema = z.iso.date();
/** An instant in UTC to the millisecond at most, `2026-11-22T08:00:00Z`. */
export const instantSchema = z.iso.datetime().max('2026-11-22T08:00:00.000Z'.length);

export type IsoDate = z.infer<typeof dateSchema>;
export type Instant = z.infer<typeof instantSchema>;
