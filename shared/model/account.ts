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
  /** Nobody signs in by it any more; its name stays on what it did. */
  disabled: z.boolean().default(false),
  /** The password was given by somebody else: nothing is done before the person has chosen one. */
  mustChangePassword: z.boolean().default(false),
  /** With the office's key gives the secret of the person's authenticator (RFC 6238); null where none is set up. */
  totpSalt: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable()
    .default(null),
  /** The time step of the last code that was taken. */
  totpStep: z.int().min(0).default(0),
  /** Of the officer's card: an uncompressed point of P-256 in hex; null where none is set up. Never beside `totpSalt`. */
  cardKey: z
    .string()
    .regex(/^04[0-9A-F]{128}$/)
    .nullable()
    .default(null),
  /** Raised by every change of role, standing, password or factor. */
  revision: z.int().min(1).default(1),
});

/** An account as the page may know it. */
export const publicAccountSchema = accountSchema.pick({ name: true, displayName: true, role: true });

/** An account as those see it who look after accounts: what it may do and how it stands, nothing that opens it. */
export const accountViewSchema = accountSchema
  .pick({ name: true, displayName: true, role: true, lockedUntil: true })
  .extend({
    disabled: z.boolean(),
    mustChangePassword: z.boolean(),
    hasTotp: z.boolean(),
    hasCard: z.boolean(),
    revision: z.int().min(1),
  });

/** The first of a new account and that of whoever is let in again: made by the program, shown once, changed at once. */
export const givenPasswordSchema = z.strictObject({ account: accountViewSchema, password: z.string() });

export type Role = z.infer<typeof roleSchema>;

export const everybody: readonly Role[] = roleSchema.options;
/** Who works on cards. */
export const desk: readonly Role[] = ['officer', 'supervisor'];
/** Who may look at cases and cards: the desk, and whoever audits it. */
export const readers: readonly Role[] = [...desk, 'auditor'];
/** Who looks after accounts and devices: the first two of an office, so that it can work from its first day. */
export const managers: readonly Role[] = ['administrator', 'supervisor'];
/** Who has a hand in the work, and not only an eye on it. */
export const staff: readonly Role[] = [...desk, 'administrator'];
/** Who answers for what others did. */
export const answering: readonly Role[] = ['supervisor', 'auditor'];

export type Account = z.infer<typeof accountSchema>;
export type NewAccount = z.input<typeof accountSchema>;
export type AccountView = z.infer<typeof accountViewSchema>;
export type GivenPassword = z.infer<typeof givenPasswordSchema>;
export type PublicAccount = z.infer<typeof publicAccountSchema>;
