/** The holder as the approving authority states them. */

import * as z from 'zod';
import { dateSchema } from './time.ts';

/** `M` or `F`: the card knows no third value. */
export const sexSchema = z.enum(['M', 'F']);

export const personSchema = z.strictObject({
  /** As printed, `SURNAME, GIVEN NAMES`; at most 46 characters (two fields of the reader record). */
  latinName: z.string().min(1).max(46),
  /** At most 15 UTF-16 code units (one field of the reader record); absent when the holder has none. */
  chineseName: z.string().min(1).max(15).optional(),
  sex: sexSchema,
  birthDate: dateSchema,
  /** ISO 3166-1 alpha-3. */
  nationality: z.string().regex(/^[A-Z]{3}$/),
  passport: z.strictObject({
    number: z.string().regex(/^[A-Z0-9]{4,20}$/),
    issuingState: z.string().regex(/^[A-Z]{3}$/),
    expiresOn: dateSchema,
  }),
});

export type Sex = z.infer<typeof sexSchema>;
export type Person = z.infer<typeof personSchema>;
