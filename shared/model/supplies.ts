/** What a card printer uses up, counted in cards. */

import * as z from 'zod';

/** Counted in cards by the office itself, besides what the device says. `rejects`: the tray of spoilt cards, which is emptied. */
export const countedSupplySchema = z.enum(['ribbon', 'film', 'overlay', 'cleaning', 'rejects']);

export const supplyForecastSchema = z.strictObject({
  /** `cards`: in the printer's hopper; `blanks`: in the tray by the stock ledger. Of `rejects` the room that is left. */
  kind: z.enum([...countedSupplySchema.options, 'cards', 'blanks']),
  cardsLeft: z.int().min(0),
  waiting: z.int().min(0),
  isEnough: z.boolean(),
});

export type CountedSupply = z.infer<typeof countedSupplySchema>;
export type SupplyForecast = z.infer<typeof supplyForecastSchema>;
