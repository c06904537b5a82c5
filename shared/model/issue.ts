/** What the person at the desk sees of one case, and what they may say about it. */

import * as z from 'zod';
import { applicationSchema, warningSchema } from './application.ts';
import { publicAccountSchema } from './account.ts';
import { bytesSchema } from './bytes.ts';
import { jobSchema } from './job.ts';
import { cropSchema } from '../portrait/crop.ts';
import { stepProblemSchema } from './step-problem.ts';
import { cardSchema } from './stock.ts';

/** What the officer finds when a suspended card is looked at. The chip is read by the machine, never guessed. */
export const findingSchema = z.discriminatedUnion('kind', [
  /** Suspended in encoding: read the chip; complete and locked goes on, anything else is set aside or resumed. */
  z.strictObject({ kind: z.literal('readChip') }),
  /** Suspended in printing: both sides of the card in hand are printed. Verification of the plastic follows. */
  z.strictObject({ kind: z.literal('bothSidesPrinted') }),
  /** Suspended in printing: the card in hand is blank on both sides; the same card goes on. */
  z.strictObject({ kind: z.literal('noSidePrinted') }),
  z.strictObject({ kind: z.literal('spoiled') }),
]);

/** What may be wrong with the look of a finished card. Closed words: what is ticked goes into the log. */
export const visualDefectSchema = z.enum(['photo', 'text', 'position', 'stain', 'scratch', 'edge']);

/** What the authority, the intake and the office know of one application, for the review screen. */
export const applicationViewSchema = z.strictObject({
  application: applicationSchema,
  photo: bytesSchema,
  /** What the card's portrait is cut from and by: the frame of the template, and the crop in force. */
  framing: z.strictObject({
    frame: z.strictObject({ widthMm: z.number().positive(), heightMm: z.number().positive() }),
    photo: z.strictObject({ widthPx: z.int(), heightPx: z.int() }),
    crop: cropSchema,
    /** What the program chooses where no officer does. */
    automatic: cropSchema,
    /** Faces or a card of this record were made with it: it stays. */
    isSettled: z.boolean(),
  }),
  warnings: z.array(warningSchema),
  job: jobSchema.nullable(),
  card: cardSchema.nullable(),
});

/** One printed fact that the chip or the plastic contradicts. */
export const differenceSchema = z.strictObject({
  field: z.string(),
  expected: z.string(),
  found: z.string(),
  /** Where a check did not pass: what it found, for which there is a text. */
  problem: stepProblemSchema.optional(),
});

/** Device pixels of the screen that make a millimetre: from 50 to 600 dots per inch. */
export const dotsPerMmSchema = z.number().min(2).max(24);

export const sessionSchema = z.strictObject({
  account: publicAccountSchema.nullable(),
  permissions: z.array(z.string()),
  office: z.string(),
  officeName: z.strictObject({ zh: z.string(), en: z.string() }),
  workstation: z.string(),
  live: z.boolean(),
  /** The screen was left: the work stays, nothing of it is shown. */
  locked: z.boolean(),
  /** Whoever is signed in chooses a password before anything else. */
  mustChangePassword: z.boolean(),
  /** A prepared office that waits for its first administrator and supervisor. */
  firstStart: z.boolean(),
  /** Whether an authenticator is set up for whoever is signed in. */
  hasTotp: z.boolean(),
  /** An officer's card is asked for instead. */
  hasCard: z.boolean(),
  shiftStartedAt: z.iso.datetime().nullable(),
  /** Without a touch for so long, the screen locks itself. */
  idleLockSeconds: z.int().min(1),
  /** Where a warning is set aside at review, a second person signs in. */
  overrideByTwo: z.boolean(),
  /** Accounts and passwords of the training office; null in every other. */
  training: z.array(z.strictObject({ ...publicAccountSchema.shape, password: z.string() })).nullable(),
  language: z.enum(['zh', 'en']),
  /** As measured with a card held against the screen; null before that. */
  dotsPerMm: dotsPerMmSchema.nullable(),
  version: z.string(),
  electron: z.string(),
  /** False where the package was built with an Electron that gets no security fixes. */
  forProduction: z.boolean(),
});

export type VisualDefect = z.infer<typeof visualDefectSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type ApplicationView = z.infer<typeof applicationViewSchema>;
export type Difference = z.infer<typeof differenceSchema>;
export type Session = z.infer<typeof sessionSchema>;
