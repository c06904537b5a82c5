/** Calls about the issuance profile of this data folder. */

import * as z from 'zod';
import { profileJwsSchema, profileOfferSchema, profileViewSchema } from '../model/signed-profile.ts';
import { secondPersonSchema } from '../model/service.ts';
import { call, nothing } from './call.ts';

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
} as const;
