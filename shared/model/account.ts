/** People who may sign in. Permissions: `electron/core/access/permissions.ts`. */

import * as z from 'zod';

export const roleSchema = z.enum(['administrator', 'supervisor', 'officer', 'auditor']);

export const accountSchema = z.strictObject({
  /** Sign-in name. */
  name: z.string().regex(/^[a-z][a-z0-9._-]{1,31}$/),
  displayName: z.string().min(1).max(60),
  role: roleSchema,
  /** Argon2id in PHC string form. Never leaves core. */
  passwordHash: z.string(),
  failedSignIns: z.int().min(0),
  lockedUntil: z.iso.datetime().nullable(),
});

/** An account as the page may know it. */
export const publicAccountSchema = accountSchema.pick({ name: true, displayName: true, role: true });

export type Role = z.infer<typeof roleSchema>;
export type Account = z.infer<typeof accountSchema>;
export type PublicAccount = z.infer<typeof publicAccountSchema>;
