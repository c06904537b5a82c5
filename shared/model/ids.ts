/** Branded strings: what is not a card number cannot be passed as one. */

import * as z from 'zod';

/** 128 random bits in lower-case hex. Rows and audit entries refer to people and cards only by such ids. */
const randomId = z.string().regex(/^[0-9a-f]{32}$/);

export const applicationIdSchema = randomId.brand<'ApplicationId'>();
export const jobIdSchema = randomId.brand<'JobId'>();
export const cardIdSchema = randomId.brand<'CardId'>();

/** 18 characters, GB/T 2260 place + nationality + birth date + sequence + ISO 7064 check: see `card/number.ts`. */
export const cardNumberSchema = z
  .string()
  .regex(/^9\d{16}[\dX]$/)
  .brand<'CardNumber'>();
/** 15 characters of the 2004 and 2017 layouts: see `card/former-number.ts`. */
export const formerNumberSchema = z
  .string()
  .regex(/^[A-Z]{3}\d{12}$/)
  .brand<'FormerNumber'>();
export const applicationNumberSchema = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{2,39}$/)
  .brand<'ApplicationNumber'>();
/** The serial printed on a blank by its maker. */
export const blankSerialSchema = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{2,31}$/)
  .brand<'BlankSerial'>();
/** The chip's own serial (upper-case hex), read from the chip, never typed. */
export const chipSerialSchema = z
  .string()
  .regex(/^[0-9A-F]{8,64}$/)
  .brand<'ChipSerial'>();
/** SHA-256, lower-case hex. */
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>();

export type ApplicationId = z.infer<typeof applicationIdSchema>;
export type JobId = z.infer<typeof jobIdSchema>;
export type CardId = z.infer<typeof cardIdSchema>;
export type CardNumber = z.infer<typeof cardNumberSchema>;
export type FormerNumber = z.infer<typeof formerNumberSchema>;
export type ApplicationNumber = z.infer<typeof applicationNumberSchema>;
export type BlankSerial = z.infer<typeof blankSerialSchema>;
export type ChipSerial = z.infer<typeof chipSerialSchema>;
export type Sha256 = z.infer<typeof sha256Schema>;
