/** What a card printer uses up, counted in cards. */

import * as z from 'zod';

/** Supplies that are counted in cards by the office itself, besides what the device says. */
export const countedSupplySchema = z.enum(['ribbon', 'film', 'overlay', 'cleaning']);

export const supplyForecastSchema = z.strictObject({
  /** `cards`: blanks in the hopper. */
  kind: z.enum([...countedSupplySchema.options, 'cards']),
  cardsLeft: z.int().min(0),
  waiting: z.int().min(0),
  isEnough: z.boolean(),
});

export type CountedSupply = z.infer<typeof countedSupplySchema>;
export type SupplyForecast = z.infer<typeof supplyForecastSchema>;
