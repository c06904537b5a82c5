/** A profile as it is signed, and how a change of it is shown: field by field, as it was and as it will be. */

import * as z from 'zod';
import { sha256Schema } from './ids.ts';
import { profileSchema } from './profile.ts';
import { instantSchema } from './time.ts';

/** What the signature is over; serials only grow. */
export const signedProfileSchema = z.strictObject({
  version: z.literal(1),
  serial: z.int().min(1),
  validFrom: instantSchema,
  profile: profileSchema,
});

/** Every field of a profile by its path; a list counts as one. */
export const profileFields = [
  'id',
  'live',
  'office',
  'officeName.zh',
  'officeName.en',
  'workstation',
  'template',
  'approvalRoots',
  'revocationLists',
  'chip.documentCode',
  'chip.issuingState',
  'chip.certificateCountry',
  'chip.certificateCurve',
  'chip.photoBudgetBytes',
  'seal.signer',
  'seal.featureDefinition',
  'seal.documentCategory',
  'writers',
  'staffing.overrideByTwo',
  'staffing.idleLockSeconds',
  'retention.cardIssued',
  'retention.cardNeverLeft',
  'retention.noCard',
  'issuingAuthority.zh',
  'issuingAuthority.en',
] as const;

const profileFieldSchema = z.enum(profileFields);

/** Each value in its lines; certificates and lists by their SHA-256. */
const valueSchema = z.array(z.string()).readonly();

const profileValueSchema = z.strictObject({ field: profileFieldSchema, value: valueSchema });
const profileDifferenceSchema = z.strictObject({
  field: profileFieldSchema,
  from: valueSchema,
  to: valueSchema,
});

/** A signed file: a few certificates and lists, and no archive. */
export const profileLimitBytes = 512 * 1024;
export const profileJwsSchema = z.string().min(1).max(profileLimitBytes);

/** What two people are asked about. */
export const profileOfferSchema = z.strictObject({
  jws: profileJwsSchema,
  serial: z.int(),
  /** Of the profile that it takes the place of; 0 = the built-in one. */
  replaces: z.int(),
  validFrom: instantSchema,
  /** Of the file, as it was signed. */
  digest: sha256Schema,
  differences: z.array(profileDifferenceSchema).readonly(),
});

/** The profile that this workstation works by, and the one that takes its place at the next start. */
export const profileViewSchema = z.strictObject({
  serial: z.int(),
  validFrom: instantSchema.nullable(),
  values: z.array(profileValueSchema).readonly(),
  next: z.strictObject({ serial: z.int(), differences: z.array(profileDifferenceSchema).readonly() }).nullable(),
});

export type SignedProfile = z.infer<typeof signedProfileSchema>;
export type ProfileField = z.infer<typeof profileFieldSchema>;
export type ProfileValue = z.infer<typeof profileValueSchema>;
export type ProfileDifference = z.infer<typeof profileDifferenceSchema>;
export type ProfileOffer = z.infer<typeof profileOfferSchema>;
export type ProfileView = z.infer<typeof profileViewSchema>;
