/** What a person changes of their own account, by their own password: the password itself, and an authenticator. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { Account } from '../../../shared/model/account.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import type { Transaction } from '../ports.ts';
import type { AccountContext } from './accounts.ts';
import { checkNewPassword } from './password-rules.ts';
import { requirePermission } from './permissions.ts';
import { nextRevision, type AccountAct } from './ports.ts';
import { attemptSignIn } from './sign-in.ts';
import { matchingStep, totpAddress, totpSecret } from './totp.ts';

/**
 * Fails with `access.passwordShort`, `access.passwordGuessable`, `access.passwordSame`, and as signing in does where the
 * present password is wrong: whoever sits down at an open desk gains nothing by guessing.
 */
export async function changePassword(
  { current, next }: ParsedInput<'account.changePassword'>,
  context: AccountContext,
): Promise<Result<Record<string, never>>> {
  const { actor, store, hasher } = context;
  const permitted = requirePermission(actor, 'account.changePassword');
  if (!permitted.ok) return permitted;
  const account = store.account(actor.account);
  if (account === undefined) return fail('notFound', { what: 'account' });
  const allowed = checkNewPassword(next, account);
  if (!allowed.ok) return allowed;
  if (next.normalize('NFKC') === current.normalize('NFKC')) return fail('access.passwordSame', {});
  const passwordHash = await hasher.hash(next);
  return confirmed(current, context, (tx, before) => {
    const changed = nextRevision(before, { passwordHash, mustChangePassword: false });
    put(tx, changed, 'ownPassword', context);
    tx.audit({
      action: 'account.passwordChanged',
      subject: { kind: 'account', id: before.name },
      outcome: 'ok',
      detail: { passwordDigest: context.digest.sha256Hex(utf8Bytes(passwordHash)) },
    });
  });
}

/** The secret for an authenticator, as text and as its address. Nothing is set up before a code of it was typed. */
export function beginTotp(
  context: AccountContext & { readonly issuer: string },
): Result<Omit<CallOutput<'account.beginTotp'>, 'symbol'>> {
  const { actor, random, keyDeriver, issuer } = context;
  const permitted = requirePermission(actor, 'account.beginTotp');
  if (!permitted.ok) return permitted;
  const salt = random.id();
  const secret = totpSecret(keyDeriver, actor.account, salt);
  if (!secret.ok) return secret;
  return ok({ salt, address: totpAddress(secret.value, actor.account, issuer) });
}

/** The authenticator showed a code: from now on it is asked for. Fails with `access.wrongCode`, and as signing in does. */
export async function confirmTotp(
  { salt, code, password }: ParsedInput<'account.confirmTotp'>,
  context: AccountContext,
): Promise<Result<Record<string, never>>> {
  const { actor, store, keyDeriver, clock } = context;
  const permitted = requirePermission(actor, 'account.confirmTotp');
  if (!permitted.ok) return permitted;
  // A factor that is set up is taken away by two others, never exchanged by whoever has the password alone.
  const own = store.account(actor.account);
  if (own?.totpSalt !== null || own.cardKey !== null) return fail('account.factorThere', {});
  const secret = totpSecret(keyDeriver, actor.account, salt);
  if (!secret.ok) return secret;
  const step = matchingStep(secret.value, code, clock.now(), 0);
  if (step === null) return fail('access.wrongCode', { account: actor.account });
  return confirmed(password, context, (tx, before) => {
    put(tx, nextRevision(before, { totpSalt: salt, totpStep: step }), 'ownFactor', context);
    const subject = { kind: 'account', id: before.name } as const;
    const detail = { kind: 'totp', saltDigest: context.digest.sha256Hex(utf8Bytes(salt)) };
    tx.audit({ action: 'account.factorAdded', subject, outcome: 'ok', detail });
  });
}

/** Runs `change` in the transaction in which the person's own password was found right. */
async function confirmed(
  password: string,
  context: AccountContext,
  change: (tx: Transaction, account: Account) => void,
): Promise<Result<Record<string, never>>> {
  // The person is signed in, and with the code where there is one: here the password alone shows that they are still there.
  const done = await attemptSignIn(
    { account: context.actor.account, password, isSignedIn: true },
    context,
    (tx, { name }) => {
      const account = tx.account(name);
      if (account === undefined) throw new Error('an account that was there before');
      change(tx, account);
    },
  );
  return done.ok ? ok({}) : done;
}

function put(tx: Transaction, account: Account, act: AccountAct, { actor, clock }: AccountContext): void {
  const { name, revision } = account;
  const changedAt = clock.now().toISOString();
  const by = { act, changedBy: actor.account, approvalId: null, codeId: null, proofId: null, changedAt };
  tx.insertAccountChange({ account: name, revision, ...by });
  tx.updateAccount(account);
}
