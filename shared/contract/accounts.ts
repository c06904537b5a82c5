/** Calls about people: sessions, accounts, one's own account, the first start and the way back in. */

import * as z from 'zod';
import { accountSchema, accountViewSchema, givenPasswordSchema, roleSchema } from '../model/account.ts';
import { sessionSchema } from '../model/issue.ts';
import { secondPersonSchema } from '../model/service.ts';
import { call, nothing } from './call.ts';

const password = z.string().max(256);
const code = z.string().max(16).optional();
/** Of the officer's card in the reader. */
const pin = z.string().max(8);
const name = accountSchema.shape.name;
const displayName = z.string().trim().min(1).max(60);
const savedFile = z.strictObject({ file: z.string() }).nullable();
/** As it is read off the paper, with or without dashes. */
const sealedCode = z.string().max(64);

/** `second` looks after accounts too, and it is neither theirs nor the first person's. */
const onAccount = z.strictObject({ name, revision: z.int().min(1), second: secondPersonSchema });
const firstPerson = z.strictObject({ name, displayName, password });

/** A QR code: its rows, `1` for a dark module, without a quiet zone. */
const symbolSchema = z.array(z.string().regex(/^[01]+$/));

export const accountCalls = {
  /** Recorded where the folder is open for writing; beside another program only password and code are checked. */
  'session.signIn': call(
    false,
    z.strictObject({ account: z.string().max(64), password, code, pin: pin.optional() }),
    sessionSchema,
  ),
  'session.signOut': call(false, nothing, sessionSchema),
  /** Hides everything and keeps it; a card at a device goes on. */
  'session.lock': call(true, nothing, sessionSchema),
  /** The same person again. */
  'session.unlock': call(true, z.strictObject({ password, code, pin: pin.optional() }), sessionSchema),
  /** Signs out too. */
  'session.endShift': call(true, nothing, sessionSchema),

  'account.list': call(false, nothing, z.array(accountViewSchema)),
  'account.create': call(
    true,
    z.strictObject({ name, displayName, role: roleSchema, second: secondPersonSchema }),
    givenPasswordSchema,
  ),
  'account.changeRole': call(true, onAccount.extend({ role: roleSchema }), accountViewSchema),
  'account.disable': call(true, onAccount, accountViewSchema),
  'account.enable': call(true, onAccount, accountViewSchema),
  'account.unlock': call(true, onAccount, accountViewSchema),
  'account.removeFactor': call(true, onAccount, accountViewSchema),
  /** The card in the officers' reader signs for this account; `fingerprint` is what two people compare. */
  'account.proveCard': call(
    true,
    z.strictObject({ name, pin }),
    z.strictObject({ proof: z.string(), fingerprint: z.string() }),
  ),
  /** By what the card signed just before; takes the place of an authenticator. */
  'account.enrolCard': call(true, onAccount.extend({ proof: z.string().regex(/^[0-9a-f]{32}$/) }), accountViewSchema),
  'account.loseCard': call(true, onAccount, accountViewSchema),
  'account.resetPassword': call(true, onAccount, givenPasswordSchema),
  /** A new break-glass code; the one before ends. Shown once. */
  'account.seal': call(true, z.strictObject({ second: secondPersonSchema }), z.strictObject({ code: z.string() })),

  'account.changePassword': call(true, z.strictObject({ current: password, next: password }), nothing),
  /** The secret for an authenticator; nothing is set up before `confirmTotp`. */
  'account.beginTotp': call(
    false,
    nothing,
    z.strictObject({ salt: z.string(), address: z.string(), symbol: symbolSchema }),
  ),
  'account.confirmTotp': call(
    true,
    z.strictObject({ salt: z.string().regex(/^[0-9a-f]{32}$/), code: z.string().max(16), password }),
    nothing,
  ),

  /** Of a prepared office without accounts, by its printed code. */
  'office.firstStart': call(
    true,
    z.strictObject({ code: sealedCode, administrator: firstPerson, supervisor: firstPerson }),
    z.strictObject({ breakGlass: z.string() }),
  ),
  /** The sheet for the envelope, of a code that is on the screen. */
  'code.chooseAndSaveSheet': call(true, z.strictObject({ kind: z.literal('breakGlass'), code: sealedCode }), savedFile),
  /** An administrator or supervisor is let in again by the sealed break-glass code. */
  'account.recover': call(true, z.strictObject({ code: sealedCode, account: z.string().max(64) }), givenPasswordSchema),
};
