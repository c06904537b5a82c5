/** Services on line by which the holder of a card may be served: the entries of the signed list in its chip. */

import * as z from 'zod';
import { cardIdSchema, sha256Schema } from './ids.ts';
import { plainText } from './plain-text.ts';
import { stepProblemSchema } from './step-problem.ts';
import { cardSchema } from './stock.ts';
import { dateSchema, instantSchema } from './time.ts';

/** The short name of a service, the same on every card: `tax.beijing`. */
export const serviceIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9.-]{1,31}$/)
  .brand<'ServiceId'>();

/** What an officer states of a service when it is added. Days are days in China (UTC+8), both included. */
export const serviceDetailsSchema = z.strictObject({
  id: serviceIdSchema,
  nameZh: plainText(20),
  nameEn: plainText(40),
  /** Must turn out to be an https address; refused with a sentence of its own, hence no form here. */
  endpoint: plainText(120),
  from: dateSchema,
  until: dateSchema,
});

/** `active` is stated by the list; whether its days have come or gone is told beside it. */
export const serviceStatusSchema = z.enum(['active', 'withdrawn']);

/** What a person sees of one entry now. */
export const serviceStandingSchema = z.enum(['valid', 'notYet', 'expired', 'withdrawn']);

export const serviceEntrySchema = serviceDetailsSchema.extend({
  standing: serviceStandingSchema,
  /** Serial number of the holder certificate, hex; null once withdrawn. */
  certificate: z.string().nullable(),
});

export const serviceActSchema = z.enum(['add', 'renew', 'withdraw']);

/** What the holder is asked about: all that they are served by, or until when. */
export const serviceTermsSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('add'), service: serviceDetailsSchema }),
  z.strictObject({ act: z.literal('renew'), serviceId: serviceIdSchema, until: dateSchema }),
]);

/** That the holder agreed, asked by whom, when, and in which language. */
export const serviceConsentSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  cardId: cardIdSchema,
  act: serviceActSchema.exclude(['withdraw']),
  serviceId: serviceIdSchema,
  /** Of exactly what was put to them. */
  termsDigest: sha256Schema,
  language: z.enum(['zh', 'en']),
  askedBy: z.string(),
  askedAt: instantSchema,
});

/** The services of one card as its chip says, checked. */
export const serviceViewSchema = z.strictObject({
  card: cardSchema,
  /** The number of the list in the chip; 0 where there has been none. */
  listNumber: z.int().min(0),
  entries: z.array(serviceEntrySchema),
  bytesUsed: z.int().min(0),
  bytesTotal: z.int().min(0),
  /** A change that was begun and is not in the chip: it has to be written before anything else. */
  unfinished: z.strictObject({ act: serviceActSchema, serviceId: serviceIdSchema }).nullable(),
});

/** The other person of two, who signs in on the spot. */
export const secondPersonSchema = z.strictObject({
  account: z.string().max(64),
  password: z.string().max(256),
  /** Of their authenticator, where one is set up for the account. */
  code: z.string().max(16).optional(),
  /** Of their officer's card, where one is set up for the account. Goes to the card and nowhere else. */
  pin: z.string().max(8).optional(),
});

export const proofCheckSchema = z.enum([
  'listSignature',
  'signerChain',
  'binding',
  'entry',
  'certificate',
  'possession',
]);

/** One check of a verifier; no problem where it passed. */
export const proofStepSchema = z.strictObject({
  check: proofCheckSchema,
  passed: z.boolean(),
  problem: stepProblemSchema.nullable(),
});

/** What a verifier found of one service of the card at hand. */
export const serviceProofSchema = z.strictObject({
  serviceId: serviceIdSchema,
  standing: serviceStandingSchema,
  listNumber: z.int().min(0),
  proven: z.boolean(),
  steps: z.array(proofStepSchema),
});

/** A change of the list as it stands in the database. `begun` alone means: what the chip holds is not known. */
export const serviceChangeStateSchema = z.enum(['begun', 'done', 'notDone']);

export type ServiceId = z.infer<typeof serviceIdSchema>;
export type ServiceDetails = z.infer<typeof serviceDetailsSchema>;
export type ServiceStatus = z.infer<typeof serviceStatusSchema>;
export type ServiceStanding = z.infer<typeof serviceStandingSchema>;
export type ServiceEntryView = z.infer<typeof serviceEntrySchema>;
export type ServiceAct = z.infer<typeof serviceActSchema>;
export type ServiceConsent = z.infer<typeof serviceConsentSchema>;
export type ServiceView = z.infer<typeof serviceViewSchema>;
export type SecondPerson = z.infer<typeof secondPersonSchema>;
export type ProofStep = z.infer<typeof proofStepSchema>;
export type ServiceProof = z.infer<typeof serviceProofSchema>;
export type ServiceChangeState = z.infer<typeof serviceChangeStateSchema>;
