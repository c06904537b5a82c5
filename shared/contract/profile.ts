/** Calls about the issuance profile of this data folder, and about the keys where it is a live one. */

import * as z from 'zod';
import { profileJwsSchema, profileOfferSchema, profileViewSchema } from '../model/signed-profile.ts';
import { secondPersonSchema } from '../model/service.ts';
import { dateSchema } from '../model/time.ts';
import { call, nothing } from './call.ts';

/** `day`: the working day that they are open for; null where they are not. */
const keysStateSchema = z.strictObject({ day: dateSchema.nullable() });

export const profileCalls = {
  'profile.view': call(false, nothing, profileViewSchema),
  /** A signed profile from a file, verified; `null`: changed their mind. */
  'profile.chooseAndCheck': call(false, nothing, profileOfferSchema.nullable()),
  /** Two people; takes effect at the next start. `jws`: of what both saw. */
  'profile.change': call(
    true,
    z.strictObject({ jws: profileJwsSchema, second: secondPersonSchema }),
    profileViewSchema,
  ),

  /** Live profile only. Two people let the keys that sign chips and seals be used until the working day is closed. */
  'keys.open': call(true, z.strictObject({ second: secondPersonSchema }), keysStateSchema),
  'keys.close': call(true, nothing, keysStateSchema),
} as const;
